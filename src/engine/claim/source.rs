//! Whom a source means, whether it is nameless, and who passed the claim on.

use std::ops::Range;

use super::turns::initials;
use super::{Claim, Context, Source, Via};
use crate::engine::entity::{EntityId, EntityKind, MentionForm};
use crate::engine::lexicon::Lexicon;
use crate::engine::segment::Words;
use crate::engine::tag::{NameKind, NameTag, Relation, top};
use crate::engine::text::{Block, Span};

/// Sources that name nobody by themselves.
const PRONOUNS: [&str; 16] = [
    "he", "her", "him", "his", "i", "it", "its", "me", "she", "their", "them", "they", "this",
    "us", "we", "who",
];
/// More names than this pass nothing on.
const MOST_VIA: usize = 20;

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
        // "Secretary" alone is a role, whatever the tagger takes it for.
        let is_role =
            |run: &Range<usize>| run.clone().all(|i| lexicon.role(words.lower(i)).is_some());
        let tagged = self.tagged(tokens.clone()).filter(|run| !is_role(run));
        let entity = self
            .owner(lexicon, words, tokens.clone())
            .or_else(|| self.entity(words, tokens.clone(), tagged.is_none()))
            .or_else(|| self.longer(words, tagged.clone()?))
            .or_else(|| self.named_behind(words, tokens.end));
        let name = self.name(words, tokens.clone(), entity, tagged.clone());
        // "Vellmar General Hospital" is a name, although a general is somebody with a role.
        let is_name = tokens.clone().all(|i| words.is_capital(i));
        let named = entity.is_some() || tagged.is_some();
        let anonymous = !named
            && tokens.clone().any(|i| {
                let word = words.lower(i);
                lexicon.is_anonymous(word) || !is_name && lexicon.role(word).is_some()
            });
        Source { spans: vec![span], entity, name, anonymous }
    }

    /// The one person whose initials a label is: "MT" for Maren Tveit.
    pub(super) fn by_initials(&self, words: &Words<'_>, label: Range<usize>) -> Option<Source> {
        let letters = initials(words, &label)?;
        let fits = |name: &str| {
            name.split([' ', '-']).filter_map(|word| word.chars().next()).eq(letters.chars())
        };
        let entities = self.context.entities.iter().enumerate();
        let mut people = entities.filter(|(_, e)| e.kind == EntityKind::Person && fits(&e.name));
        let (id, person) = people.next()?;
        people.next().is_none().then(|| Source {
            spans: vec![words.span(label)],
            entity: Some(EntityId(id as u32)),
            name: Some(person.name.clone()),
            anonymous: false,
        })
    }

    /// The noun phrase that "who" or "which" goes back to: the word that the relative clause hangs on,
    /// with what stands before it in its phrase.
    fn antecedent(&self, words: &Words<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
        let tags = self.context.words;
        let relative = tokens.len() == 1
            && matches!(words.lower(tokens.start), "who" | "which" | "that" | "whom" | "whose");
        let verb = tags[tokens.start].head.filter(|_| relative)?;
        let noun = tags[verb].head.filter(|&noun| noun < tokens.start)?;
        if tags[verb].relation != Relation::AclRelcl {
            return None;
        }
        let belongs = |i: usize| {
            let mut at = i;
            for _ in 0..4 {
                if at == noun {
                    return true;
                }
                match tags[at].head {
                    Some(head) if head < tokens.start => at = head,
                    _ => return false,
                }
            }
            false
        };
        let start = (0..=noun).rev().take(12).take_while(|&i| belongs(i)).last()?;
        let end = (noun..tokens.start).take_while(|&i| belongs(i)).last()? + 1;
        Some(start..end)
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
        if let Some(name) = self.owned(words, tokens.clone()) {
            return Some(name);
        }
        let core = tagged.unwrap_or_else(|| {
            let ends = |i: &usize| matches!(words.lower(*i), "," | "(" | "who" | "which" | "that");
            let end = tokens.clone().skip(1).find(ends).unwrap_or(tokens.end);
            tokens.start..end
        });
        Some(words.document().words(words.span(core)).to_owned())
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
    fn body_at(&self, words: &Words<'_>, i: usize) -> Option<Via> {
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

/// Somebody who was told or who reports, if it is an agency or outlet.
pub(super) fn agency(lexicon: &Lexicon, words: &Words<'_>, tokens: Range<usize>) -> Option<Via> {
    let span = words.span(tokens);
    let text = words.document().words(span);
    let name = text.strip_prefix("the ").or(text.strip_prefix("The ")).unwrap_or(text);
    let known = lexicon.is_agency(text) || lexicon.is_agency(name) || is_outlet(name);
    known.then(|| Via {
        name: name.to_owned(),
        spans: vec![Span::new(span.end - name.len(), span.end)],
    })
}

/// Whether a name is that of a newspaper or station by a word or number in it.
fn is_outlet(name: &str) -> bool {
    let word = |word: &str| {
        matches!(
            word,
            "Times"
                | "Post"
                | "News"
                | "TV"
                | "Television"
                | "Radio"
                | "Daily"
                | "Weekly"
                | "Online"
                | "Journal"
                | "Tribune"
                | "Herald"
                | "Guardian"
                | "Gazette"
                | "Magazine"
                | "Courier"
                | "Chronicle"
                | "Telegraph"
                | "Observer"
                | "Today"
        )
    };
    let numbered = name.starts_with(char::is_uppercase)
        && name.ends_with(|c: char| c.is_ascii_digit())
        && !name.contains(' ');
    name.starts_with(char::is_uppercase) && name.split(' ').any(word) || numbered
}

/// Adds to the claims of a block whoever its sentences say passed them on.
pub(super) fn add_via(
    lexicon: &Lexicon,
    words: &Words<'_>,
    sources: &Sources<'_>,
    block: &Block,
    claims: &mut [Claim],
) {
    let mut order: Vec<(usize, usize)> = claims
        .iter()
        .enumerate()
        .filter_map(|(i, claim)| Some((claim.content.first()?.start, i)))
        .collect();
    order.sort_unstable();
    let mut of_block: Vec<Via> = Vec::new();
    for sentence in &words.document().sentences[block.sentences.clone()] {
        let from = order.partition_point(|(start, _)| *start < sentence.span.start);
        let to = order.partition_point(|(start, _)| *start < sentence.span.end);
        for i in sentence.tokens.clone() {
            let Some((name_at, whole_block)) = marker(words, i) else { continue };
            let at = words.span(i..i + 1);
            let is_cue = |c: &Claim| c.cue.iter().any(|cue| cue.contains(at));
            let according = words.lower(i) == "according";
            if according && order[from..to].iter().any(|(_, c)| is_cue(&claims[*c])) {
                continue;
            }
            let body = || sources.body_at(words, name_at);
            let named = || name_after(lexicon, words, name_at, sentence.tokens.end);
            let Some(via) = body().or_else(|| named().filter(|_| !according)) else { continue };
            if whole_block {
                of_block.push(via);
                continue;
            }
            for (_, claim) in order[from..to].iter().take(MOST_VIA) {
                push_via(&mut claims[*claim], &via);
            }
        }
    }
    of_block.dedup_by(|b, a| a.name == b.name);
    for via in of_block.iter().take(MOST_VIA) {
        claims.iter_mut().for_each(|claim| push_via(claim, via));
    }
}

/// Where the name behind a marker at token `i` begins, and whether the marker holds for the block.
fn marker(words: &Words<'_>, i: usize) -> Option<(usize, bool)> {
    let next = words.lower(i + 1);
    match words.lower(i) {
        "source" if next == ":" => Some((i + 2, true)),
        "reported" | "quoted" | "cited" if next == "by" && i > 0 && words.lower(i - 1) == "as" => {
            Some((i + 2, false))
        }
        "interview" if next == "with" => Some((i + 2, false)),
        "according" if next == "to" => Some((i + 2, false)),
        _ => None,
    }
}

fn push_via(claim: &mut Claim, via: &Via) {
    if claim.via.len() < MOST_VIA && !claim.via.iter().any(|v| v.name == via.name) {
        claim.via.push(via.clone());
    }
}

/// The name that begins at token `i`.
fn name_after(lexicon: &Lexicon, words: &Words<'_>, i: usize, end: usize) -> Option<Via> {
    let start = if words.lower(i) == "the" { i + 1 } else { i };
    let mut stop = start;
    while stop < end && stop < start + 5 && words.is_capital(stop) {
        stop += 1;
    }
    if stop == start {
        return None;
    }
    agency(lexicon, words, start..stop).or_else(|| {
        let span = words.span(start..stop);
        Some(Via { name: words.document().words(span).to_owned(), spans: vec![span] })
    })
}
