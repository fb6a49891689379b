//! Lines of a site's furniture, known by their words alone.
//!
//! Every rule wants the whole line: an article that speaks of cookies or newsletters keeps its
//! sentences. What depends on neighbours is in [`super::judge`].

use super::Reason;
use super::shape::{ends_sentence, key, n_words};

/// The longest line that can be furniture, in bytes.
const LONGEST: usize = 700;

/// Whole lines, as [`key`] gives them.
const WHOLE: &[(Reason, &[&str])] = &[
    (
        Reason::SummaryWidget,
        &[
            "no time to read",
            "get a summary",
            "get summary",
            "get the summary",
            "get a quick summary",
            "no time to read? get a summary",
            "read the summary",
            "show summary",
            "generate summary",
            "summarize",
            "summarise",
            "summarize this article",
            "summarise this article",
            "ai summary",
            "summarize with ai",
            "in a hurry? read a summary",
        ],
    ),
    (
        Reason::Navigation,
        &[
            "skip to content",
            "skip to main content",
            "skip to navigation",
            "jump to content",
            "menu",
            "open menu",
            "close menu",
            "main menu",
            "toggle navigation",
            "search",
            "home",
            "sign in",
            "log in",
            "login",
            "log out",
            "register",
            "my account",
            "back to top",
            "contact us",
            "about us",
            "sitemap",
            "loading",
            "listen to this article",
            "listen to article",
            "listen",
            "play",
            "pause",
            "watch live",
            "show caption",
            "hide caption",
            "text size",
            "font size",
            "previous",
            "next",
            "prev",
            "next page",
            "previous page",
            "show all",
            "e-paper",
            "sections",
        ],
    ),
    (
        Reason::Subscription,
        &[
            "subscribe",
            "subscribe now",
            "subscribe today",
            "sign up",
            "sign up now",
            "newsletter",
            "newsletters",
            "sign up for our newsletter",
            "become a member",
            "already a subscriber",
            "already a subscriber? log in",
            "already a subscriber? sign in",
            "your email address",
            "email address",
            "enter your email",
            "support our journalism",
            "support us",
            "donate",
            "donate now",
            "get the app",
            "download the app",
            "download our app",
            "start your free trial",
            "this article is for subscribers only",
            "this article is for subscribers",
            "free newsletter",
        ],
    ),
    (
        Reason::Social,
        &[
            "comment",
            "comments",
            "leave a comment",
            "leave a reply",
            "post a comment",
            "add a comment",
            "view comments",
            "show comments",
            "read comments",
            "comments are closed",
            "write a comment",
            "join the conversation",
            "join the discussion",
            "be the first to comment",
            "follow",
            "like",
            "share this article",
            "share this story",
            "share this post",
            "share this page",
            "reply",
            "share with friends",
            "connect with us",
            "copy link to clipboard",
            "link copied",
            "have your say",
        ],
    ),
    (
        Reason::Legal,
        &[
            "privacy policy",
            "privacy notice",
            "privacy",
            "cookie policy",
            "cookie settings",
            "cookie preferences",
            "manage cookies",
            "manage preferences",
            "manage consent",
            "terms",
            "terms of use",
            "terms of service",
            "terms and conditions",
            "terms & conditions",
            "accept",
            "accept all",
            "accept cookies",
            "accept all cookies",
            "reject all",
            "i agree",
            "i accept",
            "do not sell my personal information",
            "all rights reserved",
            "legal notice",
            "imprint",
        ],
    ),
    (
        Reason::Advertisement,
        &[
            "advertisement",
            "advertisements",
            "advertising",
            "advertorial",
            "ad",
            "ads",
            "sponsored",
            "sponsored content",
            "promoted",
            "promoted content",
            "paid post",
            "paid content",
            "anzeige",
            "advertise with us",
            "scroll to continue",
            "continue reading below",
            "story continues below",
            "story continues below advertisement",
            "story continues below this ad",
            "publicidad",
            "article continues below",
            "article continues below advertisement",
            "publicité",
            "article continues after advertisement",
            "story continues after advertisement",
            "continue reading the main story",
            "article continues after this advertisement",
        ],
    ),
    (
        Reason::Related,
        &[
            "read more",
            "read full story",
            "read the full story",
            "read the full article",
            "read on",
            "continue reading",
            "show more",
            "load more",
            "view more",
            "see more",
            "see all",
            "view all",
            "learn more",
            "find out more",
            "click here",
            "more",
        ],
    ),
    (Reason::FrontMatter, &["just now", "yesterday", "today"]),
];

/// Beginnings of lines, with the most words that such a line has.
const BEGINNINGS: &[(Reason, usize, &[&str])] = &[
    (
        Reason::Subscription,
        25,
        &[
            "subscribe to ",
            "subscribe for ",
            "subscribe and ",
            "sign up to our ",
            "sign up for our ",
            "sign up to the ",
            "sign up here",
            "sign up now ",
            "join our newsletter",
            "get our newsletter",
            "join our telegram",
            "join our whatsapp",
            "follow our telegram",
            "join us on telegram",
            "download our app",
            "download our free",
            "download the free app",
            "enter your email ",
            "by subscribing",
            "by signing up",
            "to continue reading",
            "already a subscriber",
            "already have an account",
            "register for free",
            "create a free account",
            "you have reached your",
            "stay updated with",
            "stay up to date with",
            "stay informed with",
            "stay tuned for more",
            "stay connected with",
            "get the latest news",
            "get breaking news",
            "support independent",
        ],
    ),
    (
        Reason::Social,
        20,
        &[
            "follow us on",
            "follow us at",
            "follow us",
            "like us on",
            "find us on",
            "share this ",
            "share on ",
            "share via ",
            "click to share",
            "tweet this",
            "join the conversation",
            "join the discussion",
            "follow @",
            "be the first to ",
            "sign in to comment",
            "log in to comment",
            "send us your comments",
            "share your thoughts in the comments",
            "let us know in the comments",
            "read all comments",
        ],
    ),
    (
        Reason::Legal,
        90,
        &[
            "copyright ©",
            "copyright 19",
            "copyright 20",
            "this site uses cookies",
            "our site uses cookies",
            "this website uses cookies",
            "our website uses cookies",
            "we use cookies",
            "we and our partners",
            "by continuing to use",
            "by continuing to browse",
            "by clicking accept",
            "by using this site",
            "this site is protected by recaptcha",
            "this material may not be published",
        ],
    ),
    (
        Reason::Caption,
        60,
        &[
            "photo:",
            "photo by ",
            "photo credit",
            "photo courtesy",
            "photos:",
            "photos by ",
            "photograph:",
            "photograph by ",
            "photographs by ",
            "image:",
            "image credit",
            "image source",
            "image caption",
            "image copyright",
            "image courtesy",
            "images:",
            "picture:",
            "pictures:",
            "picture by ",
            "pic:",
            "credit:",
            "credits:",
            "caption:",
            "file photo",
            "file image",
            "file picture",
            "illustration:",
            "illustration by ",
            "featured image",
            "foto:",
            "ap photo",
            "reuters/",
            "afp/",
            "getty images",
        ],
    ),
    (
        Reason::Related,
        30,
        &[
            "read more:",
            "read more about ",
            "read more from ",
            "read also:",
            "also read:",
            "read next:",
            "read:",
            "see also:",
            "related:",
            "more:",
            "watch:",
            "watch now:",
            "listen:",
            "don't miss:",
            "must read:",
            "recommended:",
            "related article:",
            "related story:",
            "related articles:",
            "more on this:",
            "click here to ",
            "click here for ",
            "click to read",
            "read the full story",
        ],
    ),
    (
        Reason::Navigation,
        40,
        &[
            "tags:",
            "topics:",
            "filed under:",
            "categories:",
            "category:",
            "keywords:",
            "posted in ",
            "tagged ",
        ],
    ),
];

/// Why `text`, a whole line or block, is furniture; `None` if it is not by its words alone.
pub(super) fn furniture(text: &str) -> Option<Reason> {
    if text.len() > LONGEST {
        return None;
    }
    if is_template(text) {
        return Some(Reason::Template);
    }
    let key = key(text);
    if key.is_empty() {
        return None;
    }
    whole_line(&key)
        .or_else(|| beginning(text, &key))
        .or_else(|| is_counter(&key).then_some(Reason::Social))
        .or_else(|| is_share_bar(&key).then_some(Reason::Social))
        .or_else(|| is_reading_time(&key).then_some(Reason::Navigation))
        .or_else(|| is_time_ago(&key).then_some(Reason::FrontMatter))
        .or_else(|| is_breadcrumbs(text).then_some(Reason::Navigation))
        .or_else(|| is_credit(text, &key).then_some(Reason::Caption))
        .or_else(|| is_legal(text, &key).then_some(Reason::Legal))
}

fn whole_line(key: &str) -> Option<Reason> {
    WHOLE.iter().find(|(_, lines)| lines.contains(&key)).map(|&(reason, _)| reason)
}

fn beginning(text: &str, key: &str) -> Option<Reason> {
    let &(reason, most, _) = BEGINNINGS
        .iter()
        .find(|(_, _, beginnings)| beginnings.iter().any(|b| key.starts_with(b.trim_start())))?;
    let says_more = matches!(reason, Reason::Related | Reason::Navigation) && text.ends_with('.');
    (n_words(key) <= most && !says_more).then_some(reason)
}

/// "{}", "{{title}}", "undefined".
fn is_template(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.contains(['{', '[', '<'])
        && text.chars().all(|c| "{}[]<> ".contains(c))
        || text.starts_with("{{") && text.ends_with("}}")
        || matches!(text, "undefined" | "null" | "NaN" | "[object Object]")
}

/// "12 comments", "3.4K shares".
fn is_counter(key: &str) -> bool {
    const COUNTED: [&str; 15] = [
        "comment",
        "comments",
        "share",
        "shares",
        "like",
        "likes",
        "view",
        "views",
        "retweets",
        "reposts",
        "reactions",
        "replies",
        "reply",
        "followers",
        "responses",
    ];
    let mut words = key.split(' ');
    let number = words.next().unwrap_or("");
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | 'k' | 'm'))
        && words.next().is_some_and(|word| COUNTED.contains(&word))
        && words.next().is_none()
}

/// "Share Facebook Twitter WhatsApp": nothing but places to share at.
fn is_share_bar(key: &str) -> bool {
    const PLACES: [&str; 27] = [
        "share",
        "tweet",
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "linkedin",
        "email",
        "e-mail",
        "print",
        "pinterest",
        "reddit",
        "telegram",
        "copy",
        "link",
        "save",
        "pocket",
        "flipboard",
        "messenger",
        "instagram",
        "youtube",
        "bluesky",
        "threads",
        "tumblr",
        "viber",
        "vk",
        "gift",
    ];
    const GLUE: [&str; 9] = ["this", "article", "story", "on", "via", "to", "with", "by", "post"];
    let mut n_places = 0;
    let all =
        key.split([' ', '|', '/', ',', '•', '·']).filter(|word| !word.is_empty()).all(|word| {
            let place = PLACES.contains(&word);
            n_places += usize::from(place);
            place || GLUE.contains(&word)
        });
    all && n_places > 0
}

/// "5 min read".
fn is_reading_time(key: &str) -> bool {
    let words: Vec<&str> = key.split([' ', '-']).collect();
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    match words.as_slice() {
        [number, unit, "read" | "listen" | "watch"] => is_number(number) && unit.starts_with("min"),
        ["reading", "time:" | "time", rest @ ..] => rest.len() <= 3,
        ["estimated", "reading", "time:" | "time", rest @ ..] => rest.len() <= 3,
        _ => false,
    }
}

/// "2 hours ago", "Updated 5 minutes ago".
fn is_time_ago(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    let rest = match words.as_slice() {
        ["updated" | "published" | "posted", rest @ ..] => rest,
        rest => rest,
    };
    let units = ["second", "minute", "min", "hour", "hr", "day", "week", "month", "year"];
    matches!(rest, [number, unit, "ago"]
        if (number.chars().all(|c| c.is_ascii_digit()) || *number == "an" || *number == "a")
            && units.contains(&unit.trim_end_matches('s')))
}

/// "Home > News > Europe".
fn is_breadcrumbs(text: &str) -> bool {
    let n_marks = text.matches([' ', '\u{a0}']).count();
    let steps = |mark: char| text.split(mark).count() - 1;
    let arrows = steps('>') + steps('»') + steps('›');
    let from_home = key(text.split(['>', '»', '›', '/', '|']).next().unwrap_or("")) == "home";
    n_marks <= 24
        && !ends_sentence(text)
        && !text.starts_with(['>', '»', '«'])
        && (arrows >= 2 || from_home && arrows + steps('/') + steps('|') >= 1)
}

/// "Flags over the hall (photo credit: Jane Doe)", "Jane Doe/Getty Images".
fn is_credit(text: &str, key: &str) -> bool {
    const INSIDE: [&str; 17] = [
        "photo",
        "image",
        "picture",
        "pic:",
        "credit",
        "illustration",
        "illustrative",
        "file photo",
        "courtesy",
        "ap photo",
        "reuters/",
        "getty",
        "afp/",
        "via reuters",
        "handout",
        "supplied by",
        "foto:",
    ];
    const AGENCIES: [&str; 11] = [
        "getty images",
        "reuters/",
        "ap photo",
        "afp/",
        "/ap",
        "/afp",
        "/reuters",
        "shutterstock",
        "epa-efe",
        "alamy",
        "via ap",
    ];
    let in_brackets = || {
        let inside = text.strip_suffix(')')?.rsplit_once('(')?.1.to_lowercase();
        let names_source = INSIDE.iter().any(|word| inside.starts_with(word))
            || inside.contains("getty images")
            || inside.contains("reuters/");
        (names_source && n_words(text) <= 60).then_some(())
    };
    let agency = || AGENCIES.iter().any(|agency| key.contains(agency));
    in_brackets().is_some() || n_words(text) <= 8 && !ends_sentence(text) && agency()
}

/// Copyright lines, and bars of links to notices.
fn is_legal(text: &str, key: &str) -> bool {
    const LINKS: [&str; 9] = [
        "privacy",
        "terms",
        "cookie",
        "contact us",
        "about us",
        "accessibility",
        "advertise",
        "careers",
        "help",
    ];
    let n_links = || LINKS.iter().filter(|link| key.contains(*link)).count();
    let sign = text.starts_with('©') || text.starts_with("(c) ") || key.starts_with("copyright ");
    let claims_rights = text.contains('©') || key.contains("all rights reserved");
    sign && n_words(text) <= 60
        || claims_rights && n_words(text) <= 40
        || n_words(text) <= 14 && !ends_sentence(text) && n_links() >= 3
}

/// Heads of a list of other articles.
pub(super) fn heads_related(text: &str) -> bool {
    const HEADS: [&str; 53] = [
        "related",
        "related articles",
        "related stories",
        "related news",
        "related content",
        "related topics",
        "related coverage",
        "related posts",
        "related links",
        "related article",
        "related story",
        "more stories",
        "more news",
        "more from",
        "most read",
        "most popular",
        "most viewed",
        "most shared",
        "trending",
        "trending now",
        "trending stories",
        "recommended",
        "recommended for you",
        "recommended stories",
        "recommended reading",
        "recommended articles",
        "you may also like",
        "you might also like",
        "you may like",
        "you might be interested in",
        "read next",
        "up next",
        "what to read next",
        "read this next",
        "editors' picks",
        "editor's picks",
        "editors' choice",
        "top stories",
        "latest news",
        "latest stories",
        "also read",
        "read also",
        "see also",
        "don't miss",
        "in case you missed it",
        "keep reading",
        "further reading",
        "more on this story",
        "more on this topic",
        "around the web",
        "from our partners",
        "popular stories",
        "popular posts",
    ];
    text.len() <= 60 && HEADS.contains(&key(text).as_str())
}

/// Heads of one other article: "Previous Article".
pub(super) fn heads_neighbour(text: &str) -> bool {
    let key = if text.len() <= 40 { key(text) } else { return false };
    matches!(
        key.split_once(' '),
        Some(("previous" | "next" | "prev", "article" | "post" | "story" | "entry" | "news",))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_furniture() {
        let cases = [
            ("No time to read?", Reason::SummaryWidget),
            ("{}", Reason::Template),
            ("Share  Facebook Twitter WhatsApp", Reason::Social),
            ("1,204 comments", Reason::Social),
            ("Follow us on Instagram and YouTube", Reason::Social),
            ("We use cookies to give you the best experience. Accept?", Reason::Legal),
            ("© 2024 Daily Pail. All rights reserved.", Reason::Legal),
            ("Privacy Policy", Reason::Legal),
            ("Read more: Who pays for the bridge?", Reason::Related),
            ("ADVERTISEMENT", Reason::Advertisement),
            ("5 min read", Reason::Navigation),
            ("Home > News > Europe", Reason::Navigation),
            ("Tags: bridges, rivers", Reason::Navigation),
            ("2 hours ago", Reason::FrontMatter),
            ("Sign up for our daily newsletter.", Reason::Subscription),
            ("Stay updated with the latest news!", Reason::Subscription),
            ("The bridge at dawn. (Photo: Jane Doe)", Reason::Caption),
            ("REUTERS/Jane Doe", Reason::Caption),
            ("Jane Doe/Getty Images", Reason::Caption),
            ("File photo: the bridge in 2019", Reason::Caption),
        ];
        for (line, reason) in cases {
            assert_eq!(furniture(line), Some(reason), "{line}");
        }
    }

    #[test]
    fn leaves_sentences_about_such_things() {
        for line in [
            "The company changed its privacy policy in May.",
            "He told Reuters that the bridge was safe.",
            "The site uses cookies, the regulator found.",
            "Comments by the mayor drew applause.",
            "Subscribers to the newsletter rose to 4,000.",
            "Next, the mayor spoke.",
            "Photos of the bridge were shared 2,000 times.",
            "The bridge is safe, he said (Source: TASS).",
            "Share prices fell by 4 percent",
            "Share of vote: 41%",
        ] {
            assert_eq!(furniture(line), None, "{line}");
        }
    }

    #[test]
    fn knows_heads_of_lists() {
        assert!(heads_related("Related articles:"));
        assert!(heads_neighbour("Previous Article"));
        assert!(!heads_neighbour("Next year"));
    }
}
