//! Feeds through [`super::each`].

use std::ops::ControlFlow;

use super::IngestError;
use crate::engine::ingest::{Body, Entry, Input, Readers, Sink, SourceDocument, ingest_each};

#[derive(Default)]
struct All(Vec<Entry>);

impl Sink for All {
    fn take(&mut self, entry: Entry) -> ControlFlow<()> {
        self.0.push(entry);
        ControlFlow::Continue(())
    }
}

fn read(text: &str) -> Vec<Result<SourceDocument, IngestError>> {
    let mut all = All::default();
    ingest_each(Input::named("feed.xml", text.as_bytes()), Readers::default(), &mut all);
    all.0.into_iter().map(|entry| entry.outcome).collect()
}

fn text(source: &SourceDocument) -> String {
    match &source.body {
        Body::Plain(text) | Body::Verbatim(text) => text.clone(),
        body => body.texts().into_iter().map(str::trim).collect::<Vec<_>>().join("¶"),
    }
}

#[test]
fn reads_rss_with_all_its_faults() {
    let feed = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
        <link>https://post.example/</link><language>en-gb</language>
        <image><title>Logo</title><link>https://post.example/logo</link></image>
        <item><title>A bridge &amp; a caf&eacute;</title><link>/bridge?a=1&amp;b=2</link>
        <dc:creator>Jane Doe</dc:creator><pubDate>Tue, 03 Mar 2026 09:15:00 +0100</pubDate>
        <description>It opened &hellip;</description>
        <content:encoded><![CDATA[<p>It opened on <b>Sunday</b>.</p><p>At last&nbsp;&mdash; said the mayor.</p>]]></content:encoded>
        </item><item><title><![CDATA[B]]></title><guid isPermaLink="false">x1</guid>
        <description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;<br>Left open & odd</description><media:title>No</media:title></item>
        </channel></rss>"#;
    let found = read(feed);
    let first = found[0].as_ref().unwrap();
    assert_eq!(text(first), "It opened on Sunday.¶At last\u{a0}— said the mayor.");
    let metadata = &first.metadata;
    assert_eq!(metadata.title.as_deref(), Some("A bridge & a café"));
    assert_eq!(metadata.url.as_deref(), Some("https://post.example/bridge?a=1&b=2"));
    assert_eq!(metadata.bylines, ["Jane Doe"]);
    assert_eq!(metadata.published.as_deref(), Some("2026-03-03T09:15:00+01:00"));
    assert_eq!(metadata.outlet.as_deref(), Some("Harbour Post"));
    assert_eq!(metadata.language.as_deref(), Some("en-gb"));
    assert!(first.warnings.is_empty());
    let second = found[1].as_ref().unwrap();
    assert_eq!(text(second), "One & two.¶Left open & odd");
    assert_eq!(second.metadata.title.as_deref(), Some("B"));
    assert!(second.warnings[0].message.contains("only a summary"));
    assert_ne!(first.file.sha256, second.file.sha256);
}

#[test]
fn reads_atom() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Post &lt;b&gt;1&lt;/b&gt;</title>
        <link rel="self" href="https://post.example/feed"/><link href="https://post.example/"/>
        <entry><title>Bridge</title><link rel="replies" href="https://post.example/c"/><link rel="alternate" href="https://post.example/b"/>
        <author><name>Jane Doe</name><email>j@p.example</email></author><author><name>John Roe</name></author>
        <published>2026-03-03T09:15:00Z</published><updated>2026-03-04T09:15:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>Why</h2><p>It <em>opened</em>.</p></div></content></entry>
        <entry><title>Plain</title><updated>2026-03-04T09:15:00Z</updated><content type="text">a &lt; b and c &gt; d</content></entry></feed>"#;
    let found = read(feed);
    let first = found[0].as_ref().unwrap();
    assert_eq!(text(first), "Why¶It opened.");
    assert_eq!(first.metadata.bylines, ["Jane Doe", "John Roe"]);
    assert_eq!(first.metadata.url.as_deref(), Some("https://post.example/b"));
    assert_eq!(first.metadata.updated.as_deref(), Some("2026-03-04T09:15:00Z"));
    assert_eq!(first.metadata.outlet.as_deref(), Some("Post 1"));
    let second = found[1].as_ref().unwrap();
    assert_eq!(text(second), "a < b and c > d");
    assert_eq!(second.metadata.published.as_deref(), Some("2026-03-04T09:15:00Z"));
}

#[test]
fn reads_rss_1() {
    let feed = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="x"><title>Post</title></channel>
        <item rdf:about="https://post.example/b"><title>Bridge</title><description>It opened.</description><dc:date>2026-03-03T09:15+01:00</dc:date></item></rdf:RDF>"#;
    let found = read(feed);
    let first = found[0].as_ref().unwrap();
    assert_eq!(first.metadata.url.as_deref(), Some("https://post.example/b"));
    assert_eq!(first.metadata.published.as_deref(), Some("2026-03-03T09:15:00+01:00"));
    assert_eq!(first.metadata.outlet.as_deref(), Some("Post"));
}

#[test]
fn takes_words_for_words_and_tags_for_tags() {
    let entry = |content: &str| {
        let feed = format!("<feed><entry><title>T</title>{content}</entry></feed>");
        text(read(&feed)[0].as_ref().unwrap())
    };
    assert_eq!(
        entry("<content type=\"xhtml\"><div>a &lt;b&gt; c &amp; d</div></content>"),
        "a <b> c & d"
    );
    assert_eq!(entry("<content type=\"html\">&lt;p&gt;a &amp;lt; b</content>"), "a < b");
    assert_eq!(
        entry("<description>don&amp;#146;t &amp; won&#146;t</description>"),
        "don’t & won’t"
    );
    assert_eq!(entry("<summary>Short.</summary><x:summary>Not this one.</x:summary>"), "Short.");
}

#[test]
fn keeps_what_stands_before_a_break() {
    let feed = "<rss><channel><title>P</title><item><title>A</title><description>One.</description></item><item><title>B</title><description>Two.";
    let found = read(feed);
    assert_eq!(found.len(), 2, "{found:?}");
    let feed = "<rss><channel><item><title>A</title><description>One.</description></item><item><![CDATA[ x";
    let found = read(feed);
    assert!(found[0].is_ok() && found[1].is_err(), "{found:?}");
}

#[test]
fn ends_in_bottomless_feeds() {
    let feed = format!("<rss><channel><item>{}", "<a>".repeat(100_000));
    assert!(matches!(read(&feed)[0], Err(IngestError::Malformed { .. })));
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>&b;</title><description>&b; words</description></item></channel></rss>";
    assert_eq!(read(bomb).len(), 1);
}
