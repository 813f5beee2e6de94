//! Hands the process's arguments to the shell and its outcome back.

use std::process::ExitCode;

fn main() -> ExitCode {
    rihla::shell::main()
}
