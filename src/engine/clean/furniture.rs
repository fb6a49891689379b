//! Lines of a site's furniture, known by their words alone.
//!
//! Every rule wants the whole line: an article that speaks of cookies or newsletters keeps its
//! sentences. What depends on neighbours is in [`super::judge`].

use super::Reason;
use super::phrases::{self, ShareWord};
use super::shape::{ends_sentence, key, n_words};

/// The longest line that can be furniture, in bytes.
const LONGEST: usize = 700;

/// Why `text`, a whole line or block, is furniture; `None` if it is not by its words alone.
pub(super) fn furniture(text: &str) -> Option<Reason> {
    if text.len() > LONGEST { None } else { furniture_by(text, &key(text)) }
}

/// The same of a text whose key is known.
pub(super) fn furniture_by(text: &str, key: &str) -> Option<Reason> {
    if text.len() > LONGEST {
        return None;
    }
    if is_template(text) {
        return Some(Reason::Template);
    }
    if key.is_empty() {
        return None;
    }
    let n = n_words(text);
    phrases::whole_line(key)
        .or_else(|| beginning(text, key))
        .or_else(|| is_counter(key).then_some(Reason::Social))
        .or_else(|| is_share_bar(key).then_some(Reason::Social))
        .or_else(|| is_reading_time(key).then_some(Reason::Navigation))
        .or_else(|| is_time_ago(key).then_some(Reason::FrontMatter))
        .or_else(|| is_breadcrumbs(text).then_some(Reason::Navigation))
        .or_else(|| is_credit(text, key, n).then_some(Reason::Caption))
        .or_else(|| is_legal(text, key, n).then_some(Reason::Legal))
        .or_else(|| is_of_mail(text, key).then_some(Reason::Subscription))
        .or_else(|| row_of_links(text))
}

/// "The day's top stories, delivered to your inbox.", "This email was sent to you@pail.example."
fn is_of_mail(text: &str, key: &str) -> bool {
    let is_said = || text.contains(['"', '“', '”', '«', '„']);
    let sent = || {
        let rest = ["this email", "this message", "this newsletter", "this mail"]
            .iter()
            .find_map(|mail| key.strip_prefix(mail));
        rest.is_some_and(|rest| rest.starts_with(" was sent to ") && rest.contains('@'))
    };
    n_words(key) <= 30 && (key.contains("your inbox") && !is_said() || sent())
}

/// "Unsubscribe | Manage preferences | View in browser": several lines of furniture in one.
fn row_of_links(text: &str) -> Option<Reason> {
    const MARKS: [char; 3] = ['|', '•', '·'];
    if text.len() > 200 || !text.contains(MARKS) {
        return None;
    }
    let mut reasons = text.split(MARKS).map(|part| phrases::whole_line(&key(part)));
    let first = reasons.next()??;
    reasons.all(|reason| reason.is_some()).then_some(first)
}

fn beginning(text: &str, key: &str) -> Option<Reason> {
    let (reason, most) = phrases::beginning(key)?;
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
    let (mut n_places, mut n_weak) = (0, 0);
    let words = key.split([' ', '|', '/', ',', '•', '·']).filter(|word| !word.is_empty());
    let all = words.take(30).all(|word| {
        let share_word = phrases::share_word(word);
        n_places += usize::from(share_word == Some(ShareWord::Place));
        n_weak += usize::from(share_word == Some(ShareWord::Weak));
        share_word.is_some()
    });
    key.len() <= 200 && all && (n_places > 0 || n_weak > 1)
}

/// "5 min read".
fn is_reading_time(key: &str) -> bool {
    if !key.ends_with(['d', 'n', 'h']) && !key.starts_with(['r', 'e']) {
        return false; // most lines, without cutting them into words
    }
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
pub(super) fn is_time_ago(key: &str) -> bool {
    if !key.ends_with("ago") {
        return false;
    }
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
    if !text.contains(['>', '»', '›', '/', '|']) {
        return false; // most lines
    }
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
fn is_credit(text: &str, key: &str, n_words: usize) -> bool {
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
        (names_source && n_words <= 60).then_some(())
    };
    let agency = || AGENCIES.iter().any(|agency| key.contains(agency));
    let pictured = || n_words <= 60 && !ends_sentence(text) && key.contains("reuters/");
    in_brackets().is_some()
        || text.contains('/') && pictured()
        || n_words <= 8 && !ends_sentence(text) && agency()
}

/// Copyright lines, and bars of links to notices.
fn is_legal(text: &str, key: &str, n_words: usize) -> bool {
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
    const NOTICE: [&str; 8] = [
        "rights",
        "reserved",
        "registered",
        "permission",
        "trademark",
        "reproduc",
        "may not be",
        "privacy",
    ];
    let n_links = || LINKS.iter().filter(|link| key.contains(*link)).count();
    let sign = text.starts_with('©') || text.starts_with("(c) ") || key.starts_with("copyright ");
    let claims_rights = || text.contains('©') || key.contains("all rights reserved");
    // A picture's "© Agency" may run into the paragraph that follows it.
    let is_year = |word: &str| {
        matches!(word.as_bytes(), [b'1', b'9', _, _] | [b'2', b'0', _, _])
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    let has_year = || key.split(' ').take(4).any(is_year);
    let is_notice = || n_words <= 20 || has_year() || NOTICE.iter().any(|word| key.contains(word));
    n_words <= 60 && sign && is_notice()
        || n_words <= 40 && claims_rights() && is_notice()
        || n_words <= 14 && !ends_sentence(text) && n_links() >= 3
}

/// Heads of a list of other articles.
pub(super) fn heads_related(text: &str) -> bool {
    text.len() <= 60 && phrases::heads_list(&key(text))
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
            (
                "© 2019 Lake Media Ltd, 4 Pier Road, Lake, a company of the Lake Group, which was \
                 founded in 1931 and prints four papers and a magazine for anglers.",
                Reason::Legal,
            ),
            ("Read more: Who pays for the bridge?", Reason::Related),
            ("ADVERTISEMENT", Reason::Advertisement),
            ("5 min read", Reason::Navigation),
            ("Home > News > Europe", Reason::Navigation),
            ("Tags: bridges, rivers", Reason::Navigation),
            ("2 hours ago", Reason::FrontMatter),
            ("Sign up for our daily newsletter.", Reason::Subscription),
            ("The day's top stories, delivered to your inbox.", Reason::Subscription),
            ("See more: Who pays for the bridge?", Reason::Related),
            ("Stay updated with the latest news!", Reason::Subscription),
            ("View this email in your browser", Reason::Subscription),
            ("You’re receiving this because you signed up at our site.", Reason::Subscription),
            ("Unsubscribe", Reason::Subscription),
            ("Unsubscribe | Manage preferences | View in browser", Reason::Subscription),
            ("Forwarded this email? Subscribe here", Reason::Subscription),
            ("This email was sent to jane@pail.example.", Reason::Subscription),
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
            "This email was sent to the mayor on Sunday, she said.",
            "You are receiving this prize for nine years of work, he told her.",
            "To unsubscribers the paper lost, it sent a letter.",
            "News | Herald",
            "Next, the mayor spoke.",
            "“It will land in your inbox,” she said.",
            "Photos of the bridge were shared 2,000 times.",
            "The bridge is safe, he said (Source: TASS).",
            "Share prices fell by 4 percent",
            "Share of vote: 41%",
            "© Lake Press Agency The mayor closed the bridge on Sunday after an engineer found a \
             crack as long as a bus in its northern pier, and boats will carry people until May.",
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
