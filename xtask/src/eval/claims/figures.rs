//! The figures of a set, as rows of the table and as JSON.

use serde_json::{Map, Value, json};

use super::super::table::{Row, Table};
use super::attributions::Tier;
use super::attributions::score::{MEASURES, ROLES, SCOPES, Scores, WHOLE, share};
use super::attributions::words::Words;
use super::reliability::Reliability;
use super::sets::Set;
use super::{Measured, anchors, details};

/// From here on a claim is shown as sure.
const SURE: f64 = 0.8;
/// In the order in which they are read best.
const RECALLED: [usize; 3] = [1, 2, 3];

/// Adds the rows of a set to `table`; returns the same for scripts.
pub(super) fn add(set: &Set, measured: &Measured, table: &mut Table) -> Value {
    let mut rows = Rows { set, table };
    let own = set.articles.iter().any(|article| article.nested);
    let n_words: usize = set.articles.iter().map(|article| Words::of(&article.text).len()).sum();
    let n_marked = measured.totals.marked.iter().sum::<usize>();
    let n_articles = set.articles.len();
    rows.push("articles", format!("{n_articles}, {n_words} words, {n_marked} attributions"), "");
    let scores = scores(measured, &mut rows);
    let recall = recall(measured, &mut rows);
    json!({
        "used": set.used.as_str(), "articles": n_articles, "words": n_words,
        "scores": scores,
        "recall_by_tier": recall,
        "gold_by_tier": by_tier(|tier| json!(measured.totals.marked[tier as usize])),
        "errors": errors(measured, &mut rows),
        "reliability": reliability(measured, &mut rows),
        "details": own.then(|| details(measured, &mut rows)),
    })
}

/// The table, for one set.
struct Rows<'a> {
    set: &'a Set,
    table: &'a mut Table,
}

impl Rows<'_> {
    /// `key`: under which the figures of others are known.
    fn push(&mut self, what: &str, measured: String, key: &str) {
        let others = anchors::beside(&self.set.name, key);
        self.push_beside(what, measured, &others);
    }

    fn push_beside(&mut self, what: &str, measured: String, others: &str) {
        let row = Row::new(what, &self.set.name, measured).used(self.set.used);
        self.table.rows.push(row.beside(others, ""));
    }
}

fn per_cent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

fn in_words(scores: Scores) -> String {
    let [p, r, f] = [scores.precision, scores.recall, scores.f1].map(per_cent);
    format!("F1 {f} (P {p}, R {r})")
}

/// Under the names that scripts know them by.
fn scores(measured: &Measured, rows: &mut Rows<'_>) -> Value {
    let totals = &measured.totals;
    let mut out = Map::new();
    let mut push = |name: String, scores: Scores, counts: Option<[usize; 3]>| {
        rows.push(&name, in_words(scores), &name);
        let Scores { precision, recall, f1 } = scores;
        let mut value = json!({ "p": precision, "r": recall, "f": f1 });
        if let Some([right, found, marked]) = counts {
            value["tp"] = json!(right);
            value["np"] = json!(found);
            value["ng"] = json!(marked);
        }
        out.insert(name, value);
    };
    for (scope, whole) in SCOPES.iter().zip(&totals.whole) {
        for (what, counts) in WHOLE.iter().zip(whole) {
            let n = [counts.right, counts.found, counts.marked];
            push(format!("{scope}.{what}"), counts.scores(), Some(n));
        }
    }
    for (role, name) in ROLES.iter().enumerate() {
        for (measure, counts) in MEASURES.iter().zip(totals.roles[role]) {
            let n = [counts.right, counts.found, counts.marked];
            push(format!("{name}.{measure}"), counts.scores(), Some(n));
        }
        push(format!("{name}.soft"), totals.soft(role), None);
    }
    let (right, all) = totals.sources;
    let sources = share(right as f64, all);
    rows.push("source right where content is", per_cent(sources), "sources");
    out.insert(
        "srcacc|J50".to_owned(),
        json!({ "p": sources, "r": sources, "f": sources, "tp": right, "np": all, "ng": all }),
    );
    Value::Object(out)
}

fn by_tier(value: impl Fn(Tier) -> Value) -> Value {
    let values = Tier::ALL.map(|tier| (tier.as_str().to_owned(), value(tier)));
    Value::Object(values.into_iter().collect())
}

fn recall(measured: &Measured, rows: &mut Rows<'_>) -> Value {
    let totals = &measured.totals;
    let mut out = Map::new();
    for what in RECALLED {
        let name = WHOLE[what];
        let tiers = Tier::ALL.map(|tier| per_cent(totals.recall(what, tier))).join("/");
        let key = if name == "ATTR80" { "recall" } else { "" };
        rows.push(&format!("{name} recall, direct/mixed/speech/other"), tiers, key);
        out.insert(name.to_owned(), by_tier(|tier| json!(totals.recall(what, tier))));
    }
    Value::Object(out)
}

fn errors(measured: &Measured, rows: &mut Rows<'_>) -> Value {
    let mut out = Map::new();
    for (label, n) in measured.errors.counts() {
        let others = anchors::errors(&rows.set.name, label);
        rows.push_beside(label, n.to_string(), &others);
        out.insert(label.to_owned(), json!(n));
    }
    Value::Object(out)
}

fn reliability(measured: &Measured, rows: &mut Rows<'_>) -> Value {
    let mut out = Map::new();
    for (scope, reliability) in SCOPES.iter().zip(&measured.reliability) {
        out.insert((*scope).to_owned(), reliability_of(scope, reliability, rows));
    }
    Value::Object(out)
}

fn reliability_of(scope: &str, reliability: &Reliability, rows: &mut Rows<'_>) -> Value {
    let (known, unknown) = reliability.n();
    let Some(error) = reliability.error() else {
        let measured = format!("not measured: all {unknown} claims are without");
        rows.push(&format!("confidence, {scope}"), measured, "");
        return json!({ "known": known, "unknown": unknown });
    };
    let measured = format!("{known} claims, {unknown} more without");
    rows.push(&format!("confidence, {scope}"), measured, "");
    let calibration = format!("{:.3}", error);
    rows.push(&format!("confidence, {scope}, calibration error"), calibration, "");
    let sure = reliability.at_least(SURE);
    let in_words = |n: usize, right: f64| format!("{} % right of {n}", per_cent(right));
    let measured = in_words(sure.n, sure.right);
    rows.push(&format!("confidence, {scope}, {SURE:.1} or more"), measured, "");
    let bins = reliability.bins();
    for bin in bins.iter().filter(|bin| bin.n > 0) {
        let what = format!("confidence, {scope}, {:.1} to {:.1}", bin.from, bin.from + 0.1);
        let measured = format!("{}, mean {:.2}", in_words(bin.n, bin.right), bin.confidence);
        rows.push(&what, measured, "");
    }
    json!({ "known": known, "unknown": unknown, "ece": error, "sure": sure, "bins": bins })
}

fn details(measured: &Measured, rows: &mut Rows<'_>) -> Value {
    let mut out = Map::new();
    for (what, tally) in details::WHAT.iter().zip(measured.details) {
        let right = share(tally.right as f64, tally.n);
        let mut shown = format!("{} % of {} right", per_cent(right), tally.n);
        // Nearly every attribution has a name and a class.
        if 2 * tally.special < tally.n {
            let (special, right, false_alarms) =
                (tally.special, tally.special_right, tally.false_alarms);
            shown += &format!("; {right} of {special} marked ones, {false_alarms} false");
        }
        rows.push(&format!("{what}, where content is right"), shown, "");
        out.insert(
            (*what).to_owned(),
            json!({
                "share": right, "right": tally.right, "n": tally.n, "special": tally.special,
                "special_right": tally.special_right, "false_alarms": tally.false_alarms,
            }),
        );
    }
    Value::Object(out)
}
