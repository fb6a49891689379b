//! Tests of [`super`]: every operation, what is hostile, and what holds for all edits.

use quickcheck::{Arbitrary, Gen, QuickCheck};
use serde_json::{Value, json};

use super::*;
use crate::report::{Claim, ClaimKind, CueClass, Polarity, Quotation, to_json};

const TEXT: &str = "“Żółw” rises\n\nMayor Ada Stone said ships 🚢 left at dawn. She denied \
                    that 12 men were hurt.\n\nStone was late, the port office said.";

fn span(words: &str) -> Span {
    let byte = TEXT.find(words).expect("the words stand in the text");
    let start = TEXT[..byte].chars().count();
    Span { start, end: start + words.chars().count(), exact: words.to_owned() }
}

fn with(span: Span, more: Value) -> Value {
    let mut value = serde_json::to_value(span).unwrap();
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

fn claim(id: &str, content: &str, said_as: &str, entity: Option<&str>, name: &str) -> Value {
    json!({
        "id": id, "kind": "attributed", "parent": null, "content": [span(content)],
        "source": {"spans": [span(said_as)], "entity": entity, "name": name, "anonymous": false},
        "cue": [span("said")], "cue_class": "say", "quotation": "indirect", "via": [],
        "polarity": "positive", "certainty": {"label": "asserted", "markers": []},
        "quantities": [], "times": [], "check_worthiness": 0.5, "confidence": 0.7,
    })
}

fn article(id: &str) -> Article {
    let blocks = TEXT.split("\n\n").map(|b| with(span(b), json!({"kind": "paragraph"})));
    serde_json::from_value(json!({
        "id": id,
        "file": {"name": "a", "path": "a", "format": "text", "bytes": 1, "sha256": "",
            "encoding": "UTF-8"},
        "metadata": {"title": null, "subtitle": null, "bylines": [], "published": null,
            "updated": null, "outlet": null, "url": null, "author_note": null,
            "language": {"code": "en", "confidence": 1.0},
            "genre": {"label": "news", "confidence": 1.0}},
        "text": TEXT,
        "blocks": blocks.collect::<Vec<_>>(),
        "sentences": [], "removed": [],
        "summary": {"ranking": [], "default_length": 3},
        "entities": [
            {"id": "e1", "name": "Ada Stone", "kind": "person", "roles": [span("Mayor")],
                "mentions": [with(span("Ada Stone"), json!({"form": "name"}))]},
            {"id": "e2", "name": "Stone", "kind": "person", "roles": [],
                "mentions": [with(span("Stone was"), json!({"form": "name"}))]},
        ],
        "claims": [
            claim("c1", "ships 🚢 left at dawn", "Ada Stone", Some("e1"), "Ada Stone"),
            claim("c2", "that 12 men were hurt", "She", Some("e1"), "Ada Stone"),
            claim("c3", "Stone was late", "the port office", None, "the port office"),
        ],
        "quantities": [with(span("12"), json!({
            "value": 12.0, "high": null, "unit": null, "approximate": false}))],
        "times": [], "warnings": [],
    }))
    .expect("the article is of the report's shape")
}

fn edit(op: EditOp, words: &[&str], before: Value, after: Value) -> Edit {
    let target =
        EditTarget { article: "a".to_owned(), spans: words.iter().map(|w| span(w)).collect() };
    Edit { id: "x1".to_owned(), op, target, before, after }
}

fn applied(edits: &[Edit]) -> Article {
    apply_to(&article("a"), edits).into_owned()
}

fn names(article: &Article) -> Vec<&str> {
    article.claims.iter().map(|c| c.source.name.as_deref().unwrap_or("-")).collect()
}

fn contents(article: &Article) -> Vec<String> {
    article.claims.iter().map(Claim::wording).collect()
}

#[test]
fn without_edits_nothing_is_copied_or_changed() {
    let a = article("a");
    assert!(matches!(apply_to(&a, &[]), Cow::Borrowed(_)));
    assert_eq!(apply_edits(std::slice::from_ref(&a), &[]), [a]);
}

#[test]
fn a_speaker_is_renamed_here_or_everywhere() {
    let rename = |everywhere: bool| {
        let before = json!({"names": ["Ada Stone"]});
        edit(
            EditOp::RenameSpeaker,
            &[],
            before,
            json!({"name": "A. Stone", "everywhere": everywhere}),
        )
    };
    let pile = [article("a"), article("b")];
    let here = apply_edits(&pile, &[rename(false)]);
    assert_eq!(names(&here[0]), ["A. Stone", "A. Stone", "the port office"]);
    assert_eq!(here[0].entities[0].name, "A. Stone");
    assert_eq!(here[1], pile[1]);
    let everywhere = apply_edits(&pile, &[rename(true)]);
    assert_eq!(names(&everywhere[1]), ["A. Stone", "A. Stone", "the port office"]);
    let person = everywhere[1].claims[0].person.as_ref();
    assert_eq!(person.map(|p| p.edits.as_slice()), Some(["x1".to_owned()].as_slice()));
    assert_eq!(everywhere[1].claims[2].person, None);
}

#[test]
fn a_rename_reaches_those_who_pass_a_claim_on() {
    let mut a = article("a");
    a.claims[0].via = vec![crate::report::Via { name: "TASS".to_owned(), spans: Vec::new() }];
    let after = json!({"name": "Tass", "everywhere": true});
    let rename = edit(EditOp::RenameSpeaker, &[], json!({"names": ["TASS"]}), after);
    assert_eq!(apply_to(&a, &[rename]).claims[0].via[0].name, "Tass");
}

#[test]
fn merged_speakers_are_one_entity() {
    let before = json!({"names": ["Ada Stone", "Stone", "the port office"]});
    let after = json!({"name": "Ada Stone", "everywhere": true});
    let merged = applied(&[edit(EditOp::MergeSpeakers, &[], before, after)]);
    assert_eq!(names(&merged), ["Ada Stone"; 3]);
    assert_eq!(merged.entities.len(), 1);
    assert_eq!(merged.entities[0].mentions.len(), 2);
    assert!(merged.claims.iter().all(|c| c.source.entity.as_deref() == Some("e1")));
    assert!(merged.claims[0].person.is_none(), "the first was called so before");
}

#[test]
fn a_claims_fields_are_changed_one_by_one() {
    let after = json!({
        "source": {"name": "Stone", "spans": []}, "cue_class": "deny", "quotation": "direct",
        "polarity": "negative", "certainty": "possible", "kind": "authorial", "cue": [],
        "content": [span("12 men")],
    });
    let changed =
        applied(&[edit(EditOp::ChangeClaim, &["that 12 men were hurt"], Value::Null, after)]);
    let claim = &changed.claims[1];
    assert_eq!(claim.source.entity.as_deref(), Some("e2"), "a known name is its entity");
    assert_eq!((claim.cue_class, claim.quotation), (CueClass::Deny, Quotation::Direct));
    assert_eq!((claim.polarity, claim.kind), (Polarity::Negative, ClaimKind::Authorial));
    assert_eq!(claim.certainty.label.code(), "possible");
    assert_eq!((claim.wording().as_str(), &claim.quantities), ("12 men", &vec![0]));
    assert_eq!(claim.confidence, None, "it was computed for other words");
    assert!(claim.cue.is_empty() && claim.source.spans.is_empty());
    assert_eq!(claim.id, "c2");
}

#[test]
fn later_edits_find_a_claim_by_its_first_words() {
    let at = ["ships 🚢 left at dawn"];
    let edits = [
        edit(EditOp::ChangeClaim, &at, Value::Null, json!({"content": [span("at dawn")]})),
        edit(EditOp::ChangeClaim, &at, Value::Null, json!({"polarity": "negative"})),
    ];
    let both = applied(&edits);
    assert_eq!(
        (both.claims[0].wording().as_str(), both.claims[0].polarity),
        ("at dawn", Polarity::Negative)
    );
    let second = applied(&edits[1..]);
    assert_eq!(contents(&second)[0], "ships 🚢 left at dawn");
    assert_eq!(second.claims[0].polarity, Polarity::Negative);
}

#[test]
fn a_deleted_claim_is_gone_and_its_children_move_up() {
    let mut a = article("a");
    a.claims[1].parent = Some("c1".to_owned());
    let delete = edit(EditOp::DeleteClaim, &["ships 🚢 left at dawn"], Value::Null, Value::Null);
    let mark =
        edit(EditOp::Mark, &["ships 🚢 left at dawn"], Value::Null, json!({"mark": "checked"}));
    let left = apply_to(&a, &[delete, mark]).into_owned();
    assert_eq!(contents(&left), ["12 men were hurt", "Stone was late"]);
    assert_eq!(left.claims[0].parent, None);
    assert!(left.claims.iter().all(|c| c.person.is_none()), "the mark is of what is gone");
}

#[test]
fn an_added_claim_stands_in_its_place_and_can_be_changed() {
    let after = json!({"source": {"name": "Ada Stone", "spans": [span("She")]}, "cue": [span("denied")],
        "cue_class": "deny"});
    let add = edit(EditOp::AddClaim, &["12 men were hurt.\n\nStone was"], Value::Null, after);
    let mark = edit(
        EditOp::Mark,
        &["12 men were hurt.\n\nStone was"],
        Value::Null,
        json!({"mark": "own"}),
    );
    let change = edit(
        EditOp::ChangeClaim,
        &["12 men were hurt.\n\nStone was"],
        Value::Null,
        json!({"content": [span("at dawn")]}),
    );
    let added = applied(&[add.clone(), mark.clone()]);
    let claim = &added.claims[2];
    assert_eq!((claim.id.as_str(), claim.source.entity.as_deref()), ("p1", Some("e1")));
    let pieces: Vec<&str> = claim.content.iter().map(|s| s.exact.as_str()).collect();
    assert_eq!(pieces, ["12 men were hurt.", "Stone was"], "it is cut at the border of a block");
    assert_eq!(claim.quantities, [0]);
    let person = claim.person.as_ref().unwrap();
    assert!(person.added && person.mark.as_deref() == Some("own"));
    let changed = applied(&[add, change, mark]);
    assert_eq!(contents(&changed)[1], "at dawn", "it moves to its new place");
    assert_eq!(changed.claims[1].person.as_ref().unwrap().mark.as_deref(), Some("own"));
}

#[test]
fn marks_and_notes_are_set_and_taken_away() {
    let at = ["Stone was late"];
    let mark = |mark: Value| edit(EditOp::Mark, &at, Value::Null, json!({"mark": mark}));
    let note = edit(EditOp::Note, &at, Value::Null, json!({"note": "  call the office "}));
    let marked = applied(&[mark(json!("to_check")), note.clone()]);
    let person = marked.claims[2].person.as_ref().unwrap();
    assert_eq!(person.mark.as_deref(), Some("to_check"));
    assert_eq!(person.note.as_deref(), Some("call the office"));
    assert!(person.edits.is_empty(), "marks do not change a claim");
    let cleared = applied(&[mark(json!("to_check")), note, mark(Value::Null)]);
    assert_eq!(cleared.claims[2].person.as_ref().unwrap().mark, None);
}

#[test]
fn words_are_found_again_in_a_text_that_moved() {
    let mut delete = edit(EditOp::DeleteClaim, &["Stone was late"], Value::Null, Value::Null);
    delete.target.spans[0].start += 17;
    delete.target.spans[0].end += 17;
    assert_eq!(applied(&[delete]).claims.len(), 2);
}

#[test]
fn a_claim_that_was_found_again_with_other_borders_is_the_same() {
    let delete = edit(EditOp::DeleteClaim, &["12 men were hurt"], Value::Null, Value::Null);
    assert_eq!(contents(&applied(&[delete])), ["ships 🚢 left at dawn", "Stone was late"]);
    let other = edit(EditOp::DeleteClaim, &["rises"], Value::Null, Value::Null);
    assert_eq!(applied(&[other]).claims.len(), 3);
}

#[test]
fn the_id_decides_between_equal_contents() {
    let mut a = article("a");
    a.claims[1].content = a.claims[0].content.clone();
    let mark = |id: &str| {
        let before = json!({"claim": id});
        edit(EditOp::Mark, &["ships 🚢 left at dawn"], before, json!({"mark": "checked"}))
    };
    let marked = |id: &str| {
        let edited = apply_to(&a, &[mark(id)]).into_owned();
        edited.claims.iter().position(|c| c.person.is_some())
    };
    assert_eq!([marked("c1"), marked("c2"), marked("c9")], [Some(0), Some(1), Some(0)]);
}

#[test]
fn hostile_edits_change_nothing() {
    let a = article("a");
    let bad_span = |start, end, exact: &str| Span { start, end, exact: exact.to_owned() };
    let ops = EditOp::ALL.iter().copied();
    let values = [
        json!(null),
        json!(7),
        json!("x"),
        json!([]),
        json!({"names": 3, "name": {}}),
        json!({"content": "x", "source": [], "cue": [1], "polarity": "maybe", "kind": 9,
            "certainty": {}, "cue_class": null, "quotation": []}),
        json!({"content": [{"start": 1, "end": 0, "exact": ""}], "mark": 4, "note": []}),
    ];
    for op in ops {
        for value in &values {
            for spans in [
                vec![],
                vec![bad_span(5, 2, "x")],
                vec![bad_span(0, usize::MAX, "not there")],
                vec![bad_span(usize::MAX, usize::MAX, "")],
                vec![bad_span(12, 14, "\n\n")],
            ] {
                let target = EditTarget { article: "a".to_owned(), spans };
                let (before, after) = (value.clone(), value.clone());
                let edit = Edit { id: String::new(), op, target, before, after };
                let same = apply_to(&a, std::slice::from_ref(&edit)).into_owned();
                assert_eq!(same, a, "{edit:?}");
            }
        }
    }
    let unknown = Edit {
        target: EditTarget { article: "nobody".to_owned(), spans: Vec::new() },
        ..edit(EditOp::SetMetadata, &[], Value::Null, json!({"title": "x"}))
    };
    assert_eq!(applied(&[unknown]), a);
    let number = edit(EditOp::SetMetadata, &[], Value::Null, json!({"title": 7, "nobody": "x"}));
    assert_eq!(applied(&[number]), a);
}

#[test]
fn names_notes_and_numbers_of_edits_have_limits() {
    let long = "x".repeat(50_000);
    let note = edit(EditOp::Note, &["Stone was late"], Value::Null, json!({"note": long}));
    let noted = applied(&[note]);
    let note = noted.claims[2].person.as_ref().unwrap().note.as_ref().unwrap();
    assert_eq!(note.len(), MOST_NOTE);
    let title = edit(EditOp::SetMetadata, &[], Value::Null, json!({"title": "x"}));
    let mut many = vec![edit(EditOp::Note, &[], Value::Null, Value::Null); MOST_EDITS];
    many.push(title);
    assert_eq!(applied(&many).metadata.title, None);
}

/// An edit of any kind, half of them at words of the text.
#[derive(Clone, Debug)]
struct Any(Edit);

impl Arbitrary for Any {
    fn arbitrary(g: &mut Gen) -> Self {
        let words = [
            "Ada Stone",
            "ships 🚢 left at dawn",
            "that 12 men were hurt",
            "late",
            "\n\n",
            "“Żółw”",
        ];
        let any_span = |g: &mut Gen| {
            let mut span = span(g.choose(&words).unwrap());
            if bool::arbitrary(g) {
                span.start = usize::arbitrary(g) % 150;
            }
            if bool::arbitrary(g) {
                span.end = span.start.saturating_add(usize::arbitrary(g) % 50);
            }
            span
        };
        let spans: Vec<Span> = (0..u8::arbitrary(g) % 3).map(|_| any_span(g)).collect();
        let name = *g.choose(&["Ada Stone", "Stone", "the port office", "", "New"]).unwrap();
        let after = json!({
            "name": name, "everywhere": bool::arbitrary(g), "mark": name, "note": name,
            "title": name, "content": [any_span(g)], "cue": [any_span(g)],
            "source": {"name": name, "spans": [any_span(g)]},
            "kind": "authorial", "polarity": "negative",
        });
        let article = if bool::arbitrary(g) { "a" } else { "b" };
        Self(Edit {
            id: format!("x{}", u8::arbitrary(g)),
            op: *g.choose(EditOp::ALL).unwrap(),
            target: EditTarget { article: article.to_owned(), spans },
            before: json!({"names": ["Ada Stone", name]}),
            after,
        })
    }
}

#[test]
fn whatever_is_applied_the_spans_repeat_their_words_and_ids_are_there() {
    fn law(edits: Vec<Any>) -> Result<(), String> {
        let edits: Vec<Edit> = edits.into_iter().map(|Any(edit)| edit).collect();
        let original = article("a");
        let edited = apply_to(&original, &edits).into_owned();
        let chars: Vec<char> = edited.text.chars().collect();
        for claim in &edited.claims {
            let spans = claim.content.iter().chain(&claim.cue).chain(&claim.source.spans);
            for span in spans {
                let words: String = chars[span.start..span.end].iter().collect();
                if words != span.exact || words.trim() != words || words.contains("\n\n") {
                    return Err(format!("{span:?}"));
                }
            }
            let entity = claim.source.entity.as_ref();
            if entity.is_some_and(|id| !edited.entities.iter().any(|e| e.id == *id)) {
                return Err(format!("{claim:?}"));
            }
        }
        if edited.text != original.text || edited.blocks != original.blocks {
            return Err("the text is not for editing".to_owned());
        }
        // Whoever is not touched is not copied, and nothing is lost by leaving them out.
        let there: Vec<Edit> = edits.iter().filter(|e| touches(&original, e)).cloned().collect();
        if there.is_empty() && to_json(&edited) != to_json(&original) {
            return Err("untouched and changed".to_owned());
        }
        Ok(())
    }
    let inputs = Gen::from_size_and_seed(100, 2026);
    QuickCheck::new().rng(inputs).tests(400).quickcheck(law as fn(Vec<Any>) -> Result<(), String>);
}
