//! The program: arguments, REPL, batch, commands, tables.
