//! [`Text`]: the article's text, with claims underlined and the summary marked in the margin.
//!
//! The text itself is drawn once and never again: which claim is chosen and which sentences are
//! in the summary is written on the elements as classes. Long texts are drawn a piece at a time.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::editing::dim_filtered;
use crate::app::state::{BlockLayout, ClaimRow, Furniture, OpenArticle, Segment};
use crate::app::store::{Pane, Place, Store, store};
use crate::app::{browser, strings};
use crate::report::{BlockKind, Shared};

/// Blocks that are drawn at once.
const AT_ONCE: usize = 60;

/// The article's text.
#[component]
pub(super) fn Text(
    /// The article.
    open: Arc<OpenArticle>,
) -> impl IntoView {
    let store = store();
    let n_blocks = open.blocks.len();
    // Drawn anew after a change, it is drawn whole, so that the reader stays where they are.
    let before = store.drawn.try_update_value(|drawn| drawn.replace(open.clone())).flatten();
    let is_anew = before.is_some_and(|b| b.key == open.key && !Arc::ptr_eq(&b, &open));
    let shown = RwSignal::new(if is_anew { n_blocks } else { AT_ONCE.min(n_blocks) });
    draw_more(shown, n_blocks);
    let (blocks, tail) = (open.clone(), open.tail.clone());
    let each = move || (0..shown.get()).collect::<Vec<_>>();
    let block = move |i: usize| {
        let open = blocks.clone();
        open.blocks.get(i).map(|layout| block_view(store, &open, layout))
    };
    mark_chosen(store, shown);
    let unsure = unsure_claims(store, &open);
    mark_unsure(unsure, shown);
    dim_filtered(store, shown);
    let bars = summary_bars(store, open.clone(), shown);
    follow_jumps(store, open.clone(), shown);
    let n_back = open.article.removed.iter().filter(|r| r.restored).count();
    let n_removed = open.article.removed.len() - n_back;
    let is_whole = open.article.shared == Shared::Whole;
    view! {
        <div
            class="text"
            dir="auto"
            class:show-removed=move || store.show_removed.get()
            on:click=move |event| choose_clicked(store, &open, &unsure.get_untracked(), &event)
        >
            <For each=each key=|i| *i children=block />
            {furniture_view(store, &tail, is_whole)}
            <Bars bars=bars />
        </div>
        <RemovedToggle n=n_removed back=n_back />
    }
}

/// Draws the rest of a long text, a piece at a time.
fn draw_more(shown: RwSignal<usize>, n_blocks: usize) {
    if shown.try_get_untracked().is_none_or(|n| n >= n_blocks) {
        return;
    }
    let next = move || {
        if shown.try_update(|n| *n = (*n + AT_ONCE).min(n_blocks)).is_some() {
            draw_more(shown, n_blocks);
        }
    };
    set_timeout(next, Duration::from_millis(16));
}

fn block_view(store: Store, open: &OpenArticle, layout: &BlockLayout) -> AnyView {
    let is_whole = open.article.shared == Shared::Whole;
    let furniture = furniture_view(store, &layout.furniture, is_whole);
    // What was left out of several blocks in a row is marked once.
    if layout.segments.is_empty() {
        return furniture.into_any();
    }
    let segments = layout.segments.iter().map(|s| segment_view(open, s)).collect_view();
    let body = match layout.kind {
        BlockKind::Title => {
            view! { <h2 class="headline" data-test="headline" dir="auto">{segments}</h2> }
                .into_any()
        }
        BlockKind::Heading => view! { <h3 dir="auto">{segments}</h3> }.into_any(),
        BlockKind::Quote => view! { <blockquote dir="auto">{segments}</blockquote> }.into_any(),
        kind => view! { <p class=strings::block_class(kind) dir="auto">{segments}</p> }.into_any(),
    };
    view! {
        {furniture}
        {body}
        {layout.put_back.as_ref().map(|piece| put_back_view(store, piece))}
    }
    .into_any()
}

fn segment_view(open: &OpenArticle, segment: &Segment) -> AnyView {
    // Where claims lie inside each other, the innermost comes first.
    let ids = |claims: &[usize]| {
        let ids = claims.iter().rev().filter_map(|i| open.article.claims.get(*i));
        ids.map(|claim| claim.id.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mut class = String::new();
    let covers = [
        (!segment.content.is_empty(), "claim"),
        (!segment.source.is_empty(), "source"),
        (!segment.cue.is_empty(), "cue"),
    ];
    for (_, name) in covers.iter().filter(|(covered, _)| *covered) {
        class.push_str(name);
        class.push(' ');
    }
    if segment.by_person {
        class.push_str("by-person ");
    }
    let all: Vec<usize> =
        [&segment.source, &segment.cue, &segment.content].into_iter().flatten().copied().collect();
    if segment.is_left_out {
        class.push_str("left-out");
    }
    let hook = segment.is_left_out.then_some("left-out");
    let shown = if segment.is_left_out { " […] ".to_owned() } else { segment.text.clone() };
    let content = (!segment.content.is_empty()).then(|| ids(&segment.content));
    let hook = content.is_some().then_some("claim-mark").or(hook);
    view! {
        <span
            class=class
            data-at=segment.start.to_string()
            data-s=segment.sentence.map(|s| s.to_string())
            data-claim=content
            data-of=(!all.is_empty()).then(|| ids(&all))
            data-test=hook
            title=segment.is_left_out.then_some(strings::LEFT_OUT)
        >
            {shown}
        </span>
    }
    .into_any()
}

fn furniture_view(store: Store, furniture: &[Furniture], is_whole: bool) -> Option<AnyView> {
    let piece = |piece: &Furniture| {
        let again = piece.clone();
        let button = is_whole.then(|| {
            view! {
                <button
                    type="button"
                    class="link"
                    data-test="put-back"
                    on:click=move |_| store.put_back(&again, true)
                >
                    {strings::PUT_BACK}
                </button>
            }
        });
        view! {
            <div class="removed" data-test="removed-piece">
                <p class="removed-reason">{strings::removal(&piece.reason)} {button}</p>
                <span dir="auto">{piece.exact.clone()}</span>
            </div>
        }
    };
    let pieces = furniture.iter().map(piece).collect_view();
    (!furniture.is_empty()).then(|| pieces.into_any())
}

/// What says that a block was put back, and takes it out again.
fn put_back_view(store: Store, piece: &Furniture) -> impl IntoView + use<> {
    let (again, reason) = (piece.clone(), strings::removal(&piece.reason));
    view! {
        <p class="put-back" data-test="put-back-note">
            {strings::PUT_BACK} " · " {reason} " "
            <button
                type="button"
                class="link"
                data-test="take-out"
                on:click=move |_| store.put_back(&again, false)
            >
                {strings::TAKE_OUT_AGAIN}
            </button>
        </p>
    }
}

/// How much was taken out, and the way to see it in its place.
#[component]
fn RemovedToggle(
    /// How many pieces are out.
    n: usize,
    /// How many the reader put back.
    back: usize,
) -> impl IntoView {
    let store = store();
    let word = move || if store.show_removed.get() { strings::HIDE } else { strings::SHOW };
    (n + back > 0).then(|| {
        view! {
            <p class="removed-line">
                {strings::furniture(n)} " · "
                {(back > 0).then(|| format!("{} · ", strings::furniture_back(back)))}
                <button
                    type="button"
                    class="link"
                    data-test="removed-toggle"
                    aria-expanded=move || store.show_removed.get().to_string()
                    aria-label=move || format!("{}: {}", word(), strings::furniture(n))
                    on:click=move |_| store.show_removed.update(|shown| *shown = !*shown)
                >
                    {word}
                </button>
            </p>
        }
    })
}

/// Screens that show one pane at a time, as `style/shell.css` has it.
const NARROW: &str = "(max-width: 699px)";

/// A click on a claim chooses it; again, the next one that covers the place.
fn choose_clicked(
    store: Store,
    open: &OpenArticle,
    unsure: &BTreeSet<String>,
    event: &leptos::ev::MouseEvent,
) {
    // The end of a selection is no click.
    if browser::has_selection() {
        return;
    }
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let Some(ids) = target.and_then(|element| element.get_attribute("data-of")) else { return };
    let ids: Vec<&str> = ids.split(' ').filter(|id| !unsure.contains(*id)).collect();
    if ids.is_empty() {
        return;
    }
    let now = store.chosen.get_untracked();
    let at = now.and_then(|now| ids.iter().position(|id| *id == now));
    let next = at.map_or(0, |at| (at + 1) % ids.len());
    if let Some(claim) = open.article.claims.iter().find(|claim| claim.id == ids[next]) {
        store.chosen.set(Some(claim.id.clone()));
        // On a phone, text and findings are never in sight together.
        if browser::matches(NARROW) {
            store.pane.set(Pane::Findings);
        }
        let id = claim.id.clone();
        request_animation_frame(move || {
            browser::scroll_to(&format!("[data-card=\"{id}\"]"));
        });
    }
}

/// Ids of the claims that are not sure enough for the reader.
fn unsure_claims(store: Store, open: &OpenArticle) -> Memo<BTreeSet<String>> {
    let rows: Vec<ClaimRow> =
        open.article.claims.iter().map(|claim| ClaimRow::new(open.key, claim)).collect();
    Memo::new(move |_| {
        let least = store.least.get();
        let hidden = rows.iter().filter(|row| row.is_hidden(least));
        hidden.map(|row| row.claim.clone()).collect()
    })
}

/// Takes the underline from claims that are not sure enough.
fn mark_unsure(unsure: Memo<BTreeSet<String>>, shown: RwSignal<usize>) {
    Effect::new(move |_| {
        shown.track();
        let unsure = unsure.get();
        for element in browser::all(".text [data-of]") {
            let ids = element.get_attribute("data-of").unwrap_or_default();
            let is_hidden = ids.split(' ').all(|id| unsure.contains(id));
            drop(element.class_list().toggle_with_force("unsure", is_hidden));
        }
    });
}

/// Strengthens the chosen claim.
fn mark_chosen(store: Store, shown: RwSignal<usize>) {
    Effect::new(move |_| {
        shown.track();
        let chosen = store.chosen.get();
        for element in browser::all(".text .chosen") {
            drop(element.class_list().remove_1("chosen"));
        }
        // Ids come from the report: only plain ones go into a selector.
        let plain = |id: &String| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if let Some(id) = chosen.filter(plain) {
            for element in browser::all(&format!(".text [data-of~=\"{id}\"]")) {
                drop(element.class_list().add_1("chosen"));
            }
        }
    });
}

/// Where the bars beside the sentences of the summary stand: top and height in pixels.
fn summary_bars(
    store: Store,
    open: Arc<OpenArticle>,
    shown: RwSignal<usize>,
) -> RwSignal<Vec<(i32, i32)>> {
    let bars = RwSignal::new(Vec::new());
    let resized = RwSignal::new(());
    let listener = window_event_listener(leptos::ev::resize, move |_| resized.set(()));
    on_cleanup(move || listener.remove());
    Effect::new(move |_| {
        shown.track();
        resized.track();
        store.show_removed.track();
        // A text that is not shown has no height: it is measured when it comes into sight.
        store.pane.track();
        let sentences = open.summary(store.length.get());
        request_animation_frame(move || {
            let found = sentences.iter().filter_map(|s| browser::extent(".text", "data-s", *s));
            drop(bars.try_set(found.collect()));
        });
    });
    bars
}

/// The bars beside the sentences of the summary.
#[component]
fn Bars(
    /// Top and height of each.
    bars: RwSignal<Vec<(i32, i32)>>,
) -> impl IntoView {
    let bar = |(top, height): (i32, i32)| {
        view! {
            <div
                class="summary-bar"
                aria-hidden="true"
                style:top=format!("{top}px")
                style:height=format!("{height}px")
            ></div>
        }
    };
    move || bars.get().into_iter().map(bar).collect_view()
}

/// Scrolls to where the reader wants to be.
fn follow_jumps(store: Store, open: Arc<OpenArticle>, shown: RwSignal<usize>) {
    Effect::new(move |_| {
        let Some(place) = store.jump.get() else { return };
        let Some((block, at)) = segment_at(&open, &place) else { return };
        if shown.get_untracked() <= block {
            shown.set(open.blocks.len().min(block + AT_ONCE));
        }
        request_animation_frame(move || {
            browser::scroll_to(&format!(".text [data-at=\"{at}\"]"));
            store.jump.set(None);
        });
    });
}

/// The block and the segment that hold a place.
fn segment_at(open: &OpenArticle, place: &Place) -> Option<(usize, usize)> {
    let position = match place {
        Place::Position(position) => *position,
        Place::Sentence(id) => {
            open.article.sentences.iter().find(|s| s.id == *id).map(|s| s.span.start)?
        }
        Place::Claim(id) => {
            let claim = open.article.claims.iter().find(|c| c.id == *id)?;
            claim.content.first().or(claim.cue.first()).map(|span| span.start)?
        }
    };
    let blocks = open.blocks.iter().rev();
    let segments = blocks.flat_map(|b| b.segments.iter().rev().map(|s| (b.index, s.start)));
    segments.into_iter().find(|(_, start)| *start <= position)
}
