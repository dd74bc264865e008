//! The first day: no library yet, no manual read.

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

use crate::desk::{Desk, entente, ids, list, run, text};

const COMMANDS: [&str; 19] = [
    "partners",
    "show",
    "search",
    "timeline",
    "commitments",
    "funding",
    "brief",
    "documents",
    "document",
    "import",
    "coverage",
    "changes",
    "edit",
    "undo",
    "decide",
    "pack",
    "check",
    "backup",
    "export",
];

#[test]
fn the_first_question_makes_the_library_and_is_answered() {
    let desk = Desk::bare();
    let partners = desk.json("partners");
    assert!(
        desk.library.join("library.sqlite").is_file(),
        "the library stands where it was asked for"
    );
    assert_eq!(
        ids(&partners),
        [
            "egypt",
            "lebanon",
            "libya",
            "mauritania",
            "serbia",
            "tunisia",
            "turkiye"
        ],
        "seven partners by name"
    );
    let check = desk.json("check");
    assert_eq!(check["ok"], true, "what was just made is whole: {check}");
    let citations = check["citations"].as_u64().unwrap();
    assert!(
        citations > 3_000,
        "every citation was looked up, not a few: {citations}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_folder_it_is_kept_where_the_platform_keeps_data() {
    let home = tempfile::tempdir().unwrap();
    let said = run(entente().env("XDG_DATA_HOME", home.path()).arg("documents"));
    assert_eq!(said.code, 0, "{said:?}");
    assert!(home.path().join("entente/library.sqlite").is_file());
    let elsewhere = home.path().join("elsewhere");
    let said = run(entente().env("ENTENTE_LIBRARY", &elsewhere).arg("documents"));
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        elsewhere.join("library.sqlite").is_file(),
        "a folder may be set once for a whole session"
    );
}

#[test]
fn help_names_every_command_with_examples_and_what_the_exit_codes_mean() {
    let help = run(entente().arg("--help"));
    assert_eq!((help.code, help.err.as_str()), (0, ""), "help is an answer");
    for command in COMMANDS {
        assert!(help.out.contains(&format!("\n  {command} ")), "help lists {command}");
        let own = run(entente().args([command, "--help"]));
        assert_eq!((own.code, own.err.as_str()), (0, ""), "{command} has help");
        assert!(own.out.contains("Usage: entente "), "{command}: {}", own.out);
    }
    assert!(help.out.contains("Examples:\n"), "a newcomer copies an example");
    assert!(help.out.contains("Exit codes: 0 done, 1 "), "a script needs the codes");
}

#[test]
fn the_examples_of_the_help_work_as_they_stand() {
    let desk = Desk::own();
    let help = run(entente().arg("--help")).out;
    let examples = help.split("Examples:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let mut tried = 0;
    for line in examples.lines().filter_map(|line| line.trim().strip_prefix("entente ")) {
        // What follows two spaces is the explanation.
        let words = line.split("  ").next().unwrap();
        let said = if words.contains('\'') {
            let (before, quoted) = words.split_once('\'').unwrap();
            let mut arguments: Vec<_> = before.split_whitespace().collect();
            arguments.push(quoted.trim_end_matches('\''));
            desk.asks(arguments)
        } else {
            let words = words.replace("tunisia.docx", &desk.path("tunisia.docx").display().to_string());
            desk.says(&words)
        };
        assert_eq!(said.code, 0, "`entente {words}` is in the help: {said:?}");
        assert!(!said.out.is_empty(), "`entente {words}` answers");
        tried += 1;
    }
    assert!(tried >= 6, "the examples were found and tried: {tried}");
}

#[test]
fn a_shell_learns_the_commands_without_a_library_being_made() {
    let desk = Desk::bare();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = desk.text(&format!("completions {shell}"));
        assert!(
            script.contains("commitments") && script.contains("timeline"),
            "{shell} completes commands"
        );
    }
    assert!(!desk.library.exists(), "a completion script asks nothing of a library");
}

#[test]
fn anything_after_two_dashes_is_a_query_even_what_looks_like_an_option() {
    let endless = "visa OR ".repeat(5_000);
    let said = Desk::reading().asks(["--json", "search", "--limit", "1", "--", &endless]);
    assert!(
        !list(&said.document()["ignored"]).is_empty(),
        "a query of any length is read as far as it goes"
    );
    for query in ["--limit 3", "-visa", "--json", "--", "-"] {
        let found = Desk::reading().json_of(["search", "--", query]);
        assert_eq!(found["query"], query, "the query is taken to the letter");
        assert!(!text(&found["reading"]).is_empty(), "{query:?} is read in words");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_accident() {
    for line in [
        "--json funding",
        "brief tunisia",
        "--help",
        "completions bash",
        "show nothing-of-the-kind",
    ] {
        let mut program = Desk::reading()
            .command()
            .args(line.split_whitespace())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // As `| head -1` does; what is said on standard error is not listened to either.
        let mut first = String::new();
        BufReader::with_capacity(64, program.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        drop(program.stderr.take());
        let code = program.wait().unwrap().code();
        let refused = line.starts_with("show");
        assert_eq!(code, Some(if refused { 2 } else { 0 }), "`{line}` does not mind");
        assert_ne!(first.is_empty(), !refused, "`{line}` had begun to answer");
    }
}

#[test]
fn no_question_at_all_is_met_with_help() {
    let said = run(&mut entente());
    assert_eq!(said.code, 2, "nothing was done");
    assert!(
        format!("{}{}", said.out, said.err).contains("partners"),
        "and this is what can be asked: {said:?}"
    );
    let version = run(entente().arg("--version"));
    assert_eq!(
        (version.code, version.out.starts_with("entente ")),
        (0, true),
        "{version:?}"
    );
}

#[test]
fn every_citation_of_every_record_leads_to_a_source_that_is_there() {
    let desk = Desk::reading();
    let check = desk.json("check");
    assert_eq!(
        (&check["ok"], list(&check["findings"]).len()),
        (&true.into(), 0),
        "{check}"
    );
    let said = desk.text("check");
    assert!(
        said.contains("The library is whole") && said.contains("citations resolve"),
        "{said}"
    );
}
