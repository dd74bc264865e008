//! One command, one answer.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use clap::CommandFactory;
use entente_domain::{CommitmentState, Edtf, PartnerCode, RecordKind, SavedSearch};
use entente_library::{
    BadAsk, BriefAsk, BriefFormat, BriefLength, CommitmentsAsk, Error, ExportAsk, ExportFormat, Exported, Filters,
    FundingAsk, ImportAsk, Library, Moment, SearchAsk, TimelineAsk, TimelineDrawing, TimelineFormat as Drawn,
};
use serde::Serialize;
use serde_json::json;

use crate::{
    arguments::{Arguments, Command, FundingFormat, PackAction, State, TimelineFormat, Which},
    by_hand::{edited, read_input, read_record},
    compared::compared,
    packs::{pack, restore, verify},
    progress::{STOPPED, followed},
    report,
    show::{show, shown},
    tables,
};

/// What to print, and the exit code that goes with it.
pub(crate) struct Answer {
    pub text: String,
    pub code: u8,
}

impl Answer {
    /// Done.
    pub(crate) fn yes(text: String) -> Self {
        Self { text, code: 0 }
    }

    /// The answer may be no, as of `check` and `pack verify`.
    pub(crate) fn yes_or_no(text: String, yes: bool) -> Self {
        Self {
            text,
            code: u8::from(!yes),
        }
    }
}

/// The question's settings that every command shares.
pub(crate) struct Asking {
    pub library: Library,
    json: bool,
    moment: Moment,
    pub now: DateTime<Utc>,
}

impl Asking {
    /// The answer as one JSON document, or as text.
    pub(crate) fn print<T: Serialize>(&self, answer: &T, text: impl FnOnce(&T) -> String) -> anyhow::Result<Answer> {
        Ok(Answer::yes(if self.json { as_json(answer)? } else { text(answer) }))
    }

    /// The same, as JSON also where a format asked for it.
    fn print_as<T: Serialize>(
        &self,
        json: bool,
        answer: &T,
        text: impl FnOnce(&T) -> String,
    ) -> anyhow::Result<Answer> {
        Ok(Answer::yes(if self.json || json {
            as_json(answer)?
        } else {
            text(answer)
        }))
    }

    fn filters(&self, which: &Which, text: Option<String>) -> Result<Filters, Error> {
        refuse_backward(which.from.as_ref(), which.to.as_ref())?;
        Ok(Filters {
            partners: which
                .partner
                .iter()
                .map(|name| self.library.partner(name))
                .collect::<Result<_, _>>()?,
            strands: which.strand.clone(),
            kinds: which.kind.clone(),
            text,
            from: which.from.clone(),
            to: which.to.clone(),
            dates: which.dates,
        })
    }

    fn partner(&self, name: &Option<String>) -> Result<Option<PartnerCode>, Error> {
        name.as_ref().map(|name| self.library.partner(name)).transpose()
    }
}

pub(crate) fn as_json<T: Serialize>(answer: &T) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(answer)? + "\n")
}

#[allow(
    clippy::disallowed_methods,
    reason = "the command line is an edge: here the clock is read and passed on"
)]
pub(crate) fn clock() -> (DateTime<Utc>, chrono::NaiveDate) {
    (Utc::now(), chrono::Local::now().date_naive())
}

/// Carries out one command.
pub(crate) fn answer(arguments: Arguments) -> anyhow::Result<Answer> {
    let Arguments {
        library,
        json,
        as_of,
        known_on,
        command,
    } = arguments;
    match command {
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "entente", &mut script);
            return Ok(Answer::yes(String::from_utf8(script)?));
        }
        // A pack is read without a library.
        Command::Pack {
            action: PackAction::Verify { folder },
        } => return verify(&folder, json),
        // A damaged library cannot be opened, and is just what a backup is for.
        Command::Restore { file } => return restore(&library.unwrap_or_else(Library::default_folder), &file, json),
        _ => {}
    }
    refuse_clocks(&command, as_of.is_some(), known_on.is_some())?;
    let (now, today) = clock();
    let folder = library.unwrap_or_else(Library::default_folder);
    let mut moment = as_of.map_or_else(|| Moment::now(today), Moment::as_of);
    moment.known_on = known_on;
    let asking = Asking {
        library: Library::open(&folder, now)?,
        json,
        moment,
        now,
    };
    let answer = carry_out(&asking, command);
    // Said last: the index is opened, and mended, by the first question that needs it.
    for (mended, _) in asking.library.mended() {
        report::tell(&mended);
    }
    answer
}

fn carry_out(asking: &Asking, command: Command) -> anyhow::Result<Answer> {
    let Asking {
        library, moment, now, ..
    } = asking;
    let moment = moment.clone();
    match command {
        Command::Completions { .. } | Command::Restore { .. } | Command::Pack { action: PackAction::Verify { .. } } => {
            unreachable!("answered without a library")
        }
        Command::Partners => asking.print(&library.partners(&moment)?, |rows| tables::partners(rows)),
        Command::Show { id } => {
            let page = library.show(&id, &moment)?;
            asking.print(&shown(&page)?, |_| show(&page))
        }
        Command::Search { query, which, sort, limit, offset, lang } => {
            let ask = SearchAsk {
                query: query.join(" "),
                filters: asking.filters(&which, None)?,
                sort: sort.into(),
                limit,
                offset,
                facets: true,
                group_by_document: false,
                language: lang.into(),
                moment,
            };
            asking.print(&library.search(&ask)?, tables::search)
        }
        Command::Batch { file, which, out } => batch(asking, file.as_deref(), &which, out.as_deref()),
        Command::Saved { forget: Some(id), .. } => {
            let sequence = library.forget_search(&id, *now)?;
            done(asking, &format!("{id} is forgotten; `entente undo {sequence}` brings it back."))
        }
        Command::Saved { label: Some(label), query: Some(query), .. } => {
            let id = library.save_search(&label, &query, *now)?;
            done(asking, &format!("“{label}” is kept as {id}."))
        }
        Command::Saved { label: Some(_), query: None, .. } => anyhow::bail!("say what to keep: entente saved LABEL QUERY"),
        Command::Saved { .. } => asking.print(&library.saved_searches()?, |saved| {
            if saved.is_empty() {
                return "No search is kept. `entente saved LABEL QUERY` keeps one.\n".to_owned();
            }
            let row = |one: &SavedSearch| vec![one.id.to_string(), one.label.clone(), one.query.clone()];
            tables::table(&["Id", "Label", "Query"], &[], saved.iter().map(row))
        }),
        Command::Timeline {
            which,
            format,
            out,
            lanes,
            paper,
            lang,
            text,
        } => {
            let mut filters = asking.filters(&which, text)?;
            let drawn = |format| TimelineDrawing {
                format,
                paper: paper.into(),
                lanes: lanes.into(),
                language: lang.into(),
            };
            let events_only = |filters: &mut Filters| {
                if filters.kinds.is_empty() {
                    filters.kinds = vec![RecordKind::Event];
                }
            };
            let drawing = match (format, &out) {
                (TimelineFormat::Csv, Some(out)) => {
                    events_only(&mut filters);
                    return export(asking, filters, ExportFormat::Csv, out);
                }
                (TimelineFormat::Ics, Some(out)) => {
                    events_only(&mut filters);
                    return export(asking, filters, ExportFormat::Ics, out);
                }
                (TimelineFormat::Svg, Some(out)) => Some((drawn(Drawn::Svg), out)),
                (TimelineFormat::Pdf, Some(out)) => Some((drawn(Drawn::Pdf), out)),
                _ => None,
            };
            let ask = TimelineAsk { filters, moment };
            match drawing {
                Some((drawing, out)) => {
                    let done = followed(false, |work| library.save_timeline_followed(&ask, drawing, out, work))?;
                    written(asking, &done, "entries")
                }
                None => asking.print_as(format == TimelineFormat::Json, &library.timeline(&ask)?, |rows| {
                    tables::timeline(rows)
                }),
            }
        }
        Command::Commitments { which, text, by, state, due_before, roll_up } => {
            let stored = |state: &State| match state {
                State::Stored(state) => Some(*state),
                State::Overdue => None,
            };
            let ask = CommitmentsAsk {
                filters: asking.filters(&which, text)?,
                by,
                states: state.iter().filter_map(stored).collect::<Vec<CommitmentState>>(),
                overdue: state.iter().any(|state| matches!(state, State::Overdue)),
                due_before,
                moment,
            };
            if roll_up {
                asking.print(&library.roll_up(&ask)?, tables::roll_up)
            } else {
                asking.print(&library.commitments(&ask)?, |rows| tables::commitments(rows))
            }
        }
        Command::Funding {
            which,
            format,
            out,
            text,
            money,
            convert_to,
        } => {
            let mut filters = asking.filters(&which, text)?;
            let file = match format {
                FundingFormat::Csv => Some(ExportFormat::Csv),
                FundingFormat::Xlsx => Some(ExportFormat::Xlsx),
                FundingFormat::Table | FundingFormat::Json => None,
            };
            if let (Some(format), Some(out)) = (file, out) {
                if convert_to.is_some() {
                    anyhow::bail!(Error::BadAsk(BadAsk::Options(
                        "a file holds every figure in its own currency: leave --convert-to out".to_owned()
                    )));
                }
                filters.kinds = vec![RecordKind::Funding];
                let ask = ExportAsk {
                    filters,
                    funding_kinds: money,
                    format,
                    moment,
                };
                return exported(asking, &ask, &out);
            }
            let ask = FundingAsk {
                filters,
                funding_kinds: money,
                convert_to,
                moment,
            };
            asking.print_as(format == FundingFormat::Json, &library.funding(&ask)?, tables::funding)
        }
        Command::Brief { check: Some(file), .. } => {
            let report = library.recheck_brief(&file, &moment)?;
            let answer = asking.print(&report, tables::recheck)?;
            Ok(Answer::yes_or_no(answer.text, report.changed.is_empty()))
        }
        Command::Brief {
            check: None,
            partner,
            beside,
            format,
            out,
            from,
            to,
            strand,
            lang,
            one_page,
            parts,
            marking,
            author,
            changed_since,
        } => {
            refuse_backward(from.as_ref(), to.as_ref())?;
            let ask = BriefAsk {
                partner: library.partner(&partner.unwrap_or_default())?,
                beside: beside.iter().map(|one| library.partner(one)).collect::<Result<_, _>>()?,
                from,
                to,
                strands: strand,
                language: lang.into(),
                length: if one_page { BriefLength::OnePage } else { BriefLength::Full },
                parts: parts.into_iter().map(Into::into).collect(),
                marking,
                author,
                changed_since,
                moment,
            };
            brief(asking, &ask, format.into(), out)
        }
        Command::Export {
            format,
            out,
            which,
            text,
        } => export(asking, asking.filters(&which, text)?, format.into(), &out),
        Command::Documents => asking.print(&library.documents()?, |rows| {
            if rows.is_empty() {
                return "No document has been imported. `entente import FILE` takes text files and JSON Lines of passages.\n"
                    .to_owned();
            }
            tables::table(
                &["Id", "Title", "Language", "Passages"],
                &[3],
                rows.iter().map(|row| {
                    let one = &row.document;
                    vec![
                        one.id.to_string(),
                        one.title.clone(),
                        one.language.clone().unwrap_or_default(),
                        one.passages.to_string(),
                    ]
                }),
            )
        }),
        Command::Document { id, passages } => {
            let page = library.document(&id, 1, if passages { u32::MAX } else { 0 })?;
            asking.print(&page, |page| {
                let mut text = format!("{}\n{} passages\n", page.document.title, page.document.passages);
                for passage in &page.passages {
                    text += &format!("\n{}\n{}\n", passage.locator.as_deref().unwrap_or_default(), passage.text);
                }
                text
            })
        }
        Command::Compare { left, right } => {
            asking.print(&library.compare(&left, &right)?, |clauses| compared(clauses, &left, &right))
        }
        Command::Import { paths, partner, instrument, language, progress } => {
            let ask = ImportAsk {
                paths: paths.iter().map(|path| path.display().to_string()).collect(),
                partner: asking.partner(&partner)?,
                instrument,
                language,
            };
            let outcome = followed(progress, |work| library.import_followed(&ask, *now, work))?;
            if outcome.stopped {
                return stopped(asking, &outcome, "Nothing was taken in, and the library is as it was.");
            }
            let nothing_read = outcome.documents.is_empty() && !outcome.refused.is_empty();
            let answer = asking.print(&outcome, |outcome| {
                let imported = outcome.documents.iter().map(|one| format!("{}: {} passages\n", one.id, one.passages));
                let refused = outcome.refused.iter().map(|one| format!("Refused {}: {}\n", one.path, one.reason));
                imported.chain(refused).collect()
            })?;
            if nothing_read && !asking.json {
                anyhow::bail!(Error::NothingRead(answer.text));
            }
            // The rest was read, but a script must learn that not all of it was.
            let code = if outcome.refused.is_empty() { 0 } else { report::UNREADABLE };
            Ok(Answer { code, ..answer })
        }
        Command::Coverage { partner } => {
            asking.print(&library.coverage(asking.partner(&partner)?, &moment)?, |gaps| tables::coverage(gaps))
        }
        Command::Changes { id, since } => asking.print(&library.changes(id.as_ref(), since, moment.known_on)?, |rows| {
            tables::table(
                &["Change", "Time", "By", "What", "Record", "Fields"],
                &[0],
                rows.iter().map(|row| {
                    let fields: Vec<_> = row.fields.iter().map(|field| field.field.clone()).collect();
                    vec![
                        row.sequence.to_string(),
                        row.time.clone(),
                        row.who.clone().unwrap_or_else(|| row.origin.clone()),
                        row.action.clone(),
                        row.id.clone(),
                        if fields.len() > 6 { format!("{} fields", fields.len()) } else { fields.join(", ") },
                    ]
                }),
            )
        }),
        Command::Edit { id, set, from, who } => {
            let record = match from {
                Some(path) => read_record(&path, &id)?,
                None => edited(library, &id, &set, &moment)?,
            };
            let before = library.state()?.last_sequence;
            library.edit(record, who.as_deref(), *now)?;
            let change = library.state()?.last_sequence;
            if change == before {
                return done(asking, &format!("{id} says so already; nothing was changed."));
            }
            done(asking, &format!("{id} is changed; `entente changes {id}` lists it, `entente undo {change}` takes it back."))
        }
        Command::Undo { sequence } => {
            library.undo(sequence, None, *now)?;
            done(asking, &format!("Change {sequence} is undone."))
        }
        Command::Decide { id: Some(id), field: Some(field), take: Some(take) } => {
            library.decide(&id, &field, take.into(), None, *now)?;
            done(asking, &format!("{field} of {id} is settled."))
        }
        Command::Decide { .. } => asking.print(&library.decisions()?, |rows| {
            if rows.is_empty() {
                return "Nothing awaits a decision.\n".to_owned();
            }
            let cell = |text: &Option<String>| text.clone().unwrap_or_else(|| "(nothing)".to_owned());
            tables::table(
                &["Record", "Field", "Yours, which stands", "The pack's"],
                &[],
                rows.iter().map(|row| vec![row.id.to_string(), row.field.clone(), cell(&row.ours), cell(&row.theirs)]),
            )
        }),
        Command::Pack { action } => pack(asking, action),
        Command::Check => {
            let report = library.check()?;
            let answer = asking.print(&report, |report| {
                let findings = report.findings.iter().map(|one| {
                    let mended = if one.mended { " (mended)" } else { "" };
                    format!("{}: {}{mended}\n", one.place, one.what)
                });
                let verdict = if report.ok { "The library is whole" } else { "The library is not whole" };
                findings.chain([format!("{verdict}; {} citations resolve.\n", report.citations)]).collect()
            })?;
            Ok(Answer::yes_or_no(answer.text, report.ok))
        }
        Command::Backup => {
            let path = library.backup()?;
            asking.print(&json!({ "out": path.display().to_string() }), |_| format!("{}\n", path.display()))
        }
    }
}

fn export(asking: &Asking, filters: Filters, format: ExportFormat, out: &Path) -> anyhow::Result<Answer> {
    let ask = ExportAsk {
        filters,
        funding_kinds: Vec::new(),
        format,
        moment: asking.moment.clone(),
    };
    exported(asking, &ask, out)
}

fn exported(asking: &Asking, ask: &ExportAsk, out: &Path) -> anyhow::Result<Answer> {
    let done = followed(false, |work| asking.library.export_followed(ask, out, work))?;
    written(asking, &done, "rows")
}

const NOTHING_WRITTEN: &str = "Nothing was written, and what stood there before is untouched.";

fn written(asking: &Asking, done: &Exported, what: &str) -> anyhow::Result<Answer> {
    if done.stopped {
        return stopped(asking, done, NOTHING_WRITTEN);
    }
    asking.print(done, |done| format!("{} {what} in {}\n", done.rows, done.out))
}

/// Work that the user stopped on the way.
fn stopped(asking: &Asking, outcome: &impl Serialize, left: &str) -> anyhow::Result<Answer> {
    let answer = asking.print(outcome, |_| format!("Stopped. {left}\n"))?;
    Ok(Answer {
        code: STOPPED,
        ..answer
    })
}

fn done(asking: &Asking, sentence: &str) -> anyhow::Result<Answer> {
    asking.print(&json!({ "done": sentence }), |_| format!("{sentence}\n"))
}

/// Counts of many queries by partner: as a table, as JSON, or as CSV in a file.
fn batch(asking: &Asking, file: Option<&Path>, which: &Which, out: Option<&Path>) -> anyhow::Result<Answer> {
    let queries: Vec<String> = match file {
        Some(file) => read_input(file)?
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        None => asking
            .library
            .saved_searches()?
            .into_iter()
            .map(|saved| saved.query)
            .collect(),
    };
    let counts = asking
        .library
        .batch(&queries, &asking.filters(which, None)?, &asking.moment)?;
    let heads = ["Query", "Read as", "Total"].map(str::to_owned);
    let heads: Vec<String> = heads
        .into_iter()
        .chain(counts.partners.iter().map(ToString::to_string))
        .collect();
    let rows = counts.rows.iter().map(|row| {
        let by_partner = counts
            .partners
            .iter()
            .map(|code| row.by_partner[code.as_str()].to_string());
        [row.query.clone(), row.reading.clone(), row.total.to_string()]
            .into_iter()
            .chain(by_partner)
            .collect::<Vec<_>>()
    });
    if let Some(out) = out {
        asking.library.save_table(&heads, &rows.collect::<Vec<_>>(), out)?;
        let saved = json!({ "out": out, "rows": counts.rows.len() });
        return asking.print(&saved, |_| {
            format!("{} queries in {}\n", counts.rows.len(), out.display())
        });
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let right: Vec<usize> = (2..heads.len()).collect();
    asking.print(&counts, |_| tables::table(&heads, &right, rows))
}

fn brief(asking: &Asking, ask: &BriefAsk, format: BriefFormat, out: Option<PathBuf>) -> anyhow::Result<Answer> {
    match out {
        Some(out) => match followed(false, |work| {
            asking.library.save_brief_followed(ask, format, &out, work)
        })? {
            Some(saved) => asking.print(&saved, |saved| {
                format!(
                    "{}: {} statements and figures, {} footnotes\n",
                    saved.out, saved.facts, saved.footnotes
                )
            }),
            None => stopped(asking, &json!({ "out": out, "stopped": true }), NOTHING_WRITTEN),
        },
        None if matches!(format, BriefFormat::Docx | BriefFormat::Pdf) || asking.json => {
            anyhow::bail!("say where to write the brief: --out FILE")
        }
        None => Ok(Answer::yes(String::from_utf8(
            asking.library.brief(ask, format)?.bytes,
        )?)),
    }
}

/// A day in silence ignored would make an answer about today pass for one about then.
fn refuse_clocks(command: &Command, as_of: bool, known_on: bool) -> Result<(), Error> {
    let of_the_present = match command {
        Command::Check
        | Command::Backup
        | Command::Documents
        | Command::Document { .. }
        | Command::Compare { .. }
        | Command::Saved { .. }
        | Command::Import { .. }
        | Command::Edit { .. }
        | Command::Undo { .. }
        | Command::Decide { .. }
        | Command::Pack { .. } => true,
        Command::Changes { .. } => as_of,
        _ => false,
    };
    if !of_the_present || !(as_of || known_on) {
        return Ok(());
    }
    Err(Error::BadAsk(BadAsk::Options(
        "this command speaks of the library as it stands, or changes it: leave --as-of and --known-on out (`changes` takes --known-on)"
            .to_owned(),
    )))
}

/// A range that ends before it begins holds nothing, and was not meant.
fn refuse_backward(from: Option<&Edtf>, to: Option<&Edtf>) -> Result<(), Error> {
    match (from, to) {
        (Some(from), Some(to)) if from.span().earliest > to.span().latest && to.span().latest.is_some() => {
            Err(Error::BadAsk(BadAsk::Options(format!(
                "--from {from} lies after --to {to}: change them round"
            ))))
        }
        _ => Ok(()),
    }
}
