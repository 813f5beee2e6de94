//! The conformance test: every scenario of the openCypher Technology Compatibility Kit, and every scenario of our own
//! under `tests/language`, is a named test.
//!
//! The kit is read from the folder in `RIHLA_TCK`, else from `../shared/opencypher-tck/features`; it is not part of this
//! repository. Scenarios listed in `tests/tck/expected-failures.txt` must fail, all others must pass.

#[path = "tck/expected.rs"]
mod expected;
#[path = "tck/gherkin.rs"]
mod gherkin;
#[path = "tck/procedure.rs"]
mod procedure;
#[path = "tck/scenario.rs"]
mod scenario;
#[path = "tck/world.rs"]
mod world;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use libtest_mimic::{Arguments, Failed, Trial};
use scenario::Scenario;

/// How many scenarios passed and how many ran.
#[derive(Default)]
struct Tally {
    passed: AtomicUsize,
    run: AtomicUsize,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language");
    let mut trials = trials("language", &own, &BTreeSet::new(), &Arc::default());
    let tally = Arc::<Tally>::default();
    match kit() {
        Some(folder) => trials.extend(kit_trials(&folder, &tally)),
        None => println!(
            "The openCypher Technology Compatibility Kit (github.com/opencypher/openCypher, folder tck/features) is not here; \
             name its folder in RIHLA_TCK to run it."
        ),
    }
    // Panics inside a scenario are reported with it.
    std::panic::set_hook(Box::new(|_| {}));
    let conclusion = libtest_mimic::run(&arguments, trials);
    let run = tally.run.load(Ordering::Relaxed);
    if run > 0 {
        println!(
            "conformance: {} of {run} scenarios of the kit pass",
            tally.passed.load(Ordering::Relaxed)
        );
    }
    conclusion.exit_code()
}

fn kit() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/opencypher-tck/features");
    let folder = std::env::var_os("RIHLA_TCK").map_or_else(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn kit_trials(folder: &Path, tally: &Arc<Tally>) -> Vec<Trial> {
    let expected = expected_failures();
    let mut trials = trials("tck", folder, &expected, tally);
    let known: BTreeSet<String> = trials
        .iter()
        .map(|trial| trial.name().to_string())
        .collect();
    for name in expected {
        if !known.contains(&format!("tck::{name}")) {
            let message =
                format!("expected-failures.txt lists a scenario that is not in the kit: {name}");
            trials.push(Trial::test(format!("unknown::{name}"), move || {
                Err(Failed::from(message))
            }));
        }
    }
    trials
}

fn expected_failures() -> BTreeSet<String> {
    let text = include_str!("tck/expected-failures.txt");
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(str::to_string)
        .collect()
}

fn trials(
    group: &str,
    folder: &Path,
    expected_failures: &BTreeSet<String>,
    tally: &Arc<Tally>,
) -> Vec<Trial> {
    let trial = |scenario: Scenario| {
        let fails = expected_failures.contains(&scenario.name);
        let name = format!("{group}::{}", scenario.name);
        let tally = Arc::clone(tally);
        Trial::test(name, move || run(&scenario, fails, &tally))
    };
    scenario::read_folder(folder)
        .into_iter()
        .map(trial)
        .collect()
}

fn run(scenario: &Scenario, expected_to_fail: bool, tally: &Tally) -> Result<(), Failed> {
    let outcome = std::panic::catch_unwind(|| world::run(scenario)).unwrap_or_else(|panic| {
        let message = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or(panic.downcast_ref::<&str>().copied());
        Err(format!(
            "it panicked: {}",
            message.unwrap_or("without a message")
        ))
    });
    tally.run.fetch_add(1, Ordering::Relaxed);
    if outcome.is_ok() {
        tally.passed.fetch_add(1, Ordering::Relaxed);
    }
    match (outcome, expected_to_fail) {
        (Ok(()), false) | (Err(_), true) => Ok(()),
        (Ok(()), true) => Err("it passes now: take it out of expected-failures.txt".into()),
        (Err(why), false) => Err(Failed::from(format!("{}\n{why}", scenario.place))),
    }
}
