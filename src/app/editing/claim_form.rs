//! [`ClaimForm`]: the fields of a claim that the reader changes or adds.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::speaker_dialog::SpeakerButton;
use crate::app::state::{ClaimDraft, DraftFault};
use crate::app::store::store;
use crate::app::strings;
use crate::report::{CertaintyLabel, Claim, ClaimKind, CueClass, Polarity, Quotation};

/// A field of a draft that holds words.
type Words = fn(&mut ClaimDraft) -> &mut String;

/// The fields of a claim.
#[component]
pub(super) fn ClaimForm(
    /// The claim that is changed; none: one is added.
    claim: Option<Arc<Claim>>,
    /// What stands in the fields at first.
    draft: ClaimDraft,
) -> impl IntoView {
    let store = store();
    let speaker = draft.name.clone();
    let draft = RwSignal::new(draft);
    let fault = RwSignal::new(None::<String>);
    let changed = claim.clone();
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(open) = store.open.get_untracked() else { return };
        let draft = draft.get_untracked();
        let saved = match &changed {
            Some(claim) => draft.changes(claim, &open.article).map(|change| {
                store.end_editing();
                if let Some((before, after)) = change {
                    store.change_claim(claim, before, after);
                }
            }),
            None => draft.content_spans(&open.article).and_then(|content| {
                let mut fields = draft.fields(&open.article)?;
                fields.remove("content");
                store.editing.set(None);
                store.selected.set(None);
                store.add_claim(content, fields);
                Ok(())
            }),
        };
        fault.set(saved.err().map(|fault| match fault {
            DraftFault::NoContent => strings::NO_CONTENT.to_owned(),
            DraftFault::NotInText(words) => strings::not_in_text(&words),
        }));
    };
    let delete = claim.map(|claim| {
        let delete = move |_| {
            store.editing.set(None);
            store.delete_claim(&claim);
        };
        view! {
            <button type="button" class="quiet" data-test="claim-delete" on:click=delete>
                {strings::DELETE_CLAIM}
            </button>
        }
    });
    let everywhere = (!speaker.is_empty() && delete.is_some())
        .then(|| view! { <SpeakerButton name=speaker label=strings::SPEAKER_EVERYWHERE /> });
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            store.end_editing();
        }
    };
    view! {
        <form class="claim-form" data-test="claim-form" on:submit=save on:keydown=escape>
            <p class="form-hint">{strings::SELECT_HINT}</p>
            {words_field(draft, "content", strings::FORM_CONTENT, |d| &mut d.content)}
            <SpeakerName draft=draft />
            {everywhere}
            {words_field(draft, "said-as", strings::FORM_SAID_AS, |d| &mut d.said_as)}
            {words_field(draft, "cue", strings::FORM_CUE, |d| &mut d.cue)}
            <Choices draft=draft />
            <p class="form-fault" role="alert" data-test="form-fault" dir="auto">
                {move || fault.get()}
            </p>
            <div class="dialog-actions">
                <button type="submit" class="primary" data-test="claim-save">
                    {strings::SAVE}
                </button>
                <button type="button" on:click=move |_| store.end_editing()>
                    {strings::CANCEL}
                </button>
                {delete}
            </div>
        </form>
    }
}

/// A field for words of the text, typed or selected.
fn words_field(
    draft: RwSignal<ClaimDraft>,
    name: &'static str,
    label: &'static str,
    field: Words,
) -> impl IntoView {
    let store = store();
    let value = move || {
        let mut now = draft.get();
        std::mem::take(field(&mut now))
    };
    let typed = move |event| {
        let words = event_target_value(&event);
        draft.update(|draft| *field(draft) = words);
    };
    let select = move |_| {
        if let Some(passage) = store.selected.get_untracked() {
            draft.update(|draft| {
                *field(draft) = passage.words();
                draft.know(&passage.spans);
            });
            store.selected.set(None);
        }
    };
    let rows = if name == "content" { "3" } else { "1" };
    view! {
        <div class="form-row">
            <label>
                <span class="label">{label}</span>
                <textarea
                    rows=rows
                    dir="auto"
                    data-test=format!("form-{name}")
                    prop:value=value
                    on:input=typed
                ></textarea>
            </label>
            <button
                type="button"
                class="use-selected"
                data-test=format!("use-{name}")
                aria-label=format!("{}: {label}", strings::USE_SELECTED)
                disabled=move || store.selected.with(Option::is_none)
                on:click=select
            >
                {strings::USE_SELECTED}
            </button>
        </div>
    }
}

/// Who says it: a name, or the article itself.
#[component]
fn SpeakerName(
    /// What stands in the form.
    draft: RwSignal<ClaimDraft>,
) -> impl IntoView {
    let store = store();
    let names = store.claims.with_untracked(|claims| claims.speakers(None));
    let names =
        names.into_iter().map(|(name, _)| view! { <option value=name.to_string()></option> });
    let set_kind = move |event| {
        let is_own = event_target_checked(&event);
        draft.update(|draft| {
            draft.kind = if is_own { ClaimKind::Authorial } else { ClaimKind::Attributed };
        });
    };
    view! {
        <label>
            <span class="label">{strings::FORM_NAME}</span>
            <input
                type="text"
                dir="auto"
                list="speaker-names"
                autocomplete="off"
                placeholder=strings::NOT_NAMED
                data-test="form-name"
                prop:value=move || draft.with(|d| d.name.clone())
                on:input=move |event| {
                    let name = event_target_value(&event);
                    draft.update(|draft| draft.name = name);
                }
            />
        </label>
        <datalist id="speaker-names">{names.collect_view()}</datalist>
        <label class="check">
            <input
                type="checkbox"
                data-test="form-own"
                prop:checked=move || draft.with(|d| d.kind == ClaimKind::Authorial)
                on:change=set_kind
            />
            {strings::FORM_KIND}
        </label>
    }
}

/// How it is said.
#[component]
fn Choices(
    /// What stands in the form.
    draft: RwSignal<ClaimDraft>,
) -> impl IntoView {
    let now = draft.get_untracked();
    let class = |draft: &mut ClaimDraft, code: &str| {
        let known = CueClass::ALL.iter().find(|c| c.code() == code);
        draft.cue_class = known.copied().unwrap_or(draft.cue_class);
    };
    let quotation = |draft: &mut ClaimDraft, code: &str| {
        let known = Quotation::ALL.iter().find(|q| q.code() == code);
        draft.quotation = known.copied().unwrap_or(draft.quotation);
    };
    let polarity = |draft: &mut ClaimDraft, code: &str| {
        let known = Polarity::ALL.iter().find(|p| p.code() == code);
        draft.polarity = known.copied().unwrap_or(draft.polarity);
    };
    let certainty = |draft: &mut ClaimDraft, code: &str| {
        let known = CertaintyLabel::ALL.iter().find(|c| c.code() == code);
        draft.certainty = known.copied().unwrap_or(draft.certainty);
    };
    let choices = [
        (strings::FORM_CLASS, "class", strings::cue_classes(), now.cue_class.code()),
        (strings::QUOTATION, "quotation", strings::quotations(), now.quotation.code()),
        (strings::FORM_POLARITY, "polarity", strings::polarities(), now.polarity.code()),
        (strings::CERTAINTY, "certainty", strings::certainties(), now.certainty.code()),
    ];
    let set: [fn(&mut ClaimDraft, &str); 4] = [class, quotation, polarity, certainty];
    let choice = |((label, name, options, now), set): (Choice, fn(&mut ClaimDraft, &str))| {
        let option = |(code, shown): (&'static str, &'static str)| {
            view! { <option value=code selected=code == now>{shown}</option> }
        };
        view! {
            <label>
                <span class="label">{label}</span>
                <select
                    data-test=format!("form-{name}")
                    on:change=move |event| {
                        let code = event_target_value(&event);
                        draft.update(|draft| set(draft, &code));
                    }
                >
                    {options.into_iter().map(option).collect_view()}
                </select>
            </label>
        }
    };
    view! { <div class="form-choices">{choices.into_iter().zip(set).map(choice).collect_view()}</div> }
}

/// Label, name, options as code and words, and the code that is chosen.
type Choice = (&'static str, &'static str, Vec<(&'static str, &'static str)>, &'static str);
