//! Whole texts through [`clean`].

use super::*;
use crate::engine::ingest::{Format, Input, SourceBlock, SourceFile, ingest};

fn source(body: Body) -> SourceDocument {
    let file = SourceFile {
        name: String::new(),
        path: String::new(),
        format: Format::Text,
        bytes: 0,
        sha256: String::new(),
        encoding: "UTF-8",
    };
    let (metadata, left_out, warnings) = (SourceMetadata::default(), Vec::new(), Vec::new());
    SourceDocument { file, body, metadata, left_out, warnings }
}

fn cleaned(text: &str) -> Cleaned {
    clean(&Resources::new(), &source(Body::Plain(text.to_owned())), true)
}

fn check_laws(cleaned: &Cleaned) {
    let mut end = 0;
    for block in &cleaned.blocks {
        let words = block.span.of(&cleaned.text);
        assert!(block.span.start >= end && !words.is_empty() && words.trim() == words, "{words:?}");
        end = block.span.end;
    }
    let mut at = 0;
    for removed in &cleaned.removed {
        assert!(removed.at >= at && cleaned.text.is_char_boundary(removed.at));
        at = removed.at;
    }
}

const PASTED: &str = "\
Home
News
Sport
Weather
New bridge over the river opens at last
Nine years of work and two bankruptcies lie behind it. A third may follow.
By Jane Doe
Published: 3 March 2024 14:05
Updated: 4 March 2024
Share Facebook Twitter
The bridge at dawn (Photo: Ana Roe)
The new bridge over the river opened on Sunday, the mayor said, after nine years of work.
Advertisement
“It stands,” she told reporters, “and that is what counts.”
Who pays?
The city pays for half of it, and the state for the rest, according to the treasurer.
Related articles
Old bridge to be torn down
Tram drivers plan a strike
The old bridge will be taken down next year. We use cookies in our example sentences.
Subscribe to The Daily Pail Newsletter
Jane Doe is a reporter who covers bridges.
Previous Article
Mayor cuts ribbon, loses scissors
Next Article
{}
© 2024 The Daily Pail. All rights reserved.
";

#[test]
fn cleans_a_pasted_page() {
    let cleaned = cleaned(PASTED);
    check_laws(&cleaned);
    let expected = "New bridge over the river opens at last\n\n\
        Nine years of work and two bankruptcies lie behind it. A third may follow.\n\n\
        The new bridge over the river opened on Sunday, the mayor said, after nine years of work.\n\n\
        “It stands,” she told reporters, “and that is what counts.”\n\nWho pays?\n\n\
        The city pays for half of it, and the state for the rest, according to the treasurer.\n\n\
        The old bridge will be taken down next year. We use cookies in our example sentences.";
    assert_eq!(cleaned.text, expected);
    let kinds: Vec<_> = cleaned.blocks.iter().map(|b| b.kind).collect();
    use BlockKind::{Heading, Paragraph, Subtitle, Title};
    assert_eq!(kinds, [Title, Subtitle, Paragraph, Paragraph, Heading, Paragraph, Paragraph]);
}

#[test]
fn keeps_what_the_furniture_says_of_the_article() {
    let metadata = cleaned(PASTED).metadata;
    assert_eq!(metadata.title.as_deref(), Some("New bridge over the river opens at last"));
    assert_eq!(metadata.bylines, ["Jane Doe"]);
    assert_eq!(metadata.published.as_deref(), Some("2024-03-03T14:05:00"));
    assert_eq!(metadata.updated.as_deref(), Some("2024-03-04"));
    assert_eq!(metadata.outlet.as_deref(), Some("The Daily Pail"));
    assert_eq!(metadata.author_note.as_deref(), Some("Jane Doe is a reporter who covers bridges."));
    assert_eq!(metadata.language.code, "en");
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    for text in [
        PASTED,
        "One line.",
        "A title\n\n- one\n- - two\n\n> said so, at some length, on Sunday.",
        "",
    ] {
        let once = cleaned(text);
        let twice = cleaned(&once.text);
        assert_eq!(once.text, twice.text);
        assert_eq!(twice.removed, []);
    }
}

#[test]
fn takes_the_headline_of_a_summary_widget_out() {
    let text = "New bridge opens at last\n\nNo time to read?\nGet a summary\n\nRiver city opens bridge after nine years\n\n\
        The new bridge over the river opened on Sunday, the mayor said.\n";
    let cleaned = cleaned(text);
    assert_eq!(
        cleaned.text,
        "New bridge opens at last\n\nThe new bridge over the river opened on Sunday, the mayor said."
    );
    assert!(cleaned.removed.iter().all(|r| r.reason == Reason::SummaryWidget && r.at == 26));
    assert_eq!(cleaned.removed.len(), 3);
}

#[test]
fn finds_the_title_below_the_name_of_a_section() {
    let text = "World\nFOR IMMEDIATE RELEASE\nCouncil approves the new bridge\n\
        The council approved the new bridge on Sunday, the mayor said.\nOpponents will go to court.";
    let cleaned = cleaned(text);
    check_laws(&cleaned);
    assert_eq!(cleaned.metadata.title.as_deref(), Some("Council approves the new bridge"));
    assert!(cleaned.text.starts_with("Council approves the new bridge\n\nThe council"));
    assert_eq!(cleaned.removed.len(), 2);
}

#[test]
fn leaves_a_text_without_title_as_it_is() {
    let text = "The new bridge over the river opened on Sunday, the mayor said.\nIt had been closed for nine years.";
    let cleaned = cleaned(text);
    assert_eq!(cleaned.metadata.title, None);
    assert_eq!(cleaned.text, text.replace('\n', "\n\n"));
}

#[test]
fn changes_nothing_in_a_verbatim_text() {
    let text = "A bridge opens\r\n\r\n The new bridge over the river opened on Sunday. \r\nAdvertisement\r\n";
    for body in [Body::Verbatim(text.to_owned()), Body::Plain(text.to_owned())] {
        let cleaned = clean(&Resources::new(), &source(body), false);
        check_laws(&cleaned);
        assert_eq!(cleaned.text, text);
        assert_eq!(cleaned.removed, []);
        assert_eq!(cleaned.blocks.len(), 3);
        assert_eq!(cleaned.metadata.title.as_deref(), Some("A bridge opens"));
    }
}

#[test]
fn puts_a_title_from_outside_on_top() {
    let mut source = source(Body::Plain("The bridge opened on Sunday, the mayor said.".to_owned()));
    source.metadata.title = Some("A bridge  opens".to_owned());
    let cleaned = clean(&Resources::new(), &source, true);
    assert_eq!(cleaned.text, "A bridge opens\n\nThe bridge opened on Sunday, the mayor said.");
    source.body =
        Body::Plain("A bridge opens\nThe bridge opened on Sunday, the mayor said.".to_owned());
    assert_eq!(clean(&Resources::new(), &source, true).text, cleaned.text);
}

#[test]
fn joins_the_blocks_of_a_page() {
    let page = "# A bridge opens\n\nThe bridge\nopened.\n\nAdvertisement\n\n- four lanes\n";
    let source = ingest(Input::named("a.md", page.as_bytes())).unwrap();
    let cleaned = clean(&Resources::new(), &source, true);
    check_laws(&cleaned);
    assert_eq!(cleaned.text, "A bridge opens\n\nThe bridge opened.\n\nfour lanes");
    assert_eq!(cleaned.removed[0].at, cleaned.text.find("four").unwrap());
    assert_eq!(cleaned.metadata.title.as_deref(), Some("A bridge opens"));
}

#[test]
fn survives_odd_text() {
    let odd = [
        "\u{feff}\u{200b}",
        "\0\0\0",
        "(((\n)))",
        "»\n›\n{{",
        "Previous Article",
        "Related\n\n",
        "By ",
        "- ",
        "> ",
        "Get a summary",
        "É\u{301}\u{85}(photo\u{2028}x)",
        "1 2024-13-45 25:61",
        "ﬀİ subscribe to İ newsletter",
    ];
    for first in odd {
        for second in odd {
            let text = format!("{first}\n{second}\r{first}");
            let once = cleaned(&text);
            check_laws(&once);
            check_laws(&clean(&Resources::new(), &source(Body::Verbatim(text)), true));
        }
    }
}

#[test]
fn takes_long_texts_in_its_stride() {
    let one_line = "word ".repeat(100_000);
    let many_lines = "By Jane Doe 2024\nword\n".repeat(20_000);
    let heads = "Related\n".repeat(20_000);
    for text in [one_line, many_lines, heads] {
        check_laws(&cleaned(&text));
    }
}

/// A page as sites make them, with an article of fiction.
const PAGE: &str = r##"<!DOCTYPE html><html lang="en"><head><title>Ferry returns to the lake | Lake Courier</title>
<meta property="og:site_name" content="Lake Courier"><meta name="description" content="After six years on land the old steamer sails again.">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Ferry returns to the lake",
"author":[{"@type":"Person","name":"Ida Brandt"}],"datePublished":"2024-05-02T08:00:00Z","dateModified":"2024-05-03T09:30:00Z"}]}</script></head>
<body><header class="site-header"><nav><a href="/">Home</a><a href="/local">Local</a></nav></header>
<main><article><h1 class="headline">Ferry returns to the lake</h1>
<p class="standfirst">After six years on land the old steamer sails again.</p>
<div class="meta"><span class="byline">By Ida Brandt</span> <time datetime="2024-05-02">2 May 2024</time></div>
<div class="share-bar"><a href="#">Facebook</a> <a href="#">Twitter</a></div>
<div class="article-body">
<figure class="image"><img src="f.jpg"><div class="image-caption">The steamer at the pier on Thursday morning, before the first guests came</div></figure>
<p>The steamer that carried three generations of villagers across the lake left its pier on Thursday for the first time in six years.</p>
<p>Some 400 people stood at the shore when it cast off, the harbour master, Karin Lund, said. “I had not thought that I would see it again,” she added.</p>
<div class="related-box"><h4>Read more</h4><ul><li><a href="/x">Harbour to get a second crane</a></li><li><a href="/y">Who owns the islands in the lake?</a></li></ul></div>
<p>The repair cost 2.3 million, of which the county paid half. The rest came from a foundation that had collected money since 2019.</p>
<div class="newsletter-signup"><h3>Stay in the loop</h3><p>Get the best of the Courier by mail, every morning at seven, for nothing.</p></div>
<h2>A new boiler</h2>
<p>Under the deck everything is new, from the boiler to the pumps, while the saloon looks as it did in 1931, when the ship was built.</p>
<p>It will sail twice a day until October. A ticket costs 9, children travel for nothing, and the village school has booked the first week.</p>
</div>
<div class="author-bio"><h4>Ida Brandt</h4><p>Ida Brandt covers the lake and its villages for the Courier.</p></div>
<section class="comments"><h3>Comments</h3><p class="comment-text">I remember the last trip, it rained all day and nobody cared at all.</p></section>
</article></main><footer class="site-footer"><p>© 2024 Lake Courier. All rights reserved.</p></footer></body></html>"##;

#[test]
fn finds_the_article_in_a_web_page() {
    let source = ingest(Input::named("ferry.html", PAGE.as_bytes())).unwrap();
    let cleaned = clean(&Resources::new(), &source, true);
    check_laws(&cleaned);
    let blocks: Vec<(BlockKind, &str)> =
        cleaned.blocks.iter().map(|b| (b.kind, b.span.of(&cleaned.text))).collect();
    let beginnings: Vec<(BlockKind, &str)> =
        blocks.iter().map(|(kind, text)| (*kind, &text[..text.len().min(12)])).collect();
    assert_eq!(
        beginnings,
        [
            (BlockKind::Title, "Ferry return"),
            (BlockKind::Subtitle, "After six ye"),
            (BlockKind::Paragraph, "The steamer "),
            (BlockKind::Paragraph, "Some 400 peo"),
            (BlockKind::Paragraph, "The repair c"),
            (BlockKind::Heading, "A new boiler"),
            (BlockKind::Paragraph, "Under the de"),
            (BlockKind::Paragraph, "It will sail"),
        ]
    );
    assert_eq!(cleaned.metadata.bylines, ["Ida Brandt"]);
    assert_eq!(cleaned.metadata.published.as_deref(), Some("2024-05-02T08:00:00Z"));
    assert_eq!(cleaned.metadata.updated.as_deref(), Some("2024-05-03T09:30:00Z"));
    assert_eq!(cleaned.metadata.outlet.as_deref(), Some("Lake Courier"));
}

#[test]
fn parts_a_pictures_caption_from_the_paragraph_that_it_opens() {
    let opening = "<p>The steamer that";
    let picture = r#"<p><span class="storyimage"><span class="image"><img src="f.jpg"></span><span class="caption"><span class="attribution">© Lake Press Agency</span> Ida Brandt</span></span>The steamer that"#;
    assert!(PAGE.contains(opening));
    let page = PAGE.replace(opening, picture);
    let source = ingest(Input::named("ferry.html", page.as_bytes())).unwrap();
    let cleaned = clean(&Resources::new(), &source, true);
    check_laws(&cleaned);
    let opens = |b: &&Block| b.span.of(&cleaned.text).starts_with("The steamer that carried");
    assert!(cleaned.blocks.iter().any(|b| opens(&b)));
    assert!(!cleaned.text.contains("Lake Press Agency"));
    let caption = cleaned.removed.iter().find(|r| r.exact.contains("Lake Press Agency"));
    assert!(caption.is_some_and(|r| !r.exact.contains("steamer")), "{caption:?}");
}

#[test]
fn takes_what_a_page_tells_search_engines_where_it_shows_nothing() {
    let body = "The steamer left its pier on Thursday for the first time in six years, with 400 people at the shore. ".repeat(6);
    let page = format!(
        r#"<html><head><title>Ferry returns</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"Ferry returns","articleBody":"{body}"}}</script></head><body><div id="app"><p>Loading</p></div></body></html>"#
    );
    let source = ingest(Input::named("ferry.html", page.as_bytes())).unwrap();
    assert_eq!(source.warnings.len(), 1);
    let cleaned = clean(&Resources::new(), &source, true);
    assert!(cleaned.text.contains("The steamer left its pier"));
}

#[test]
fn a_heading_above_nothing_but_furniture_goes_with_it() {
    let block = |kind, text: &str| SourceBlock { kind, text: text.to_owned() };
    let blocks = |last: &[SourceBlock]| {
        let article = [
            block(BlockKind::Title, "A bridge opens"),
            block(BlockKind::Paragraph, "The bridge opened on Sunday, the mayor said."),
            block(BlockKind::Heading, "Read the whole story for a month"),
        ];
        let cleaned =
            clean(&Resources::new(), &source(Body::Blocks([&article, last].concat())), true);
        check_laws(&cleaned);
        cleaned
    };
    let sold = blocks(&[block(BlockKind::Paragraph, "Subscribe now")]);
    assert!(sold.text.ends_with("the mayor said."), "{}", sold.text);
    assert!(sold.removed.iter().all(|removed| removed.reason == Reason::Subscription));
    let told =
        blocks(&[block(BlockKind::Paragraph, "It had been closed for nine years, she added.")]);
    assert_eq!(told.removed, []);
    let alone = blocks(&[]);
    assert_eq!(alone.removed, []);
}

#[test]
fn tells_of_a_page_that_keeps_its_article_from_readers() {
    let warnings = |is_free: bool| {
        let headline = r#""headline":"Ferry returns to the lake","#;
        let stated = format!(r#"{headline}"isAccessibleForFree":{is_free},"#);
        assert!(PAGE.contains(headline));
        let page = PAGE.replace(headline, &stated);
        let source = ingest(Input::named("ferry.html", page.as_bytes())).unwrap();
        source.warnings.iter().filter(|warning| warning.message.contains("subscribers")).count()
    };
    assert_eq!((warnings(false), warnings(true)), (1, 0));
}

#[test]
fn what_is_all_furniture_stays() {
    let cleaned = cleaned("Subscribe to our newsletter\n\nShare this article");
    assert!(cleaned.is_all_kept);
    assert!(cleaned.removed.is_empty());
    assert!(cleaned.text.contains("Subscribe to our newsletter"), "{}", cleaned.text);
}
