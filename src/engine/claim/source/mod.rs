//! Whom a source means, by what name it is known, and whether it is nameless. Whom "who", "they" and
//! "it" go back to is told in `pronouns`.

mod pronouns;

use std::ops::Range;

use super::nameless::is_nameless;
use super::turns::initials;
use super::{Context, Source, Via};
use crate::engine::entity::{EntityId, EntityKind, MentionForm};
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::tag::{NameKind, NameTag, Relation, is_below, top};
use crate::engine::text::Span;

/// Sources that name nobody by themselves.
const PRONOUNS: [&str; 16] = [
    "he", "her", "him", "his", "i", "it", "its", "me", "she", "their", "them", "they", "this",
    "us", "we", "who",
];

/// Mentions of all entities, in text order.
pub(super) struct Sources<'a> {
    context: &'a Context<'a>,
    mentions: Vec<(Span, EntityId, MentionForm)>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        let mut mentions: Vec<_> = context
            .entities
            .iter()
            .enumerate()
            .flat_map(|(i, e)| e.mentions.iter().map(move |m| (m.span, EntityId(i as u32), m.form)))
            .collect();
        mentions.sort_unstable();
        Self { context, mentions }
    }

    /// The source that `tokens` name.
    pub(super) fn resolve(
        &self,
        lexicon: &Lexicon,
        words: &Words<'_>,
        tokens: Option<Range<usize>>,
    ) -> Source {
        let Some(tokens) = tokens else { return Source::default() };
        let span = words.span(tokens.clone());
        if let Some(antecedent) = self.antecedent(words, tokens.clone()) {
            return Source { spans: vec![span], ..self.resolve(lexicon, words, Some(antecedent)) };
        }
        if let Some(people) = self.people_before(lexicon, words, tokens.clone()) {
            return Source { spans: vec![span], ..self.resolve(lexicon, words, Some(people)) };
        }
        // "Secretary" alone is a role, whatever the tagger takes it for.
        let is_role =
            |run: &Range<usize>| run.clone().all(|i| lexicon.role(words.lower(i)).is_some());
        let tagged = self.tagged(tokens.clone()).filter(|run| !is_role(run));
        let entity = self
            .owner(lexicon, words, tokens.clone())
            .or_else(|| self.entity(words, tokens.clone(), tagged.is_none()))
            .or_else(|| self.longer(words, tagged.clone()?))
            .or_else(|| self.named_behind(words, tokens.end));
        let name = self
            .name(words, tokens.clone(), entity, tagged.clone())
            .or_else(|| self.body_before(lexicon, words, tokens.clone()));
        let named = entity.is_some() || tagged.is_some();
        let anonymous = !named && is_nameless(lexicon, words, self.context.words, &tokens);
        Source { spans: vec![span], entity, name, anonymous }
    }

    /// The one person that a label in capitals means, by initials or by surname: "MT" and "MS TVEIT"
    /// for Maren Tveit.
    pub(super) fn by_label(&self, words: &Words<'_>, label: Range<usize>) -> Option<Source> {
        let letters = initials(words, &label);
        let surname = words.word(label.end - 1);
        let shouted = surname.len() > 3 && !surname.contains(char::is_lowercase);
        let fits = |name: &str| {
            let mut firsts = name.split([' ', '-']).filter_map(|word| word.chars().next());
            let last = name.rsplit(' ').next().filter(|last| *last != name);
            letters.is_some_and(|letters| letters.chars().all(|c| firsts.next() == Some(c)))
                && firsts.next().is_none()
                || shouted && last.is_some_and(|last| last.to_uppercase() == surname)
        };
        let entities = self.context.entities.iter().enumerate();
        let mut people = entities.filter(|(_, e)| e.kind == EntityKind::Person && fits(&e.name));
        let (id, _) = people.next()?;
        people.next().is_none().then(|| self.person(EntityId(id as u32), vec![words.span(label)]))
    }

    /// An entity as the source, called by the words `spans`.
    pub(super) fn person(&self, id: EntityId, spans: Vec<Span>) -> Source {
        let name = Some(self.context.entities[id.0 as usize].name.clone());
        Source { spans, entity: Some(id), name, anonymous: false }
    }

    /// Whether `source` is a "he" or "she" taken for somebody whom `content` names: in "The minister,
    /// she said, was wrong" and "She said Vogt was wrong" she is another.
    pub(super) fn is_named_in(&self, words: &Words<'_>, source: &Source, content: &[Span]) -> bool {
        let pronoun =
            |span: &Span| matches!(&*words.document().words(*span).to_lowercase(), "he" | "she");
        let names = |m: &&(Span, EntityId, MentionForm)| {
            let form = matches!(m.2, MentionForm::Name | MentionForm::Title);
            form && Some(m.1) == source.entity && content.iter().any(|c| c.contains(m.0))
        };
        source.spans.iter().any(pronoun) && self.mentions.iter().any(|m| names(&m))
    }

    /// Where an entity is first called by name.
    pub(super) fn first_name(&self, id: EntityId) -> Vec<Span> {
        let mentions = &self.context.entities[id.0 as usize].mentions;
        let named = mentions.iter().find(|m| m.form == MentionForm::Name);
        named.map(|m| m.span).into_iter().collect()
    }

    /// Whether an entity is a person.
    pub(super) fn is_person(&self, id: EntityId) -> bool {
        self.kind(id) == EntityKind::Person
    }

    /// The entity's name; else the name that the source is or has beside it; else its words without
    /// what is said of it behind a comma or in a clause. A pronoun that goes back to nobody known
    /// names nobody.
    fn name(
        &self,
        words: &Words<'_>,
        tokens: Range<usize>,
        entity: Option<EntityId>,
        tagged: Option<Range<usize>>,
    ) -> Option<String> {
        if let Some(id) = entity {
            return Some(self.context.entities[id.0 as usize].name.clone());
        }
        if tokens.len() == 1 && PRONOUNS.contains(&words.lower(tokens.start)) {
            return None;
        }
        let owned = || self.owned(words, tokens.clone());
        let apposition = || self.apposition(words, tokens.clone());
        if let Some(name) = apposition().or_else(owned).filter(|_| tagged.is_none()) {
            return Some(name);
        }
        let tagged = tagged.map(|run| self.whole_name(words, run, tokens.start));
        let core = tagged.unwrap_or_else(|| {
            let ends = |i: &usize| matches!(words.lower(*i), "," | "(" | "who" | "which" | "that");
            let end = tokens.clone().skip(1).find(ends).unwrap_or(tokens.end);
            tokens.start..end
        });
        Some(words.document().words(words.span(core)).to_owned())
    }

    /// The words that are another name for the source, behind what is said of it: "the company that
    /// owns the warehouse, *Tidewater Cold Storage*".
    fn apposition(&self, words: &Words<'_>, tokens: Range<usize>) -> Option<String> {
        let tags = self.context.words;
        // The parse may hang the name on another noun of the clause; one on a name is a place's.
        let is_name = |i: &usize| {
            let noun = tags[*i].head.filter(|head| tokens.contains(head) && head < i);
            tags[*i].relation == Relation::Appos
                && words.is_capital(*i)
                && noun.is_some_and(|noun| !words.is_capital(noun))
        };
        let name = (tokens.start + 1..tokens.end).find(is_name)?;
        let below = |i: &usize| is_below(tags, *i, name) && words.is_capital(*i);
        let start = (tokens.start + 1..=name).rev().take_while(below).last()?;
        let end = (name..tokens.end).take_while(below).last()? + 1;
        Some(words.document().words(words.span(start..end)).to_owned())
    }

    /// A body's name with the capitalised words and owners before it: "Ukraine’s General Staff".
    fn whole_name(&self, words: &Words<'_>, run: Range<usize>, from: usize) -> Range<usize> {
        if self.context.words[run.start].name != NameTag::Begin(NameKind::Organisation) {
            return run;
        }
        let belongs = |i: &usize| {
            (words.is_capital(*i) || words.is_possessive(*i)) && words.lower(*i) != "the"
        };
        let start = (from..run.start).rev().take_while(belongs).last().unwrap_or(run.start);
        start..run.end
    }

    /// "Fiona Kerr’s spokesman" for "her spokesman", if it is known who she is.
    fn owned(&self, words: &Words<'_>, tokens: Range<usize>) -> Option<String> {
        let first = tokens.start;
        let owns = matches!(words.lower(first), "his" | "her" | "their" | "its")
            && self.context.words[first].relation == Relation::NmodPoss;
        if !owns || tokens.len() < 2 {
            return None;
        }
        let at = words.span(first..first + 1);
        let found = self.mentions.partition_point(|m| m.0.end <= at.start);
        let (_, id, _) = self.mentions.get(found).filter(|m| m.0 == at)?;
        let ends = |i: &usize| matches!(words.lower(*i), "," | "(" | "who" | "which" | "that");
        let end = (first + 1..tokens.end).find(ends).filter(|&end| end > first + 1);
        let rest = first + 1..end.unwrap_or(tokens.end);
        let owner = &self.context.entities[id.0 as usize].name;
        let rest = words.document().words(words.span(rest));
        Some(format!("{owner}’s {rest}"))
    }

    /// The words that the tagger takes for a name, if they are what the source is: its head, or what
    /// stands beside its head ("the mayor of Silistra, Desislava Ganeva").
    fn tagged(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let tags = self.context.words;
        let runs = tokens.clone().filter(|&i| matches!(tags[i].name, NameTag::Begin(_))).map(|i| {
            let inside = |k: &usize| matches!(tags[*k].name, NameTag::Inside(_));
            i..(i + 1..tokens.end).take_while(inside).last().unwrap_or(i) + 1
        });
        let person = |run: &Range<usize>| tags[run.start].name == NameTag::Begin(NameKind::Person);
        let mut heads = runs.filter(|run| self.is_head(run.clone(), tokens.clone()));
        let first = heads.next()?;
        if person(&first) {
            return Some(first);
        }
        heads.find(person).or(Some(first))
    }

    /// Whose words they are: "her assessment", "Stone’s remarks".
    fn owner(
        &self,
        lexicon: &Lexicon,
        words: &Words<'_>,
        tokens: Range<usize>,
    ) -> Option<EntityId> {
        let tags = self.context.words;
        let head = top(tags, &tokens)?;
        let speech = matches!(
            words.lower(head),
            "assessment"
                | "view"
                | "opinion"
                | "account"
                | "words"
                | "remarks"
                | "comments"
                | "testimony"
                | "estimate"
                | "analysis"
                | "speech"
                | "post"
                | "tweet"
                | "message"
        ) || lexicon.cue_noun(words.lower(head)).is_some();
        let owns =
            |i: &usize| tags[*i].head == Some(head) && tags[*i].relation == Relation::NmodPoss;
        let owner = tokens.clone().filter(|_| speech).find(owns)?;
        let at = words.span(owner..owner + 1);
        let from = self.mentions.partition_point(|m| m.0.end <= at.start);
        let mention = self.mentions[from..].iter().find(|m| m.0.contains(at));
        mention.map(|m| m.1)
    }

    /// `unnamed`: no other name stands there.
    fn entity(&self, words: &Words<'_>, tokens: Range<usize>, unnamed: bool) -> Option<EntityId> {
        let span = words.span(tokens.clone());
        let from = self.mentions.partition_point(|m| m.0.end <= span.start);
        let inside = || self.mentions[from..].iter().take_while(move |m| m.0.start < span.end);
        let people = || inside().filter(|m| self.kind(m.1) == EntityKind::Person);
        let by_parse = || {
            people().find(|m| {
                let run = words.token_at(m.0.start)..words.token_at(m.0.end).min(tokens.end);
                self.is_head(run, tokens.clone())
            })
        };
        let covering = || {
            inside().find(|m| {
                let before = words.document().text[span.start..m.0.start.max(span.start)]
                    .trim()
                    .to_lowercase();
                m.0.end >= span.end && matches!(&*before, "" | "the" | "a")
            })
        };
        let by_place = || people().find(|m| unnamed && !self.hangs(words, m.0, span));
        by_parse().or_else(covering).or_else(by_place).map(|m| m.1)
    }

    /// The entity whose name the words `tagged` complete, with those before them: the tagger may begin
    /// "Stone Shipping" anew at its second word.
    fn longer(&self, words: &Words<'_>, tagged: Range<usize>) -> Option<EntityId> {
        let text = &words.document().text;
        let span = words.span(tagged);
        let ends = |name: &str| {
            name.len() > span.len()
                && name.ends_with(words.document().words(span))
                && text[..span.end].ends_with(name)
        };
        let names = self.context.entities.iter().map(|e| e.name.as_str());
        let longest = names.enumerate().filter(|(_, name)| ends(name)).max_by_key(|n| n.1.len())?;
        Some(EntityId(longest.0 as u32))
    }

    /// "The chief engineer, Tove Lindal, said": the person between the commas behind token `end`.
    fn named_behind(&self, words: &Words<'_>, end: usize) -> Option<EntityId> {
        let start = words.document().tokens.get(end + 1)?.span.start;
        let at = self.mentions.partition_point(|m| m.0.start < start);
        let &(span, id, form) = self.mentions.get(at).filter(|m| m.0.start == start)?;
        let enclosed = words.lower(end) == "," && words.lower(words.token_at(span.end)) == ",";
        let person = form == MentionForm::Name && self.kind(id) == EntityKind::Person;
        (enclosed && person).then_some(id)
    }

    /// The body that is spoken of from token `i` on, by its name.
    pub(super) fn body_at(&self, words: &Words<'_>, i: usize) -> Option<Via> {
        let start = words.document().tokens.get(i)?.span.start;
        let from = self.mentions.partition_point(|m| m.0.end <= start);
        let near = words.document().tokens.get(i + 1).map_or(start, |t| t.span.start);
        let (span, id, _) = self.mentions[from..].iter().find(|m| m.0.start <= near)?;
        let body = self.kind(*id) == EntityKind::Organisation;
        let name = self.context.entities[id.0 as usize].name.clone();
        body.then_some(Via { name, spans: vec![*span] })
    }

    fn kind(&self, id: EntityId) -> EntityKind {
        self.context.entities[id.0 as usize].kind
    }

    /// Whether the words `run` are what `tokens` speak of by the parse: they hold the head of
    /// `tokens`, or stand beside it as another name for it.
    fn is_head(&self, run: Range<usize>, tokens: Range<usize>) -> bool {
        let tags = self.context.words;
        let (Some(head), Some(mut at)) = (top(tags, &tokens), top(tags, &run)) else {
            return false;
        };
        for _ in 0..4 {
            if at == head {
                return true;
            }
            let beside =
                matches!(tags[at].relation, Relation::Appos | Relation::Flat | Relation::NmodDesc);
            match tags[at].head {
                Some(above) if beside && tokens.contains(&above) => at = above,
                _ => return false,
            }
        }
        false
    }

    /// True for a name that only hangs on the source: "a spokesman for Stone", "Stone’s lawyer".
    fn hangs(&self, words: &Words<'_>, mention: Span, span: Span) -> bool {
        let first = words.token_at(mention.start);
        let next = words.token_at(mention.end);
        let hangs = mention.start > span.start
            && first > 0
            && matches!(
                words.lower(first - 1),
                "of" | "for" | "from" | "in" | "with" | "to" | "by" | "at"
            );
        let owns = mention.end < span.end && words.is_possessive(next);
        let his =
            self.context.words[first].relation == Relation::NmodPoss && mention.end < span.end;
        hangs || owns || his
    }
}
