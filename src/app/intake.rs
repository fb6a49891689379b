//! How files come in: dropped, chosen, pasted.
//!
//! On a page that was opened from disk, Chrome cannot read what `webkitGetAsEntry()` gives
//! (`EncodingError`). So every file is taken through `getAsFile()` first, in the drop event itself,
//! and entries are used for folders only.

use js_sys::{Array, Promise};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
};

use super::analyst::Input;
use super::state::passed_over;
use super::store::Store;
use super::{browser, examples, strings};

/// Folders inside folders are followed this deep.
const DEEPEST: usize = 32;

/// Reads the files of a drop or a paste.
pub(super) fn take_transfer(store: Store, transfer: &DataTransfer) {
    let items = transfer.items();
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for i in 0..items.length() {
        let Some(item) = items.get(i).filter(|item| item.kind() == "file") else { continue };
        let entry = item.webkit_get_as_entry().ok().flatten();
        match entry.filter(FileSystemEntry::is_directory) {
            Some(folder) => folders.push(folder),
            None => files.extend(item.get_as_file().ok().flatten().map(|f| (path_of(&f), f))),
        }
    }
    if items.length() == 0
        && let Some(list) = transfer.files()
    {
        files.extend(all(&list));
    }
    if folders.is_empty() {
        return queue(store, files);
    }
    spawn_local(async move {
        for folder in folders {
            if walk(folder.unchecked_into(), &mut files, 0).await.is_err() {
                let on_disk = browser::is_on_disk();
                store.say(if on_disk { strings::FOLDER_ON_DISK } else { strings::FOLDER_FAILED });
            }
        }
        queue(store, files);
    });
}

/// Reads chosen files.
pub(super) fn take_list(store: Store, list: &FileList) {
    queue(store, all(list));
}

/// Reads the examples.
pub(super) fn take_examples(store: Store) {
    let example = |(name, text): (&str, &str)| {
        (name.to_owned(), Some(text.len() as u64), Input::Text(text.to_owned()))
    };
    store.read(examples::EXAMPLES.map(example).into());
}

fn all(list: &FileList) -> Vec<(String, File)> {
    (0..list.length()).filter_map(|i| list.get(i)).map(|f| (path_of(&f), f)).collect()
}

/// Path inside a chosen folder, or the name.
fn path_of(file: &File) -> String {
    let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok();
    path.and_then(|p| p.as_string()).filter(|p| !p.is_empty()).unwrap_or_else(|| file.name())
}

/// Queues what is to be read, and says how much was passed over.
fn queue(store: Store, files: Vec<(String, File)>) {
    let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let passed = passed_over(&paths);
    let n_passed = passed.iter().filter(|p| **p).count();
    if n_passed > 0 {
        store.say(strings::passed_over(n_passed));
    }
    let files = files.into_iter().zip(passed).filter(|(_, passed)| !passed);
    let input = |((path, file), _): ((String, File), bool)| {
        (path, Some(file.size() as u64), Input::File(file))
    };
    store.read(files.map(input).collect());
}

async fn walk(
    folder: FileSystemDirectoryEntry,
    files: &mut Vec<(String, File)>,
    depth: usize,
) -> Result<(), JsValue> {
    let reader = folder.create_reader();
    loop {
        // A reader gives a hundred entries at a time, and none at the end.
        let entries =
            call(|done, failed| reader.read_entries_with_callback_and_callback(done, failed));
        let entries: Array = entries.await?.unchecked_into();
        if entries.length() == 0 {
            return Ok(());
        }
        for entry in entries.iter() {
            let entry: FileSystemEntry = entry.unchecked_into();
            if entry.is_directory() && depth < DEEPEST {
                Box::pin(walk(entry.unchecked_into(), files, depth + 1)).await?;
            } else if entry.is_file() {
                let path = entry.full_path().trim_start_matches('/').to_owned();
                let entry: FileSystemFileEntry = entry.unchecked_into();
                let file = call(|done, failed| {
                    entry.file_with_callback_and_callback(done, failed);
                    Ok(())
                });
                files.push((path, file.await?.unchecked_into()));
            }
        }
    }
}

/// A call with two callbacks, as a future.
async fn call(
    run: impl Fn(&js_sys::Function, &js_sys::Function) -> Result<(), JsValue>,
) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        if let Err(error) = run(&done, &failed) {
            drop(failed.call1(&JsValue::NULL, &error));
        }
    });
    JsFuture::from(promise).await
}
