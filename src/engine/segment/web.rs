//! Web and mail addresses, handles and hashtags, which are one token each.

/// What is longer, in bytes, is no address. It keeps the search for them linear.
pub(super) const MAX_ADDRESS: usize = 2048;

/// Ends of hosts that are hosts without "www." too. Others need it, or a scheme, or a path.
const DOMAINS: [&str; 22] = [
    "com", "org", "net", "edu", "gov", "mil", "info", "biz", "io", "co", "tv", "uk", "eu", "de",
    "fr", "ca", "au", "ru", "int", "news", "ua", "html",
];

/// True for a web or mail address, without marks around it.
pub(super) fn is_address(word: &str) -> bool {
    if !word.contains(['.', ':', '@']) {
        return false;
    }
    let start: String = word.chars().take(8).map(|c| c.to_ascii_lowercase()).collect();
    let scheme = ["http://", "https://", "ftp://", "www.", "mailto:"];
    scheme.iter().any(|s| start.starts_with(s) && word.len() > s.len())
        || is_mail(word)
        || is_host(word)
}

/// "name@example.org".
fn is_mail(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    !name.is_empty()
        && name.chars().all(plain)
        && host.contains('.')
        && host.chars().all(plain)
        && host.ends_with(char::is_alphabetic)
}

/// "example.org", "example.co.uk/path".
fn is_host(word: &str) -> bool {
    let (host, path) = word.find('/').map_or((word, ""), |at| word.split_at(at));
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or("");
    let known = DOMAINS.contains(&last)
        || (path.len() > 1 && last.len() >= 2 && last.chars().all(|c| c.is_ascii_lowercase()));
    let mut count = 0;
    known
        && labels.all(|label| {
            count += 1;
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
        && count > 0
        && host.len() > last.len() + 2
}

/// True for "@name" and "#topic".
pub(super) fn is_handle(word: &str) -> bool {
    let Some(name) = word.strip_prefix(['@', '#']) else { return false };
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_addresses() {
        for word in [
            "https://example.org/a_(b)?c=d",
            "www.example.ee",
            "jane.roe@example.co.uk",
            "example.com",
            "news.example.com/2026/11",
        ] {
            assert!(is_address(word), "{word}");
        }
        for word in
            ["U.S", "end.The", "3.5", "10:30", "a.m", "@home", "Mr.Stone", "and/or", "http://"]
        {
            assert!(!is_address(word), "{word}");
        }
    }

    #[test]
    fn knows_handles() {
        assert!(is_handle("@harbour_news") && is_handle("#Budget2026"));
        assert!(!is_handle("#1") && !is_handle("@") && !is_handle("name"));
    }
}
