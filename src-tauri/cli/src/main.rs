//! `entente` on the command line: reads arguments, asks the library, prints.
//!
//! Belongs here: arguments, tables for people, JSON for programs, exit codes. Not here: any answer.

mod answer;
mod arguments;
mod by_hand;
mod choices;
mod compared;
mod packs;
mod progress;
mod report;
mod show;
mod tables;

use std::{
    io::{ErrorKind, Write},
    process::ExitCode,
};

use clap::Parser;

use crate::{
    answer::{Answer, answer},
    arguments::Arguments,
};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(help) => {
            // Help goes to standard output and is no error; usage goes to standard error with code 2.
            let _ = help.print();
            return ExitCode::from(u8::try_from(help.exit_code()).unwrap_or(2));
        }
    };
    match answer(arguments) {
        Ok(Answer { text, code }) => match std::io::stdout().write_all(text.as_bytes()) {
            Ok(()) => ExitCode::from(code),
            // Whoever read us has seen enough.
            Err(closed) if closed.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(3),
        },
        Err(error) => {
            report::tell(&report::sentence(&error));
            ExitCode::from(report::exit_code(&error))
        }
    }
}
