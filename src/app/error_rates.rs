//! [`ErrorRates`]: how often claims are found and right, as measured; and the dialog that explains
//! confidence with it.

use leptos::prelude::*;

use super::dialog::Dialog;
use super::strings;
use crate::report::{CLAIM_KINDS, ErrorRate, Sureness, error_rates};

/// What confidence means, and how often claims are right.
#[component]
pub(super) fn ConfidenceDialog() -> impl IntoView {
    let level = |level: &Sureness| {
        view! {
            <dt>{level.words()}</dt>
            <dd>{strings::sureness_means(*level)}</dd>
        }
    };
    view! {
        <Dialog title=strings::HOW_OFTEN_RIGHT.to_owned()>
            <p>{strings::CONFIDENCE_LEAD}</p>
            <dl class="levels">{Sureness::ALL.iter().rev().map(level).collect_view()}</dl>
            <p>{strings::CONFIDENCE_NOT_TRUTH}</p>
            <h3>{strings::MEASURED}</h3>
            <ErrorRates />
        </Dialog>
    }
}

/// How often claims of each kind were found and right, on what, and when.
#[component]
pub(super) fn ErrorRates() -> impl IntoView {
    let rates = error_rates();
    let figure = |kind: &str, measures: &[&str]| {
        let is_it = |r: &&ErrorRate| r.kind == kind && measures.contains(&r.measure);
        rates.iter().find(is_it).map_or(strings::NOT_MEASURED.to_owned(), strings::rate)
    };
    let row = |(kind, name): &(&str, &'static str)| {
        view! {
            <tr>
                <th scope="row">{*name}</th>
                <td>{figure(kind, &["found"])}</td>
                <td>{figure(kind, &["right", "source_right"])}</td>
            </tr>
        }
    };
    let rows = CLAIM_KINDS.iter().map(row).collect_view();
    let is_provisional = rates.iter().any(|rate| rate.status != "final");
    view! {
        <div class="error-rates" data-test="error-rates">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{strings::CLAIMS}</th>
                        <th scope="col">{strings::RATE_FOUND}</th>
                        <th scope="col">{strings::RATE_RIGHT}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="menu-note">{strings::measured_on(&rates)}</p>
            <p class="menu-note" hidden=!is_provisional>
                {strings::PROVISIONAL}
            </p>
        </div>
    }
}
