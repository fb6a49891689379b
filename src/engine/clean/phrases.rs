//! The phrases by which furniture is known.
//!
//! Phrases stand as [`super::shape::key`] writes a line: in lower case, without marks at the ends.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Reason;

/// Lines that are furniture as a whole, separated by " | ".
const WHOLE: [(Reason, &str); 8] = [
    (
        Reason::SummaryWidget,
        "no time to read | get a summary | get summary | get the summary | get a quick summary | \
    no time to read? get a summary | read the summary | show summary | generate summary | \
    summarize | summarise | summarize this article | summarise this article | ai summary | \
    summarize with ai | in a hurry? read a summary",
    ),
    (
        Reason::Navigation,
        "skip to content | skip to main content | skip to navigation | jump to content | menu | \
    open menu | close menu | main menu | toggle navigation | search | home | sign in | log in | \
    login | log out | register | my account | back to top | contact us | about us | sitemap | \
    loading | listen to this article | listen to article | listen | play | pause | watch live | \
    show caption | hide caption | text size | font size | previous | next | prev | next page | \
    previous page | show all | e-paper | sections | \
    media playback is unsupported on your device | video playback is not supported | \
    your browser does not support the video tag | your browser does not support the audio element",
    ),
    (
        Reason::Subscription,
        "subscribe | subscribe now | subscribe today | sign up | sign up now | newsletter | \
    newsletters | sign up for our newsletter | become a member | already a subscriber | \
    already a subscriber? log in | already a subscriber? sign in | your email address | \
    email address | enter your email | support our journalism | support us | donate | donate now | \
    get the app | download the app | download our app | start your free trial | \
    this article is for subscribers only | this article is for subscribers | free newsletter | \
    view in browser | view in your browser | view online | view email in browser | open in browser | \
    read in browser | read online | web version | unsubscribe | unsubscribe here | unsubscribe now | \
    manage subscription | manage your subscription | manage your subscriptions | \
    manage your preferences | manage email preferences | email preferences | update preferences | \
    update your preferences | update your email preferences | update subscription preferences | \
    change your preferences | forward this email | forward to a friend | subscribe here",
    ),
    (
        Reason::Social,
        "comment | comments | leave a comment | leave a reply | post a comment | add a comment | \
    view comments | show comments | read comments | comments are closed | write a comment | \
    join the conversation | join the discussion | be the first to comment | follow | like | \
    share this article | share this story | share this post | share this page | reply | \
    share with friends | connect with us | copy link to clipboard | link copied | have your say | click to tweet | \
    sharing is caring | tweet this",
    ),
    (
        Reason::Legal,
        "privacy policy | privacy notice | privacy | cookie policy | cookie settings | \
    cookie preferences | manage cookies | manage preferences | manage consent | terms | \
    terms of use | terms of service | terms and conditions | terms & conditions | accept | \
    accept all | accept cookies | accept all cookies | reject all | i agree | i accept | \
    do not sell my personal information | all rights reserved | legal notice | imprint",
    ),
    (
        Reason::Advertisement,
        "advertisement | advertisement · scroll to continue | advertisements | advertising | advertorial | ad | ads | sponsored | \
    sponsored content | promoted | promoted content | paid post | paid content | anzeige | \
    advertise with us | scroll to continue | continue reading below | story continues below | \
    story continues below advertisement | story continues below this ad | publicidad | \
    article continues below | article continues below advertisement | publicité | \
    article continues after advertisement | story continues after advertisement | \
    continue reading the main story | article continues after this advertisement",
    ),
    (
        Reason::Related,
        "read more | read full story | read the full story | read the full article | read on | \
    continue reading | show more | load more | view more | see more | see all | view all | \
    learn more | find out more | click here | more",
    ),
    (Reason::FrontMatter, "just now | yesterday | today"),
];

/// Beginnings of lines, with the most words that such a line has. They end where a word may go on.
const BEGINNINGS: [(Reason, usize, &str); 6] = [
    (
        Reason::Subscription,
        25,
        "subscribe to_ | subscribe for_ | subscribe and_ | sign up to our_ | sign up for our_ | \
    sign up to the_ | sign up here | sign up now_ | join our newsletter | get our newsletter | \
    join our telegram | join our whatsapp | follow our telegram | join us on telegram | \
    download our app | download our free | download the free app | enter your email_ | \
    by subscribing | by signing up | to continue reading | already a subscriber | \
    already have an account | register for free | create a free account | you have reached your | \
    stay updated with | stay up to date with | stay informed with | stay tuned for more | \
    stay connected with | get the latest news | get breaking news | support independent | \
    if you enjoyed this article | if you like this article | \
    view this email in | view this newsletter in | view this message in | view this mail in | \
    view the web version | view as a web page | read this email in | read this newsletter in | \
    open this email in | having trouble viewing | having trouble reading this | \
    trouble viewing this | trouble reading this | can't see this email | can't read this email | \
    email not displaying correctly | you are receiving this email | \
    you are receiving this newsletter | you are receiving this message | \
    you are receiving this mail | you are receiving these emails | you're receiving this | \
    you are receiving this because | you're receiving these | you received this email | \
    you received this newsletter | you received this message because | \
    you have received this email | you have received this newsletter | you are subscribed to | \
    you're subscribed to | you signed up to receive | you signed up for our | you are getting this email | \
    you're getting this email | was this email forwarded | was this newsletter forwarded | \
    forwarded this email | forwarded this newsletter | did someone forward this | \
    someone forwarded you this | someone forward you this | got this from a friend | \
    if you no longer wish to receive th | if you no longer wish to receive our | \
    if you no longer want to receive th | if you no longer want to receive our | \
    if you don't want to receive th | if you do not wish to receive th | \
    no longer want to receive | no longer wish to receive | don't want to receive these | \
    want to change how you receive | to stop receiving these | to unsubscribe click | \
    to unsubscribe, click | to unsubscribe from this | to unsubscribe from our | \
    to unsubscribe, please | to unsubscribe please | to unsubscribe or_ | \
    unsubscribe from this | unsubscribe from our | unsubscribe from all | \
    click here to unsubscribe | click here if you no longer wish | \
    you can unsubscribe at any | you may unsubscribe at any | you can unsubscribe here | add us to your address book | \
    please add us to your | to ensure delivery to your inbox | \
    if you were forwarded this | if someone forwarded you this",
    ),
    (
        Reason::Social,
        20,
        "follow us on | follow us at | follow us | like us on | find us on | share this_ | share on_ | \
    share via_ | click to share | tweet this | join the conversation | join the discussion | \
    follow @ | be the first to_ | sign in to comment | log in to comment | send us your comments | \
    share your thoughts in the comments | let us know in the comments | read all comments",
    ),
    (
        Reason::Legal,
        90,
        "our standards: the thomson reuters | copyright © | copyright 19 | copyright 20 | this site uses cookies | our site uses cookies | \
    this website uses cookies | our website uses cookies | we use cookies | we and our partners | \
    by continuing to use | by continuing to browse | by clicking accept | by using this site | \
    this site is protected by recaptcha | \
    this document is subject to copyright | this material may not be published",
    ),
    (
        Reason::Caption,
        60,
        "photo: | photo by_ | photo credit | photo courtesy | photos: | photos by_ | photograph: | \
    photograph by_ | photographs by_ | image: | image credit | image source | image caption | \
    image copyright | image courtesy | images: | picture: | pictures: | picture by_ | pic: | \
    credit: | credits: | caption: | file photo | file image | file picture | illustration: | \
    illustration by_ | featured image | foto: | ap photo | reuters/ | afp/ | getty images",
    ),
    (
        Reason::Related,
        30,
        "read more: | read more about_ | read more from_ | read also: | also read: | read next: | \
    read: | see also: | related: | more: | watch: | watch now: | listen: | don't miss: | \
    must read: | recommended: | related article: | related story: | related articles: | \
    more on this: | click here to_ | click here for_ | click to read | read the full story | \
    see more: | related post: | related posts: | related reading: | you may also like:",
    ),
    (
        Reason::Navigation,
        40,
        "tags: | topics: | filed under: | categories: | category: | keywords: | posted in_ | tagged_",
    ),
];

/// Heads of a list of other articles.
const RELATED_HEADS: &str = "related | related articles | related stories | related news | related content | \
    related topics | related coverage | related posts | related links | related article | \
    related story | more stories | more news | more from | most read | most popular | \
    most viewed | most shared | trending | trending now | trending stories | recommended | \
    recommended for you | recommended stories | recommended reading | recommended articles | \
    you may also like | you might also like | you may like | you might be interested in | \
    read next | up next | what to read next | read this next | editors' picks | editor's picks | \
    editors' choice | top stories | latest news | latest stories | also read | read also | \
    see also | don't miss | in case you missed it | keep reading | further reading | \
    more on this story | more on this topic | around the web | from our partners | \
    popular stories | popular posts";

/// Sections of newspapers.
const SECTIONS: &str = "world | politics | business | news | opinion | sport | sports | culture | europe | asia | \
    africa | americas | middle east | world news | uk news | us news | national | local | local news | \
    breaking news | latest | top news | economy | markets | technology | tech | science | health | climate | \
    environment | lifestyle | entertainment | international | home news | city | featured";

/// What stands above a headline to say what kind of text follows.
const LABELS: &str = "press release | news release | media release | for immediate release | immediate release | \
    breaking | exclusive | analysis | explainer | interview | comment | editorial";

/// What a word does in a row of share buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShareWord {
    /// Names a place to share at.
    Place,
    /// May, beside another.
    Weak,
    /// Joins them.
    Glue,
}

const SHARE_WORDS: [(ShareWord, &str); 3] = [
    (
        ShareWord::Place,
        "share | tweet | facebook | twitter | whatsapp | linkedin | email | e-mail | print | pinterest | \
    reddit | telegram | instagram | youtube | flipboard | tumblr | viber | bluesky",
    ),
    (ShareWord::Weak, "x | copy | link | save | pocket | messenger | threads | vk | gift"),
    (ShareWord::Glue, "this | article | story | on | via | to | with | by | post"),
];

static SHARE_BAR: LazyLock<BTreeMap<&str, ShareWord>> = LazyLock::new(|| {
    SHARE_WORDS.iter().flat_map(|&(kind, words)| split(words).map(move |w| (w, kind))).collect()
});

static WHOLE_LINES: LazyLock<BTreeMap<&str, Reason>> = LazyLock::new(|| {
    WHOLE.iter().flat_map(|&(reason, lines)| split(lines).map(move |line| (line, reason))).collect()
});

/// A beginning, why such a line is furniture, and the most words that it may have.
type Beginning = (Reason, usize, String);

/// By their first byte, each in the order above.
static LINE_BEGINNINGS: LazyLock<BTreeMap<u8, Vec<Beginning>>> = LazyLock::new(|| {
    let beginnings = BEGINNINGS.iter().flat_map(|&(reason, most, beginnings)| {
        split(beginnings).map(move |words| (reason, most, words.replace('_', " ")))
    });
    let mut by_byte: BTreeMap<u8, Vec<Beginning>> = BTreeMap::new();
    for beginning in beginnings {
        let first = beginning.2.bytes().next().unwrap_or_default();
        by_byte.entry(first).or_default().push(beginning);
    }
    by_byte
});

static LIST_HEADS: LazyLock<Vec<&str>> = LazyLock::new(|| split(RELATED_HEADS).collect());

fn split(phrases: &'static str) -> impl Iterator<Item = &'static str> {
    phrases.split(" | ").map(str::trim)
}

/// Why a line with that key is furniture.
pub(super) fn whole_line(key: &str) -> Option<Reason> {
    WHOLE_LINES.get(key).copied()
}

/// Why a line that begins as `key` does is furniture, and the most words that it may have.
pub(super) fn beginning(key: &str) -> Option<(Reason, usize)> {
    let beginnings = LINE_BEGINNINGS.get(key.as_bytes().first()?)?;
    let (reason, most, _) = beginnings.iter().find(|(_, _, words)| key.starts_with(words))?;
    Some((*reason, *most))
}

/// What `word` does in a row of share buttons, if it stands in one.
pub(super) fn share_word(word: &str) -> Option<ShareWord> {
    SHARE_BAR.get(word).copied()
}

/// True for the name of a section.
pub(super) fn is_section(key: &str) -> bool {
    split(SECTIONS).any(|section| section == key)
}

/// True for "press release" and the like.
pub(super) fn is_label(key: &str) -> bool {
    split(LABELS).any(|label| label == key)
}

/// True for "related articles" and the like.
pub(super) fn heads_list(key: &str) -> bool {
    LIST_HEADS.contains(&key)
}
