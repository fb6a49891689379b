//! The page.
//!
//! `state` holds plain types, tested natively. `store` holds them as signals. `analyst` alone knows
//! that workers exist, `browser` and `intake` alone talk to the rest of the browser. All other
//! files are components, one per file; their styles are in `style/`, under the same names.
//! Every word that is shown stands in `strings`.
//!
//! # Hooks for tests
//! Elements that a test looks for carry `data-test`:
//! - intake: `start`, `drop-zone`, `file-input`, `folder-button`, `folder-input`, `paste`,
//!   `paste-text`, `paste-read`, `examples`; once there are files the same with
//!   `add-` before: `add-files`, `add-file-input`, `add-paste` and so on
//! - list: `article-row`, `file-row` (their row has `data-path` and `data-state`), `remove`, `retry`,
//!   `retry-all`, `clear`, `clear-yes`, `status` (with `data-total`, `-open`, `-failed`,
//!   `-cancelled`), `cancel`, `cancel-here`, `notice`, `notice-close`, `undo`, `redo`
//! - article: `reading`, `kicker`, `headline`, `claim-mark` (with `data-claim`), `removed-toggle`,
//!   `removed-piece`, `edit-title`, `edit-outlet`, `edit-published`, `edit-value`, `edit-save`,
//!   `details`, `warnings`
//! - findings: `summary`, `summary-length`, `summary-fewer`, `summary-more`, `summary-sentence`,
//!   `summary-copy`, `claim-card` (with `data-card`), `claim-copy`, `claim-show`, `speaker-filter`
//! - corrections: `claim-edit`, `claim-form`, `form-content`, `form-name`, `form-said-as`,
//!   `form-cue`, `form-class`, `form-quotation`, `form-polarity`, `form-certainty`, `form-own`,
//!   `form-fault`, `use-content` and the like, `claim-save`, `claim-delete`, `claim-add`,
//!   `selection-bar`, `selection-use`, `edited-chip`, `as-found`, `take-back`, `claim-deleted`,
//!   `deleted-open`, `changes`, `change`; `speaker-edit`, `speaker-name`, `speaker-rename`,
//!   `merge-other`, `merge-name`, `speaker-merge`, `speaker-everywhere`
//! - marks: `claim-mark-open`, `mark-form`, `mark-to_check`, `mark-checked`, `mark-in_doubt`,
//!   `mark-own`, `note`, `note-save`, `claim-marked`, `claim-note`, `mark-filter`
//! - all claims: `tab-claims`, `claims-table`, `claim-row`, `kind-filter`, `speaker-filter` and
//!   `article-filter` (each with `-clear` behind, and `option` under it), `all-claims`,
//!   `sort-speaker` and the other columns
//! - across: `across`, `tab-agreements`, `agreements`, `agreement`, `tab-conflicts`, `conflict`,
//!   `tab-copies`, `copy`, `tab-speakers`, `speaker`, `tab-timeline`, `moment`, `joint-summary`
//! - header: `privacy`, `about`, `search`, `search-input`, `hit`, `export`, `export-json`,
//!   `export-csv`, `export-markdown`, `export-html`, `export-annotations`, `share-whole`,
//!   `share-quotes`, `share-hashes`
//! - sharing and sureness: `shared-note`, `left-out`, `sureness`, `sure-filter`, `n-hidden`,
//!   `how-sure`, `error-rates`
//! - narrow screens: `pane-articles`, `pane-reading`, `pane-findings`
//!
//! A claim that is chosen has the class `chosen`, in the text and in the margin.

#![allow(unreachable_pub, reason = "`#[component]` makes the props of a component `pub`")]

mod about;
mod across;
mod analyst;
mod article;
mod browser;
mod claims_table;
mod combobox;
mod confidence;
mod dialog;
mod editing;
mod error_rates;
mod examples;
mod export_menu;
mod header;
mod intake;
mod library_list;
mod place;
mod search;
mod shell;
mod speaker;
mod start;
mod state;
mod store;
mod strings;
mod virtual_list;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Mounts the page into the element "app".
pub fn start() {
    let place = document().get_element_by_id("app").or_else(|| document().body().map(Into::into));
    if let Some(place) = place.and_then(|place| place.dyn_into().ok()) {
        mount_to(place, shell::Shell).forget();
    }
}
