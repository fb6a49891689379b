//! What the markup around a text says of it: names of elements, roles, and words of `class` and `id`.
//!
//! The words are those that publishers have in common; no site is named. They say nothing for
//! certain, and are weighed by [`super::super::super::clean`] together with everything else.

use std::sync::LazyLock;

use dom_query::NodeRef;

/// A set of marks, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marks(pub u32);

impl Marks {
    /// Names of the bits, the lowest first.
    pub const NAMES: [&str; 32] = [
        "link",
        "hidden",
        "ad",
        "related",
        "social",
        "subscribe",
        "author",
        "caption",
        "media",
        "meta",
        "tags",
        "title",
        "dek",
        "body",
        "aside",
        "nav",
        "footer",
        "header",
        "form",
        "figure",
        "table",
        "list",
        "quote",
        "embed",
        "article",
        "main",
        "itemprop",
        "widget",
        "comments",
        "bold",
        "legal",
        "heading",
    ];

    /// Bold.
    pub(super) const BOLD: Self = Self(1 << 29);
    /// What is said of a picture.
    pub(super) const CAPTION: Self = Self(1 << 7);
    /// Not shown, by the element's own words.
    pub(super) const HIDDEN: Self = Self(1 << 1);

    /// The set with the mark of that name.
    fn named(name: &str) -> Self {
        Self::NAMES.iter().position(|&n| n == name).map_or(Self(0), |bit| Self(1 << bit))
    }

    /// Both sets.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if the sets share a mark.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True if the mark of that name is in the set.
    pub fn has(self, name: &str) -> bool {
        self.meets(Self::named(name))
    }

    /// Names of the marks in the set.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        (0..32).filter(move |bit| self.0 >> bit & 1 == 1).map(|bit| Self::NAMES[bit])
    }
}

/// Words of `class`, `id`, `role`, `itemprop` and `data-*` and what they mark. A word that ends
/// with "*" stands for all that begin so; a final "s" is taken off before words are compared.
const WORDS: [(&str, &str); 20] = [
    (
        "ad",
        "ad ads advert* adslot* adunit* dfp gpt sponsor* promo* commercial* outbrain* taboola* partner* affiliate* adsense* adbox* deal*",
    ),
    (
        "related",
        "related* relatedpost* recommend* readmore* recirc* trending* popular* teaser* suggested* next prev previous pager* pagination* more also mostread* latest* alsoread* upnext* morefrom* similar* crosslink* link read",
    ),
    (
        "social",
        "share* sharing* social* facebook* fb twitter* whatsapp* pinterest* linkedin* addthis* sharedaddy* follow* like tweet* jp",
    ),
    ("comments", "comment* disqus* reply respond* livefyre* discussion* viafoura*"),
    (
        "subscribe",
        "newsletter* subscri* signup* paywall* piano* membership* donat* register* login* optin* mailchimp* email* cta offer* upsell* alert*",
    ),
    (
        "author",
        "author* byline* bio biography* contributor* writer* columnist* reporter* vcard* avatar* staff* by",
    ),
    ("caption", "caption* credit* legend* figcaption* copyright* photographer* attribution*"),
    (
        "media",
        "photo* image* img picture* gallery* slideshow* slide carousel* video* player* media* thumb* audio* lightbox* lede* asset* swiper* slick*",
    ),
    (
        "meta",
        "meta* date* time* timestamp* published* pubdate* updated* posted* dateline* info postinfo* entrymeta* kicker* eyebrow* section* category* cat label* source* stat* readtime* toolbar* tool count* view*",
    ),
    ("tags", "tag* keyword* topic* taxonomy* breadcrumb* hashtag* categories*"),
    ("title", "title* headline* hed heading* entrytitle* posttitle*"),
    (
        "dek",
        "dek deck standfirst* subtitle* subhead* summary* excerpt* description* intro* lead lede sapo abstract* subheadline* strap* tagline* teasertext* highlight* keypoint* keytakeaway* bullet*",
    ),
    (
        "body",
        "body articlebody* content* entrycontent* postcontent* storybody* storytext* articletext* text* paragraph* story* post entry* article* copy richtext*",
    ),
    (
        "widget",
        "widget* sidebar* rail* module* banner* popup* modal* overlay* toast* cookie* consent* gdpr* notification* tooltip* dialog* sticky* interstitial* box boxout* block callout* infobox* factbox* sidebox* insert* inset* embedcode* newsbox* ticker* quiz* poll* survey*",
    ),
    ("nav", "nav* menu* navbar* navigation* toc subnav* dropdown* search* skip skiplink*"),
    (
        "footer",
        "footer* foot bottom* endnote* endofarticle* afterpost* postfooter* aftercontent* afterarticle* tagline*",
    ),
    ("header", "header* masthead* topbar* top"),
    (
        "hidden",
        "hidden* hide sr screenreader* visuallyhidden* invisible* offscreen* srOnly* noscript* noprint* printonly* print* collapse*",
    ),
    (
        "embed",
        "embed* tweet* twitter* instagram* iframe* pullquote* pull quote* blockquote* oembed* fbpost* reddit* youtube*",
    ),
    (
        "legal",
        "disclaimer* disclosure* correction* terms* privacy* legal* license* rights* reprint* notice* trust* standards* copyright*",
    ),
];

/// Words that begin so or are so, sorted; a word that stands for its beginnings is marked.
static SORTED: LazyLock<Vec<(String, bool, Marks)>> = LazyLock::new(|| {
    let mut words: Vec<(String, bool, Marks)> = Vec::new();
    for (name, list) in WORDS {
        for word in list.split(' ') {
            let stem = word.trim_end_matches('*').to_ascii_lowercase();
            let begins = word.ends_with('*');
            match words.iter_mut().find(|(other, ..)| *other == stem) {
                Some((_, _, marks)) => *marks = marks.with(Marks::named(name)),
                None => {
                    let entry = (stem, begins, Marks::named(name));
                    let at = words.partition_point(|other| *other < entry);
                    words.insert(at, entry);
                }
            }
        }
    }
    words
});

/// Marks of an element's name.
static ELEMENTS: [(&str, &str); 27] = [
    ("a", "link"),
    ("aside", "aside"),
    ("nav", "nav"),
    ("footer", "footer"),
    ("header", "header"),
    ("form", "form"),
    ("figure", "figure"),
    ("figcaption", "caption"),
    ("caption", "caption"),
    ("table", "table"),
    ("ul", "list"),
    ("ol", "list"),
    ("dl", "list"),
    ("blockquote", "quote"),
    ("q", "quote"),
    ("article", "article"),
    ("main", "main"),
    ("time", "meta"),
    ("address", "author"),
    ("b", "bold"),
    ("strong", "bold"),
    ("h1", "heading"),
    ("h2", "heading"),
    ("h3", "heading"),
    ("h4", "heading"),
    ("h5", "heading"),
    ("h6", "heading"),
];

/// Marks of roles and of `itemprop`.
const VALUES: [(&str, &str); 14] = [
    ("navigation", "nav"),
    ("complementary", "aside"),
    ("contentinfo", "footer"),
    ("banner", "header"),
    ("search", "nav"),
    ("main", "main"),
    ("article", "article"),
    ("dialog", "widget"),
    ("articlebody", "itemprop"),
    ("author", "author"),
    ("headline", "title"),
    ("description", "dek"),
    ("datepublished", "meta"),
    ("caption", "caption"),
];

/// The longest `class` or `id` that is read, in bytes.
const LONGEST: usize = 400;

/// The marks of `node` itself.
pub(super) fn of(node: &NodeRef<'_>) -> Marks {
    let Some(element) = node.element_ref() else { return Marks::default() };
    let name: &str = &element.name.local;
    let mut marks = of_pair(&ELEMENTS, name);
    for attribute in &element.attrs {
        let (name, value): (&str, &str) = (&attribute.name.local, &attribute.value);
        let value = &value[..value.floor_char_boundary(LONGEST)];
        marks = marks.with(match name {
            "class"
            | "id"
            | "data-component"
            | "data-testid"
            | "data-module"
            | "data-type"
            | "data-widget-type"
            | "data-component-type"
            | "data-block-type"
            | "data-name"
            | "data-module-type"
            | "data-component-name" => of_words(value),
            "role" | "itemprop" => of_pair(&VALUES, &value.trim().to_ascii_lowercase()),
            "rel" if value.split(' ').any(|word| word == "author") => Marks::named("author"),
            "rel" if value.split(' ').any(|word| word == "tag") => Marks::named("tags"),
            "hidden" => Marks::HIDDEN,
            "aria-hidden" if value == "true" => Marks::HIDDEN,
            "style" if is_hidden(value) => Marks::HIDDEN,
            _ => Marks::default(),
        });
    }
    marks
}

fn is_hidden(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

fn of_pair(pairs: &[(&str, &str)], wanted: &str) -> Marks {
    let pair = pairs.iter().find(|(word, _)| *word == wanted);
    pair.map_or(Marks::default(), |(_, name)| Marks::named(name))
}

/// The marks of the words of a `class` or an `id`: "postRelated", "post-related" and "post_related"
/// have the same.
fn of_words(text: &str) -> Marks {
    let mut marks = Marks::default();
    let mut word = String::new();
    let mut was_lower = false;
    for c in text.chars().chain([' ']) {
        let begins_word = c.is_ascii_uppercase() && was_lower;
        if begins_word || !c.is_ascii_alphabetic() {
            marks = marks.with(of_word(&word));
            word.clear();
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_ascii_lowercase();
    }
    marks
}

fn of_word(word: &str) -> Marks {
    let word = if word.len() > 3 { word.strip_suffix('s').unwrap_or(word) } else { word };
    if word.len() < 2 {
        return Marks::default();
    }
    // The word itself, or the longest beginning of it, stands right before where it would be put.
    let at = SORTED.partition_point(|(stem, ..)| stem.as_str() <= word);
    let before = SORTED[..at].iter().rev().take(4);
    let mut found = before
        .filter(|(stem, begins, _)| stem == word || *begins && word.starts_with(stem.as_str()));
    found.next().map_or(Marks::default(), |(.., marks)| *marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        of_words(text).names().collect()
    }

    #[test]
    fn reads_words_however_they_are_joined() {
        for text in ["post-related", "postRelated", "x related__list", "RelatedPosts"] {
            assert!(names(text).contains(&"related"), "{text}");
        }
        assert_eq!(names("c-newsletterBox"), ["subscribe", "widget"]);
        assert_eq!(names("css-1xv2 x"), [""; 0]);
        assert_eq!(names("photos"), ["media"]);
    }

    #[test]
    fn every_word_marks_something() {
        assert!(SORTED.iter().all(|(stem, _, marks)| !stem.is_empty() && marks.0 != 0));
        let known = |pairs: &[(&str, &str)]| pairs.iter().all(|(_, n)| Marks::named(n).0 != 0);
        assert!(known(&ELEMENTS) && known(&VALUES));
    }

    #[test]
    fn reads_roles_and_styles() {
        let page = dom_query::Document::from(
            r#"<aside role="main" style="display : none" class="share-bar">x</aside>"#,
        );
        let aside = page.select_single("aside");
        let marks: Vec<_> = of(aside.nodes().first().unwrap()).names().collect();
        assert_eq!(marks, ["hidden", "social", "aside", "main"]);
    }
}
