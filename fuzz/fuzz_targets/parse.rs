//! Any text: no panic, and what parses prints as a text that parses to the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rihla::syntax;

fuzz_target!(|text: &str| {
    let Ok(statement) = syntax::parse(text) else { return };
    let printed = statement.to_string();
    let again = syntax::parse(&printed).unwrap_or_else(|error| panic!("{printed:?} does not parse: {error}"));
    assert_eq!(printed, again.to_string());
});
