//! [`PrivacyDialog`], [`AboutDialog`] and [`KeysDialog`]: what the page does, how to check it, and
//! how to use it without a mouse.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::dialog::Dialog;
use super::error_rates::ErrorRates;
use super::{browser, strings};
use crate::protocol;

#[wasm_bindgen]
extern "C" {
    /// The licences of what is in the file: JSON as a string.
    #[wasm_bindgen(js_namespace = nutgraf, js_name = licences, catch)]
    fn licences() -> Result<js_sys::Promise, JsValue>;
}

/// The works of others in the file.
#[derive(Clone, Debug, Default, Deserialize)]
struct Licences {
    packages: Vec<Package>,
    texts: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Package {
    name: String,
    version: String,
    licence: String,
    texts: Vec<usize>,
}

/// How to check that nothing leaves.
#[component]
pub(super) fn PrivacyDialog() -> impl IntoView {
    let ways = [
        strings::PRIVACY_1,
        strings::PRIVACY_2,
        strings::PRIVACY_3,
        strings::PRIVACY_4,
        strings::PRIVACY_5,
    ];
    view! {
        <Dialog title=strings::PRIVACY_TITLE.to_owned()>
            <ol class="ways">{ways.map(|way| view! { <li>{way}</li> }).collect_view()}</ol>
        </Dialog>
    }
}

/// What Nutgraf is, how it works, where it ends, whose work is in it.
#[component]
pub(super) fn AboutDialog() -> impl IntoView {
    let found = RwSignal::new(None::<Licences>);
    spawn_local(async move {
        let json = match licences() {
            Ok(promise) => JsFuture::from(promise).await.ok().and_then(|json| json.as_string()),
            Err(_) => None,
        };
        found.set(json.and_then(|json| serde_json::from_str(&json).ok()));
    });
    let list = move || match found.get() {
        Some(licences) => view! { <LicenceList licences=licences /> }.into_any(),
        None => view! { <p>{strings::LICENCES_MISSING}</p> }.into_any(),
    };
    view! {
        <Dialog title=strings::NAME.to_owned()>
            <p>{strings::version(&protocol::build())} ". " {strings::ABOUT_LICENCE}</p>
            <h3>{strings::ABOUT_HOW_TITLE}</h3>
            <p>{strings::ABOUT_HOW}</p>
            <h3>{strings::ABOUT_LIMITS_TITLE}</h3>
            <p>{strings::ABOUT_LIMITS}</p>
            <h3>{strings::KEYS_TITLE}</h3>
            <p>{strings::ABOUT_KEYS}</p>
            <h3>{strings::HOW_OFTEN_RIGHT}</h3>
            <ErrorRates />
            <h3>{strings::ABOUT_OTHERS}</h3>
            {list}
        </Dialog>
    }
}

/// What can be done with the keyboard.
#[component]
pub(super) fn KeysDialog() -> impl IntoView {
    let key = |(keys, does): (&'static str, &'static str)| {
        view! {
            <dt>{keys}</dt>
            <dd>{does}</dd>
        }
    };
    view! {
        <Dialog title=strings::KEYS_TITLE.to_owned()>
            <dl class="keys" data-test="keys">
                {strings::keys(browser::is_mac()).map(key).collect_view()}
            </dl>
        </Dialog>
    }
}

/// Packages with their licences.
#[component]
fn LicenceList(
    /// What was found in the file.
    licences: Licences,
) -> impl IntoView {
    let Licences { packages, texts } = licences;
    let package = move |package: Package| {
        let theirs: Vec<String> =
            package.texts.iter().filter_map(|i| texts.get(*i).cloned()).collect();
        let shown = RwSignal::new(false);
        view! {
            <li>
                <details on:toggle=move |_| shown.set(true)>
                    <summary>
                        {package.name} " " {package.version} " · " {package.licence}
                    </summary>
                    {move || {
                        shown
                            .get()
                            .then(|| {
                                theirs.iter().map(|text| view! { <pre>{text.clone()}</pre> }).collect_view()
                            })
                    }}
                </details>
            </li>
        }
    };
    view! { <ul class="licences">{packages.into_iter().map(package).collect_view()}</ul> }
}
