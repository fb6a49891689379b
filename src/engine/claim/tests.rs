//! Claims from text: name, cue and content.

use super::*;
use crate::engine::entity::{find_entities, find_quantities, find_times};
use crate::engine::segment::segment;
use crate::engine::tag::tag_with_states;
use crate::engine::text::{Block, BlockKind};

/// The text and its attributed claims; lines as in [`all_claims`].
pub(super) fn claims(text: &str) -> (Document, Vec<Claim>) {
    let (document, mut claims) = all_claims(text);
    claims.retain(|c| c.kind == ClaimKind::Attributed);
    (document, claims)
}

/// The text and its claims; every line is a paragraph, a line that begins with "# " a title, with "> " a
/// passage set off, with "* " an item of a list.
pub(super) fn all_claims(text: &str) -> (Document, Vec<Claim>) {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let marks =
            [("# ", BlockKind::Title), ("> ", BlockKind::Quote), ("* ", BlockKind::ListItem)];
        let marked = marks.iter().find(|(mark, _)| line.starts_with(mark));
        let (mark, kind) = marked.copied().unwrap_or(("", BlockKind::Paragraph));
        let span = Span::new(at + mark.len(), at + line.len()).trim(text);
        at += line.len();
        if !span.is_empty() {
            blocks.push(Block { span, kind, sentences: 0..0 });
        }
    }
    let resources = Resources::new();
    let document = segment(&resources, text.to_owned(), blocks);
    let metadata = Metadata::default();
    let (words, states) = tag_with_states(&resources, &document);
    let context = Context {
        document: &document,
        words: &words,
        states: &states,
        metadata: &metadata,
        entities: &find_entities(&resources, &document, &words),
        quantities: &find_quantities(&resources, &document),
        times: &find_times(&resources, &document, None),
    };
    let claims = extract_claims(&resources, &context, &mut Vec::new());
    (document, claims)
}

fn join(document: &Document, spans: &[Span]) -> String {
    spans.iter().map(|&s| document.words(s)).collect::<Vec<_>>().join(" | ")
}

/// Name (the words at the attribution where nobody is known by name), cue and content of every
/// attributed claim.
pub(super) fn check(text: &str, expected: &[(&str, &str, &str)]) {
    let (document, claims) = claims(text);
    let found: Vec<(String, String, String)> = claims
        .iter()
        .map(|c| {
            let words = || join(&document, &c.source.spans);
            (
                c.source.name.clone().unwrap_or_else(words),
                join(&document, &c.cue),
                join(&document, &c.content),
            )
        })
        .collect();
    let found: Vec<_> = found.iter().map(|(a, b, c)| (&**a, &**b, &**c)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_role_is_named_by_the_name_behind_it() {
    let claim = one("The chief engineer, Tove Lindal, said that it is open.");
    assert_eq!(claim.source.name.as_deref(), Some("Tove Lindal"));
    assert!(!claim.source.anonymous);
}

#[test]
fn whose_words_they_are_is_who_says_it() {
    let (_, claims) = claims("Ada Stone spoke on Monday. According to her assessment, it is open.");
    assert_eq!(claims.last().and_then(|c| c.source.name.as_deref()), Some("Ada Stone"));
}

#[test]
fn a_pronoun_without_a_person_names_nobody() {
    assert_eq!(one("They said that it is open.").source.name, None);
}

pub(super) fn one(text: &str) -> Claim {
    let (_, claims) = claims(text);
    assert_eq!(claims.len(), 1, "{text}: {claims:?}");
    claims.into_iter().next().unwrap()
}

#[test]
fn reads_a_quotation_before_behind_and_around_the_cue() {
    let (name, said) = ("Ada Stone", "said");
    check("“It is open,” Ada Stone said.", &[(name, said, "It is open")]);
    check("“It is open,” said Ada Stone.", &[(name, said, "It is open")]);
    check("Ada Stone said: “It is open.”", &[(name, said, "It is open")]);
    check("'It is open,' said Ada Stone.", &[(name, said, "It is open")]);
    check("«It is open», Ada Stone said.", &[(name, said, "It is open")]);
    check(
        "“It is open,” Ada Stone said, “and it is safe.”",
        &[(name, said, "It is open | and it is safe")],
    );
    check(
        "“It is open,” Ada Stone said. “It is safe for all of us.”",
        &[(name, said, "It is open | It is safe for all of us")],
    );
}

#[test]
fn follows_a_quotation_over_paragraphs() {
    check(
        "Ada Stone said: “It is open. It is safe.\n“It will stay open for years.”",
        &[("Ada Stone", "said", "It is open. It is safe | It will stay open for years")],
    );
}

#[test]
fn reads_indirect_speech() {
    check("Ada Stone said that it is open.", &[("Ada Stone", "said", "that it is open")]);
    check("Ada Stone said it is open.", &[("Ada Stone", "said", "it is open")]);
    check(
        "The bridge is open to all, Ada Stone said on Monday.",
        &[("Ada Stone", "said", "The bridge is open to all")],
    );
    check(
        "The aim, he suggested, is to keep it open.",
        &[("he", "suggested", "The aim | is to keep it open")],
    );
    check("According to Ada Stone, it is open.", &[("Ada Stone", "According to", "it is open")]);
    check(
        "The bridge is open, according to Ada Stone.",
        &[("Ada Stone", "according to", "The bridge is open")],
    );
}

#[test]
fn cuts_coordinated_claims_apart() {
    check(
        "She underscored that it is open, but stressed that it is narrow.",
        &[("She", "underscored", "that it is open"), ("She", "stressed", "that it is narrow")],
    );
    check(
        "Ada Stone spoke of the bridge, noting that it is open.",
        &[("Ada Stone", "noting", "that it is open")],
    );
}

#[test]
fn reads_appositions() {
    check(
        "Ada Stone, the former mayor, affirmed that it is open.",
        &[("Ada Stone", "affirmed", "that it is open")],
    );
}

#[test]
fn reads_headlines_and_transcripts() {
    check("# Minister: tax will fall", &[("Minister", ":", "tax will fall")]);
    check(
        "# Beetles reached island by raft, study suggests",
        &[("study", "suggests", "Beetles reached island by raft")],
    );
    check("# Ferry was overloaded, divers say", &[("divers", "say", "Ferry was overloaded")]);
    check(
        "STONE: It is open. It is safe.\nHALE: It is not.",
        &[("STONE", ":", "It is open. It is safe"), ("HALE", ":", "It is not")],
    );
}

#[test]
fn a_relative_word_is_whom_it_goes_back_to() {
    let (_, claims) = claims("The prize went to Ada Stone, who said that it is open.");
    assert!(claims.iter().any(|c| c.source.name.as_deref() == Some("Ada Stone")), "{claims:?}");
}

#[test]
fn marks_inside_a_content_stand_in_pairs() {
    check(
        "Ada Stone said that it is “open at last”.",
        &[("Ada Stone", "said", "that it is “open at last”")],
    );
}

#[test]
fn reads_signed_quotations() {
    check(
        "“It is open at last.” — Ada Stone\n“It is safe.”― Tove Lindal",
        &[("Ada Stone", "—", "It is open at last"), ("Tove Lindal", "―", "It is safe")],
    );
}

#[test]
fn mends_the_edges_of_what_was_found() {
    check(
        "According to the operator, KarTram, trains will run every six minutes at peak times.",
        &[("KarTram", "According to", "trains will run every six minutes at peak times")],
    );
    check(
        "The Italian research ministry, which paid for the scans, said in a statement that the \
         result showed patience.",
        &[(
            "The Italian research ministry",
            "said in a statement",
            "that the result showed patience",
        )],
    );
}

#[test]
fn reads_nouns() {
    check(
        "Nobody doubts Ada Stone’s claim that it is open.",
        // Nobody is no source.
        &[("Ada Stone", "claim", "that it is open")],
    );
}

#[test]
fn puts_what_is_reported_inside_what_reports_it() {
    let (_, claims) = claims("TASS reported that Ada Stone said that it is open.");
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[1].parent, Some(ClaimId(0)));
}

#[test]
fn knows_nameless_sources() {
    assert!(one("Observers note that it is open.").source.anonymous);
    assert!(one("A senior official said that it is open.").source.anonymous);
    assert!(!one("Ada Stone said that it is open.").source.anonymous);
}

#[test]
fn tells_whose_words_they_are() {
    assert_eq!(one("“It is open,” he said.").quotation, Quotation::Direct);
    assert_eq!(one("He said it is open.").quotation, Quotation::Indirect);
    assert_eq!(one("He said it is “open at last”.").quotation, Quotation::Mixed);
}

#[test]
fn reads_certainty_and_polarity() {
    let label = |text: &str| one(text).certainty.label;
    assert_eq!(label("He said that it is open."), CertaintyLabel::Asserted);
    assert_eq!(label("He said that it may be open."), CertaintyLabel::Possible);
    assert_eq!(label("He said that it must open."), CertaintyLabel::Required);
    assert_eq!(one("He said that it is not open.").polarity, Polarity::Negative);
    assert_eq!(one("He denied that it is open.").polarity, Polarity::Negative);
}

#[test]
fn loses_nothing_to_an_unbalanced_mark() {
    let (_, claims) = claims("“It is open, Ada Stone said.\nHe said that it is narrow.");
    assert!(
        claims.iter().any(|c| c.source.name.as_deref() == Some("Ada Stone") || c.cue.len() == 1)
    );
    assert!(claims.len() >= 2, "{claims:?}");
}

#[test]
fn a_cue_may_stand_where_a_long_paragraph_is_cut() {
    for lead in 310..325 {
        let text = format!("{}according to Ada Stone it is open.", "and so ".repeat(lead / 2));
        let (_, found) = claims(&format!("{}{text}", if lead % 2 == 1 { "So " } else { "" }));
        assert!(found.iter().all(|c| !c.content.is_empty()), "{lead}");
    }
}

#[test]
fn a_thing_that_shows_something_is_no_speaker() {
    check("This dual approach underscores a readiness to act.", &[]);
    assert!(!claims("The report underscores that it is open.").1.is_empty());
}

#[test]
fn takes_no_noun_for_a_verb() {
    check("The claims of the past were lost in the fire.", &[]);
}

#[test]
fn reads_what_nobody_in_particular_says() {
    check("The book is said to be lost.", &[("", "is said", "The book | to be lost")]);
}

#[test]
fn a_name_that_the_tagger_cuts_is_whole() {
    check(
        "Nordhavn Shipping owns the vessel. The firm, Nordhavn Shipping, said the hull was sound.",
        &[("Nordhavn Shipping", "said", "the hull was sound")],
    );
}

#[test]
fn gives_the_answers_of_an_interview_to_whoever_answers() {
    let text = "# A river is no road: an interview with Maren Tveit\n\
         Maren Tveit has measured the Osla for 31 years. She spoke to Jonas Pell.\n\
         What did you find when you came to the valley?\n\
         I found a road where the river had been. The map said otherwise.\n\
         Did you tell the council?\n\
         I wrote two letters. Nobody read them.\n\
         What would you do first?\n\
         We should give the river its side channels back.\n\
         This interview has been edited for length.";
    let (document, claims) = claims(text);
    let said = |claim: &Claim| join(&document, &claim.content);
    let hers: Vec<String> = claims
        .iter()
        .filter(|c| c.source.name.as_deref() == Some("Maren Tveit"))
        .filter(|c| c.quotation == Quotation::Direct)
        .map(said)
        .collect();
    let answers = [
        "I found a road where the river had been. The map said otherwise",
        "I wrote two letters. Nobody read them",
        "We should give the river its side channels back",
    ];
    assert_eq!(hers, answers);
}

#[test]
fn an_explainer_with_questions_is_no_interview() {
    let text = "# What the ferry strike means for you\n\
         The union of Ada Stone calls its members out on Friday.\n\
         Will my ferry sail?\nMost ferries will stay in port.\n\
         Can you get your money back?\nYes, for tickets bought before Monday.\n\
         How long will it last?\nThe strike ends on Sunday.";
    let (_, claims) = claims(text);
    assert!(claims.iter().all(|c| c.quotation != Quotation::Direct), "{claims:?}");
}

#[test]
fn knows_speakers_by_their_initials() {
    let text = "# The river: Maren Tveit answers Jonas Pell\n\
         JP: Is it safe?\nMT: It is not safe.\nJP: Since when?\nMT: Since the flood.";
    let (_, claims) = claims(text);
    let names: Vec<_> = claims.iter().filter_map(|c| c.source.name.as_deref()).collect();
    assert_eq!(names, ["Jonas Pell", "Maren Tveit", "Jonas Pell", "Maren Tveit"]);
}

#[test]
fn says_who_was_cited_and_who_cites() {
    let (_, claims) = claims(
        "Meridian Press reported last month, citing two people familiar with the matter, that the \
         company had held talks.",
    );
    let claim = claims.first().unwrap();
    assert_eq!(claim.source.name.as_deref(), Some("two people familiar with the matter"));
    assert_eq!(claim.via.first().map(|v| &*v.name), Some("Meridian Press"));
}

#[test]
fn names_whose_spokesman_it_is() {
    let (_, claims) = claims(
        "Prime Minister Fiona Kerr will chair the meeting. Her spokesman said that it is open.",
    );
    assert_eq!(claims[0].source.name.as_deref(), Some("Fiona Kerr’s spokesman"));
    assert!(!claims[0].source.anonymous);
}

#[test]
fn what_somebody_quoted_says_of_himself_is_one_claim() {
    check(
        "“I think that it is open,” Ada Stone said.",
        &[("Ada Stone", "said", "I think that it is open")],
    );
}

#[test]
fn a_content_ends_where_somebody_else_speaks() {
    check(
        "Sergei Platov said it was too early to draw conclusions, while Claire Aubry called it a \
         crime.",
        &[
            ("Sergei Platov", "said", "it was too early to draw conclusions"),
            ("Claire Aubry", "called", "it a crime"),
        ],
    );
}

#[test]
fn it_is_the_body_that_the_sentence_before_speaks_of() {
    let name = |text: &str| claims(text).1.last().and_then(|c| c.source.name.clone());
    let council = "The council voted to close it. It said that the money was needed.";
    assert_eq!(name(council).as_deref(), Some("The council"));
    assert_eq!(name("The rain fell all day. It said that the dam is safe."), None);
}

#[test]
fn names_bodies_in_full() {
    let name = |text: &str| one(text).source.name;
    let owner =
        "The company that owns the warehouse, Tidewater Cold Storage, said that it is open.";
    assert_eq!(name(owner).as_deref(), Some("Tidewater Cold Storage"));
    let staff = "Karvia’s General Staff denied that it is open.";
    assert_eq!(name(staff).as_deref(), Some("Karvia’s General Staff"));
}

#[test]
fn a_pronoun_is_nobody_whom_the_content_names() {
    let text = "Interior Minister Katrin Vogt spoke on Monday. The politician Selin Aydin said the \
                plan was wrong. The minister, she said, had never seen it.";
    let (_, claims) = claims(text);
    assert_eq!(claims.last().and_then(|c| c.source.name.as_deref()), Some("Selin Aydin"));
}

#[test]
fn answers_go_to_whom_the_labels_mean() {
    let text = "# Questions for Tomas Brekke\nQ: What changes first?\nA: The night shifts.\n\
                Q: And the crane?\nA: It will be replaced in June.";
    let names = |text: &str| -> Vec<String> {
        claims(text).1.into_iter().filter_map(|c| c.source.name).collect()
    };
    assert_eq!(names(text), ["Tomas Brekke", "Tomas Brekke"]);
    let text = "# Briefing by Alia Rahman\nMS. RAHMAN: The talks have paused.\n\
                MR. HALE: They have ended.";
    assert_eq!(names(text)[0], "Alia Rahman");
}
