//! The text two names share when they are the same to a reader.

use unicode_normalization::UnicodeNormalization;

/// The text two names share when they are the same to a reader: case, Unicode compatibility forms, dashes, quotes,
/// underscores and runs of blanks made alike, a leading article left out. Folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return without_article(squeezed(
            text.chars().map(|c| alike(c.to_ascii_lowercase())),
        ));
    }
    let plain = text.chars().filter(|c| !is_invisible(*c)).map(alike);
    let lower: String = plain.nfkc().flat_map(char::to_lowercase).collect();
    without_article(squeezed(lower.nfkc().map(alike)))
}

/// `the SCO` is the SCO; what is nothing but articles keeps its last.
fn without_article(mut text: String) -> String {
    while text.starts_with("the ") {
        text.drain(.."the ".len());
    }
    text
}

/// One character for all that look the same in running text.
fn alike(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{FE58}' | '\u{FE63}' => '-',
        '\u{FF0D}' | '\u{2E3A}' | '\u{2E3B}' | '\u{05BE}' => '-',
        '"' | '`' | '\u{B4}' | '\u{AB}' | '\u{BB}' | '\u{2B9}' | '\u{2BC}' => '\'',
        '\u{2018}'..='\u{201F}' | '\u{2032}'..='\u{2036}' | '\u{2039}' | '\u{203A}' => '\'',
        '_' => ' ',
        'ς' => 'σ',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Hints for line breaking and joining that nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// One blank for each run of them, none at the ends.
fn squeezed(chars: impl Iterator<Item = char>) -> String {
    let mut squeezed = String::new();
    for c in chars {
        if c != ' ' || !(squeezed.is_empty() || squeezed.ends_with(' ')) {
            squeezed.push(c);
        }
    }
    squeezed.truncate(squeezed.trim_end().len());
    squeezed
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn what_reads_the_same_folds_the_same() {
        for (one, other) in [
            ("DIALOGUE_PARTNER_OF", " dialogue  partner of"),
            ("US–Venezuela", "us-venezuela"),
            ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
            ("L’Aquila", "l'aquila"),
            ("“so”", "\"SO\""),
            ("Å", "A\u{30A}"),
            ("co\u{AD}operate", "Cooperate"),
            ("ΟΔΟΣ", "οδος"),
            ("The SCO", "sco"),
            ("the United States – America", "United States – America"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
        assert_ne!(fold("US-Qatar"), fold("US Qatar"));
        assert_eq!(fold("The"), "the");
        assert_eq!(fold("Theatre"), "theatre");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            failure_persistence: None, ..Default::default()
        })]

        #[test]
        fn folding_twice_changes_nothing_more(text: String) {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once);
        }
    }
}
