//! Whole files through [`ingest`].

use super::*;

fn read(path: &str, bytes: &[u8]) -> SourceDocument {
    ingest(Input::named(path, bytes)).unwrap()
}

#[test]
fn gives_the_files_own_facts() {
    let source = read("drop/a/bridge.txt", b"abc");
    assert_eq!(
        (source.file.name.as_str(), source.file.path.as_str()),
        ("bridge.txt", "drop/a/bridge.txt")
    );
    assert_eq!(source.file.bytes, 3);
    assert_eq!(
        source.file.sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(source.body, Body::Plain("abc".to_owned()));
}

#[test]
fn keeps_a_verbatim_text_to_the_character() {
    let text = "One.\r\n\r\n  Two. \n";
    let source = ingest(Input { path: "a.txt", bytes: text.as_bytes(), verbatim: true }).unwrap();
    assert_eq!(source.body, Body::Verbatim(text.to_owned()));
}

#[test]
fn says_why_a_file_cannot_be_read() {
    let why = |bytes: &[u8]| ingest(Input::named("x", bytes)).unwrap_err().to_string();
    assert_eq!(why(b" \n\t"), "the file holds no text");
    assert_eq!(why(b"%PDF-1.4"), "this build of the program cannot read PDF files");
}

#[test]
fn survives_any_bytes() {
    let mut state = 7u32;
    for length in 0..300 {
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect();
        let _ = ingest(Input::named("x.html", &bytes));
        let _ = ingest(Input { path: "x.md.gz", bytes: &bytes, verbatim: true });
    }
}
