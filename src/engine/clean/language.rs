//! Language of a text, by `whatlang`'s trigrams.

use super::Language;

/// Fewer letters tell nothing.
const FEWEST_LETTERS: usize = 20;

/// ISO 639-3 and 639-1 codes.
const CODES: &str = "epo=eo eng=en rus=ru cmn=zh spa=es por=pt ita=it ben=bn fra=fr deu=de ukr=uk kat=ka ara=ar \
    hin=hi jpn=ja heb=he yid=yi pol=pl amh=am jav=jv kor=ko nob=nb dan=da swe=sv fin=fi tur=tr \
    nld=nl hun=hu ces=cs ell=el bul=bg bel=be mar=mr kan=kn ron=ro slv=sl hrv=hr srp=sr mkd=mk \
    lit=lt lav=lv est=et tam=ta vie=vi urd=ur tha=th guj=gu uzb=uz pan=pa aze=az ind=id tel=te \
    pes=fa mal=ml ori=or mya=my nep=ne sin=si khm=km tuk=tk aka=ak zul=zu sna=sn afr=af lat=la \
    slk=sk cat=ca tgl=tl hye=hy";

/// The language of `text`; `stated` is what the format says, believed where the text is too short.
pub(super) fn detect(text: &str, stated: Option<&str>) -> Language {
    let sample = &text[..text.floor_char_boundary(20_000)];
    let enough = sample.chars().filter(|c| c.is_alphabetic()).nth(FEWEST_LETTERS).is_some();
    match whatlang::detect(sample).filter(|_| enough) {
        Some(info) => {
            let long = info.lang().code();
            let code = short(long).unwrap_or(long);
            Language { code: code.to_owned(), confidence: info.confidence().clamp(0.0, 1.0) }
        }
        None => stated
            .and_then(primary)
            .map_or_else(Language::default, |code| Language { code, confidence: 0.5 }),
    }
}

/// "en" of "eng".
fn short(long: &str) -> Option<&'static str> {
    CODES
        .split(' ')
        .filter_map(|pair| pair.split_once('='))
        .find(|(code, _)| *code == long)
        .map(|(_, s)| s)
}

/// "en" of "en-GB".
fn primary(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
    (matches!(code.len(), 2..=3) && code.chars().all(|c| c.is_ascii_alphabetic())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_languages_in_two_letters() {
        let english = "The new bridge over the river opened on Sunday, the mayor said.";
        assert_eq!(detect(english, None).code, "en");
        let german =
            "Die neue Brücke über den Fluss wurde am Sonntag eröffnet, sagte die Bürgermeisterin.";
        assert_eq!(detect(german, Some("en")).code, "de");
        assert_eq!(detect("1 2 3", None), Language::default());
        assert_eq!(detect("Yes", Some("en-GB")).code, "en");
    }
}
