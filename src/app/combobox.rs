//! [`Combobox`]: a field that suggests names while one types, for lists too long to scroll through.
//!
//! The pattern is the ARIA Authoring Practices' editable combobox with a list: the focus stays in
//! the field, the arrow keys choose, Enter takes, Escape closes and then clears.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::state::{Choice, Suggestions};
use super::{browser, strings};

/// Names that are suggested at once; the others are found by typing.
const MOST: usize = 100;

/// A field that suggests names while one types.
#[component]
pub(super) fn Combobox(
    /// What is chosen by it, for those who do not see it.
    label: &'static str,
    /// What it says while nothing is chosen.
    placeholder: &'static str,
    /// The names that there are.
    suggestions: Memo<Arc<Suggestions>>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<Option<String>>,
    /// Takes a choice.
    #[prop(into)]
    choose: Callback<Option<String>>,
    /// Hook for tests, and the beginning of its parts' ids.
    test: &'static str,
) -> impl IntoView {
    let field = Field {
        input: NodeRef::new(),
        suggestions,
        chosen,
        choose,
        is_open: RwSignal::new(false),
        typed: RwSignal::new(None),
        active: RwSignal::new(None),
        test,
    };
    let found = Memo::new(move |_| field.found());
    let active = move || {
        let n = found.with(|found| found.0.len());
        let active = field.active.get().filter(|i| field.is_open.get() && *i < n);
        active.map(|i| field.id_of(i))
    };
    let clear = move |_| {
        field.take(None);
        if let Some(input) = field.input.get_untracked() {
            drop(input.focus());
        }
    };
    view! {
        <div class="combobox" class:has-choice=move || chosen.with(Option::is_some)>
            <input
                type="text"
                role="combobox"
                data-test=test
                aria-label=label
                aria-autocomplete="list"
                aria-expanded=move || field.is_open.get().to_string()
                aria-controls=field.list()
                aria-activedescendant=active
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                node_ref=field.input
                prop:value=move || field.words()
                on:focus=move |_| field.select()
                on:click=move |_| field.is_open.set(true)
                on:input=move |event| field.type_in(event_target_value(&event))
                on:keydown=move |event| field.press(&event, found.with_untracked(|f| f.0.len()))
                on:blur=move |_| field.close()
            />
            <button
                type="button"
                class="quiet combobox-clear"
                data-test=format!("{test}-clear")
                aria-label=strings::edit_of(placeholder, label)
                title=placeholder
                hidden=move || chosen.with(Option::is_none)
                on:click=clear
            >
                "×"
            </button>
            <Suggested field=field found=found label=label />
        </div>
    }
}

/// The field and what is typed in it.
#[derive(Clone, Copy)]
struct Field {
    input: NodeRef<html::Input>,
    suggestions: Memo<Arc<Suggestions>>,
    chosen: Signal<Option<String>>,
    choose: Callback<Option<String>>,
    /// True while names are suggested.
    is_open: RwSignal<bool>,
    /// What is typed; `None`: nothing since the last choice, which is shown.
    typed: RwSignal<Option<String>>,
    /// The suggestion that Enter takes.
    active: RwSignal<Option<usize>>,
    test: &'static str,
}

impl Field {
    fn list(&self) -> String {
        format!("{}-list", self.test)
    }

    fn id_of(&self, i: usize) -> String {
        format!("{}-{i}", self.test)
    }

    /// What stands in the field. A name that is not there any more is still the choice.
    fn words(&self) -> String {
        let name = |value: String| {
            let name = self.suggestions.with(|all| all.name_of(&value).map(str::to_owned));
            name.unwrap_or_else(|| value.trim_start_matches('=').to_owned())
        };
        self.typed.get().or_else(|| self.chosen.get().map(name)).unwrap_or_default()
    }

    /// What is suggested, and how many fit in all. Nothing is looked for while it is closed.
    fn found(&self) -> (Vec<Choice>, usize) {
        if !self.is_open.get() {
            return Default::default();
        }
        let typed = self.typed.get().unwrap_or_default();
        self.suggestions.with(|all| all.fitting(&typed, MOST))
    }

    /// Selects the words, so that typing replaces them.
    fn select(&self) {
        if let Some(input) = self.input.get_untracked() {
            input.select();
        }
    }

    fn type_in(&self, words: String) {
        self.active.set((!words.trim().is_empty()).then_some(0));
        self.typed.set(Some(words));
        self.is_open.set(true);
    }

    fn take(&self, choice: Option<String>) {
        self.close();
        self.choose.run(choice);
    }

    fn close(&self) {
        self.is_open.set(false);
        self.typed.set(None);
        self.active.set(None);
    }

    /// What a key does, with `n` names suggested.
    fn press(&self, event: &KeyboardEvent, n: usize) {
        let is_open = self.is_open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" => self.step(event.key() == "ArrowDown", n),
            "Enter" if is_open => {
                let active = self.active.get_untracked();
                let found = || self.found().0;
                let choice = active.and_then(|i| untrack(found).into_iter().nth(i));
                let is_cleared = self.typed.with_untracked(|t| t.as_deref() == Some(""));
                match choice {
                    Some(choice) => self.take(Some(choice.value)),
                    None if is_cleared => self.take(None),
                    None => self.close(),
                }
            }
            "Escape" if is_open => self.close(),
            "Escape" if self.chosen.with_untracked(Option::is_some) => self.take(None),
            _ => return,
        }
        event.prevent_default();
    }

    /// Goes to the next suggestion, or the one before; round, at the end.
    fn step(&self, forward: bool, n: usize) {
        self.is_open.set(true);
        self.active.update(|active| {
            *active = match (*active, forward) {
                (None, true) => Some(0),
                (None, false) => n.checked_sub(1),
                (Some(i), true) => Some(if i + 1 < n { i + 1 } else { 0 }),
                (Some(i), false) => Some(i.checked_sub(1).unwrap_or(n.saturating_sub(1))),
            }
        });
        let active = self.active.get_untracked().map(|i| format!("#{}", self.id_of(i)));
        request_animation_frame(move || {
            if let Some(active) = active {
                browser::scroll_near(&active);
            }
        });
    }
}

/// The names that fit what is typed.
#[component]
fn Suggested(
    /// The field that they stand under.
    field: Field,
    /// Names, and how many fit in all.
    found: Memo<(Vec<Choice>, usize)>,
    /// What they are of.
    label: &'static str,
) -> impl IntoView {
    let rows = move || found.get().0.into_iter().enumerate().collect::<Vec<_>>();
    let row = move |(i, choice): (usize, Choice)| {
        let Choice { value, name, n } = choice;
        let is_chosen = {
            let value = value.clone();
            move || field.chosen.with(|chosen| chosen.as_ref() == Some(&value))
        };
        view! {
            <li
                id=field.id_of(i)
                role="option"
                class="option"
                class:is-active=move || field.active.get() == Some(i)
                data-test="option"
                aria-selected=move || is_chosen().to_string()
                on:click=move |_| field.take(Some(value.clone()))
            >
                <span class="option-name" dir="auto">{name}</span>
                " "
                <span class="n">{strings::number(n)}</span>
            </li>
        }
    };
    let line = move || {
        let total = found.with(|found| found.1);
        match total.saturating_sub(MOST) {
            _ if !field.is_open.get() => String::new(),
            _ if total == 0 => strings::NO_NAME_FITS.to_owned(),
            0 => strings::names_fit(total),
            more => strings::more_names(more),
        }
    };
    // A press on the list leaves the focus in the field.
    view! {
        <div
            class="suggested"
            hidden=move || !field.is_open.get()
            on:mousedown=move |event| event.prevent_default()
        >
            <ul
                id=field.list()
                role="listbox"
                aria-label=label
                hidden=move || found.with(|found| found.0.is_empty())
            >
                <For each=rows key=|(i, choice)| (*i, choice.clone()) children=row />
            </ul>
            <p class="suggested-line" role="status">
                {line}
            </p>
        </div>
    }
}
