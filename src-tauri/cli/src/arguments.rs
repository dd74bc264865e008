//! What can be asked on the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use entente_domain::{CommitmentState, DateRule, Edtf, FundingKind, Party, RecordId, RecordKind, Strand, UnknownWord};
use entente_library::KnownOn;

/// Explore the EU's partnerships with third countries: what was agreed, what each side undertook, what was pledged and
/// paid, and where each sentence and figure is written.
#[derive(Parser)]
#[command(name = "entente", version, max_term_width = 100, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The library's folder. It is made from the built-in data when it is not there [default: the platform's data folder]
    #[arg(long, global = true, env = "ENTENTE_LIBRARY", value_name = "DIR")]
    pub library: Option<PathBuf>,
    /// Print one JSON document instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// Answer as things stood on this day
    #[arg(long, global = true, value_name = "DAY")]
    pub as_of: Option<NaiveDate>,
    /// Answer from what the library had recorded by this day, or by this change number
    #[arg(long, global = true, value_name = "DAY|SEQ", value_parser = known_on)]
    pub known_on: Option<KnownOn>,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  entente partners                                  the seven partners and their money
  entente show tn-mou-2023                          a record, where it is written, how it came to be
  entente search readmission --partner TR           what speaks of readmission with Türkiye
  entente search -- '-visa \"mobility partnership\"'  anything after -- is a query
  entente commitments --state open --due-before 2027-01-01
  entente funding --partner EG --as-of 2024-12-31   what had been paid by then, and what a total left out
  entente brief tunisia --format docx --out tunisia.docx

Exit codes: 0 done, 1 the answer is no, 2 usage or bad input, 3 an input could not be read, 4 the library is damaged or busy,
130 it was stopped.";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// List the partners with their counts and their money by stage
    Partners,
    /// Show a record whole, with its sources and its history
    Show {
        /// The record's id, such as tn-mou-2023
        id: String,
    },
    /// Search records and documents
    #[command(after_help = SEARCH_HELP)]
    Search {
        /// The query; several words are joined with spaces
        #[arg(required = true, num_args = 1.., value_name = "QUERY")]
        query: Vec<String>,
        #[command(flatten)]
        which: Which,
        /// The order of hits
        #[arg(long, value_enum, default_value = "relevance", allow_hyphen_values = true)]
        sort: Sort,
        /// How many hits to print
        #[arg(long, default_value_t = 20, value_name = "N")]
        limit: u32,
        /// How many hits to skip
        #[arg(long, default_value_t = 0, value_name = "N")]
        offset: u32,
        /// The language of the reading
        #[arg(long, value_enum, default_value = "en")]
        lang: Language,
    },
    /// Run a file of queries, one a line, over every partner and count
    #[command(after_help = BATCH_HELP)]
    Batch {
        /// The file; `-` reads standard input. Without it, the searches that are kept
        file: Option<PathBuf>,
        #[command(flatten)]
        which: Which,
        /// Write the table as CSV to this file
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Keep a search, list those that are kept, or forget one
    Saved {
        /// The label to keep it under
        label: Option<String>,
        /// The query to keep
        #[arg(requires = "label")]
        query: Option<String>,
        /// Forget the search of this id
        #[arg(long, value_name = "ID", conflicts_with = "label")]
        forget: Option<RecordId>,
    },
    /// List what happened, in date order (events; --kind adds instruments, funding steps, deadlines)
    Timeline {
        #[command(flatten)]
        which: Which,
        /// A table, JSON, or a file of the whole range
        #[arg(long, value_enum, default_value = "table")]
        format: TimelineFormat,
        /// Where to write the file
        #[arg(long, value_name = "FILE", required_if_eq_any = [("format", "csv"), ("format", "svg"), ("format", "pdf"), ("format", "ics")])]
        out: Option<PathBuf>,
        /// What a lane of the drawing is (svg and pdf)
        #[arg(long, value_enum, default_value = "strand")]
        lanes: Lanes,
        /// The paper of the pages (pdf)
        #[arg(long, value_enum, default_value = "a4")]
        paper: Paper,
        /// The language of the drawing (svg and pdf)
        #[arg(long, value_enum, default_value = "en")]
        lang: Language,
        /// A search query that the records must match
        #[arg(long, value_name = "QUERY")]
        text: Option<String>,
    },
    /// List what each side undertook, and where it stands
    Commitments {
        #[command(flatten)]
        which: Which,
        /// A search query that the records must match
        #[arg(long, value_name = "QUERY")]
        text: Option<String>,
        /// Owed by: EU, partner, both, member-state
        #[arg(long, value_name = "PARTY")]
        by: Vec<Party>,
        /// In this state on the day: open, under-way, done, lapsed, unknown, or overdue
        #[arg(long, value_name = "STATE", value_parser = state)]
        state: Vec<State>,
        /// Due before this day
        #[arg(long, value_name = "DAY")]
        due_before: Option<NaiveDate>,
        /// Count by partner, strand and party instead of listing
        #[arg(long)]
        roll_up: bool,
    },
    /// Add up the money by stage, and say what the totals leave out
    Funding {
        #[command(flatten)]
        which: Which,
        /// A table, JSON, or a file of the lines
        #[arg(long, value_enum, default_value = "table")]
        format: FundingFormat,
        /// Where to write the file
        #[arg(long, value_name = "FILE", required_if_eq_any = [("format", "csv"), ("format", "xlsx")])]
        out: Option<PathBuf>,
        /// A search query that the records must match
        #[arg(long, value_name = "QUERY")]
        text: Option<String>,
        /// Of this kind: grant, loan, guarantee, budget-support, investment-mobilised, mixed
        #[arg(long, value_name = "KIND")]
        money: Vec<FundingKind>,
        /// Convert figures to this currency at the yearly rate of their date, and say so
        #[arg(long, value_name = "CUR")]
        convert_to: Option<String>,
    },
    /// Write a partner's brief
    Brief {
        /// The partner: its name or code, such as tunisia or TN
        #[arg(required_unless_present = "check")]
        partner: Option<String>,
        /// Set this partner beside it, strand by strand; may be repeated
        #[arg(long, value_name = "PARTNER", conflicts_with = "check")]
        beside: Vec<String>,
        /// Say which facts of a brief (Word, PDF or HTML) changed since it was written; exit code 1 when some did
        #[arg(long, value_name = "FILE", conflicts_with_all = ["partner", "out"])]
        check: Option<PathBuf>,
        /// The format of the file
        #[arg(long, value_enum, default_value = "md")]
        format: Format,
        /// Where to write it [default: standard output for md and html]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Nothing before this date
        #[arg(long, value_name = "DATE")]
        from: Option<Edtf>,
        /// Nothing after this date
        #[arg(long, value_name = "DATE")]
        to: Option<Edtf>,
        /// Only this strand; may be repeated
        #[arg(long, value_name = "STRAND")]
        strand: Vec<Strand>,
        /// Its language
        #[arg(long, value_enum, default_value = "en")]
        lang: Language,
        /// One page only
        #[arg(long)]
        one_page: bool,
        /// Only these parts, parted by commas [default: all; --one-page has room for a few]
        #[arg(long, value_enum, value_delimiter = ',', value_name = "PART", conflicts_with_all = ["check", "beside"])]
        parts: Vec<Part>,
        /// A marking line, printed as given
        #[arg(long, value_name = "TEXT")]
        marking: Option<String>,
        /// An author line, printed as given
        #[arg(long, value_name = "TEXT")]
        author: Option<String>,
        /// Say what changed in the library since this day
        #[arg(long, value_name = "DAY")]
        changed_since: Option<NaiveDate>,
    },
    /// Write records as a table, a calendar, citations or open data
    #[command(after_help = EXPORT_HELP)]
    Export {
        /// The format of the file
        #[arg(long, value_enum)]
        format: Exports,
        /// Where to write it
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        which: Which,
        /// A search query that the records must match
        #[arg(long, value_name = "QUERY")]
        text: Option<String>,
    },
    /// List the imported documents
    Documents,
    /// Show an imported document
    Document {
        /// The document's id
        id: RecordId,
        /// Print its passages too
        #[arg(long)]
        passages: bool,
    },
    /// Set two texts side by side, clause by clause, and mark the words that differ
    #[command(after_help = COMPARE_HELP)]
    Compare {
        /// A document, an instrument or a commitment
        #[arg(value_name = "ID")]
        left: String,
        /// Another
        #[arg(value_name = "ID")]
        right: String,
    },
    /// Import files: plain text, or JSON Lines of passages. Stopped with Ctrl+C, it leaves the library as it was
    Import {
        /// Files and folders
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// The partner they concern
        #[arg(long, value_name = "CODE")]
        partner: Option<String>,
        /// The instrument whose text they are
        #[arg(long, value_name = "ID")]
        instrument: Option<RecordId>,
        /// Their language, where it is known
        #[arg(long, value_name = "CODE")]
        language: Option<String>,
        /// Say on standard error how far it is, also where that is no terminal
        #[arg(long)]
        progress: bool,
    },
    /// Say what is missing: texts not published, pledges without payments, strands without evidence
    Coverage {
        /// Only this partner
        #[arg(long, value_name = "CODE")]
        partner: Option<String>,
    },
    /// List the changes of a record, or all since a point
    Changes {
        /// Only this record
        id: Option<RecordId>,
        /// After this change number, or from this day on
        #[arg(long, value_name = "DAY|SEQ", value_parser = known_on)]
        since: Option<KnownOn>,
    },
    /// Correct or add a record by hand, from a JSON or TOML file of the record (`-` reads standard input)
    #[command(after_help = EDIT_HELP)]
    Edit {
        /// The record's id
        id: RecordId,
        /// Set one field: FIELD=VALUE, the value as JSON or plain text; may be repeated
        #[arg(long, value_name = "FIELD=VALUE")]
        set: Vec<String>,
        /// Take the whole record from this file: {"kind": …, "record": {…}} in JSON
        #[arg(long, value_name = "FILE", conflicts_with = "set")]
        from: Option<PathBuf>,
        /// Who makes the change
        #[arg(long, value_name = "NAME")]
        who: Option<String>,
    },
    /// Undo a change made by hand
    Undo {
        /// The change's number, as `changes` lists it
        sequence: u32,
    },
    /// List the fields on which you and a newer pack differ, or settle one
    Decide {
        /// The record
        id: Option<RecordId>,
        /// The field
        #[arg(requires = "id")]
        field: Option<String>,
        /// Keep what stands, or take what the pack says
        #[arg(long, value_enum, requires = "field")]
        take: Option<Take>,
    },
    /// Build, check and apply packs of data
    Pack {
        #[command(subcommand)]
        action: PackAction,
    },
    /// Check that the library is whole and every citation resolves
    Check,
    /// Write a verified copy of the library into its backups folder
    Backup,
    /// Put a backup in the library's place; what stood there is kept aside
    Restore {
        /// The backup's file
        file: PathBuf,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

const SEARCH_HELP: &str = "\
Words are ANDed. \"exact phrase\", =exact, word*, word~, OR, NOT or -, ( ), NEAR/5, and fields:
  partner:TN strand:energy kind:commitment by:EU state:open year:2023..2024 amount:>100m
  before:2024-06 after:2023 source:ID lang:fr title:memorandum
No input is an error: what was ignored is said.";

const EXPORT_HELP: &str = "\
csv and xlsx write a table of the kind asked for, or of what all kinds share; jsonl every field; ris, bibtex and csl the
sources (of the records, when a kind is asked for); ics deadlines and events; iati funding lines.
Examples:
  entente export --format xlsx --out commitments.xlsx --kind commitment --partner TN
  entente export --format ris --out sources.ris --kind funding --partner EG";

const COMPARE_HELP: &str = "\
Words that only the first text has stand in [-brackets-], those that only the second has in
{+braces+}. Clauses answer to each other by their article, or by their likeness where articles
were numbered anew. An instrument's text is what was imported for it; without that, its commitments.
Examples:
  entente compare mou-draft mou-final
  entente compare mr-jd-2024-c09 tn-mou-2023-c17";

const BATCH_HELP: &str = "\
A cell's hits are those of `entente search QUERY --partner CODE`.
Examples:
  entente batch questions.txt
  entente batch questions.txt --kind commitment --out counts.csv";

const EDIT_HELP: &str = "\
Examples:
  entente edit tn-mou-2023 --set 'place=Carthage' --who 'A. Desk'
  entente edit tn-e99 --from event.json
What you change by hand holds until a newer pack changes the same field; then `decide` shows both.";

#[derive(Subcommand)]
pub(crate) enum PackAction {
    /// Write the library's records as a pack
    Build {
        /// The folder to write
        out: PathBuf,
    },
    /// Read a pack and list every problem
    Verify {
        /// The pack's folder
        folder: PathBuf,
    },
    /// Say what a pack would change, record by record
    Preview {
        /// The pack's folder
        folder: PathBuf,
    },
    /// Apply a pack; your own changes are kept
    Apply {
        /// The pack's folder
        folder: PathBuf,
    },
    /// Undo the newest pack that was applied
    Rollback,
}

/// Which records.
#[derive(Args)]
pub(crate) struct Which {
    /// Only this partner (name or code); may be repeated
    #[arg(long, value_name = "CODE")]
    pub partner: Vec<String>,
    /// Only this strand; may be repeated
    #[arg(long, value_name = "STRAND")]
    pub strand: Vec<Strand>,
    /// Only this kind of record; may be repeated
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<RecordKind>,
    /// Not before this date
    #[arg(long, value_name = "DATE")]
    pub from: Option<Edtf>,
    /// Not after this date
    #[arg(long, value_name = "DATE")]
    pub to: Option<Edtf>,
    /// Whether a vague date could fall in the range, or must
    #[arg(long, value_name = "could|must", default_value = "could")]
    pub dates: DateRule,
}

/// The order of hits.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Sort {
    Relevance,
    Date,
    #[value(name = "-date")]
    DateDescending,
    Document,
}

/// The language of sentences.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    En,
    Fr,
}

/// A part of a brief.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Part {
    StateOfPlay,
    KeyFigures,
    Timeline,
    Instruments,
    Commitments,
    Money,
    Contested,
    Gaps,
    Sources,
}

/// The format of a brief.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Md,
    Html,
    Docx,
    Pdf,
}

/// How a timeline is given.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimelineFormat {
    Table,
    Json,
    Csv,
    Svg,
    Pdf,
    Ics,
}

/// What a lane of a drawn timeline is.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Lanes {
    Strand,
    Partner,
}

/// The paper of a printed timeline.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Paper {
    A4,
    A3,
}

/// How money is given.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FundingFormat {
    Table,
    Json,
    Csv,
    Xlsx,
}

/// The format of an export.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Exports {
    Csv,
    Xlsx,
    Jsonl,
    Ris,
    Bibtex,
    Csl,
    Ics,
    Iati,
}

/// Whose word stands.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Take {
    Ours,
    Theirs,
}

/// A state to ask for: stored, or derived from the day.
#[derive(Clone, Copy)]
pub(crate) enum State {
    Stored(CommitmentState),
    Overdue,
}

fn state(word: &str) -> Result<State, UnknownWord> {
    match word {
        "overdue" => Ok(State::Overdue),
        _ => word
            .parse()
            .map(State::Stored)
            .map_err(|unknown: UnknownWord| UnknownWord {
                known: format!("{}, overdue", unknown.known),
                ..unknown
            }),
    }
}

fn known_on(text: &str) -> Result<KnownOn, String> {
    if let Ok(sequence) = text.parse() {
        return Ok(KnownOn::Sequence(sequence));
    }
    text.parse()
        .map(KnownOn::Day)
        .map_err(|_| format!("“{text}” is neither a day such as 2026-11-25 nor a change number"))
}
