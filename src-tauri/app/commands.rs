//! What the window may ask. Each command reads the state, asks the library, and hands the answer on.

use std::path::PathBuf;

use chrono::NaiveDate;
use entente_domain::{PartnerCode, Record, RecordId, SavedSearch, checks::Finding, tracker::RollUp};
use entente_library::{
    BackupRow, BriefAsk, BriefFormat, BriefRecheck, BriefSaved, BriefsSaved, ChangeRow, CheckReport, CommitmentRow,
    CommitmentsAsk, ComparableText, CompareAsk, Comparison, CoverageGap, DecisionRow, DocumentPage, DocumentRow,
    ExportAsk, Exported, FundingAnswer, FundingAsk, ImportAsk, ImportOutcome, InstrumentRow, InstrumentsAsk, KnownOn,
    Library, LibraryState, Moment, Overview, PackChanges, PackRow, PartnerPage, RecordPage, SearchAsk, SearchFound,
    Suggestion, TagRow, TimelineAsk, TimelineDrawing, TimelineEntry, Whose, WorkStep,
};
use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::{
    error::CommandError,
    state::{AppState, Errand, now, today},
};

type Answer<T> = Result<T, CommandError>;

/// What the window needs before anything else.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Start {
    /// The user's own day: the as-of day unless another is chosen.
    today: NaiveDate,
    /// The library.
    library: LibraryState,
}

/// The day and the library.
#[tauri::command(async)]
#[specta::specta]
pub fn start(app: State<'_, AppState>) -> Answer<Start> {
    Ok(Start {
        today: today(),
        library: app.library()?.state()?,
    })
}

/// The partners at a glance.
#[tauri::command(async)]
#[specta::specta]
pub fn overview(moment: Moment, app: State<'_, AppState>) -> Answer<Overview> {
    Ok(app.library()?.overview(&moment)?)
}

/// One partner whole.
#[tauri::command(async)]
#[specta::specta]
pub fn partner_page(code: PartnerCode, moment: Moment, app: State<'_, AppState>) -> Answer<PartnerPage> {
    Ok(app.library()?.partner_page(code, &moment)?)
}

/// A record whole.
#[tauri::command(async)]
#[specta::specta]
pub fn record_page(id: String, moment: Moment, app: State<'_, AppState>) -> Answer<RecordPage> {
    Ok(app.library()?.show(&id, &moment)?)
}

/// What a search finds.
#[tauri::command(async)]
#[specta::specta]
pub fn search(ask: SearchAsk, app: State<'_, AppState>) -> Answer<SearchFound> {
    Ok(app.library()?.search(&ask)?)
}

/// Completions of what is being typed.
#[tauri::command(async)]
#[specta::specta]
pub fn suggest(typed: String, app: State<'_, AppState>) -> Answer<Vec<Suggestion>> {
    Ok(app.library()?.suggest(&typed)?)
}

/// What happened, in date order.
#[tauri::command(async)]
#[specta::specta]
pub fn timeline(ask: TimelineAsk, app: State<'_, AppState>) -> Answer<Vec<TimelineEntry>> {
    Ok(app.library()?.timeline(&ask)?)
}

/// The register of instruments.
#[tauri::command(async)]
#[specta::specta]
pub fn instruments(ask: InstrumentsAsk, app: State<'_, AppState>) -> Answer<Vec<InstrumentRow>> {
    Ok(app.library()?.instruments(&ask)?)
}

/// What each side undertook.
#[tauri::command(async)]
#[specta::specta]
pub fn commitments(ask: CommitmentsAsk, app: State<'_, AppState>) -> Answer<Vec<CommitmentRow>> {
    Ok(app.library()?.commitments(&ask)?)
}

/// How many commitments stand where.
#[tauri::command(async)]
#[specta::specta]
pub fn roll_up(ask: CommitmentsAsk, app: State<'_, AppState>) -> Answer<RollUp> {
    Ok(app.library()?.roll_up(&ask)?)
}

/// Money by stage.
#[tauri::command(async)]
#[specta::specta]
pub fn funding(ask: FundingAsk, app: State<'_, AppState>) -> Answer<FundingAnswer> {
    Ok(app.library()?.funding(&ask)?)
}

/// What is missing.
#[tauri::command(async)]
#[specta::specta]
pub fn coverage(partner: Option<PartnerCode>, moment: Moment, app: State<'_, AppState>) -> Answer<Vec<CoverageGap>> {
    Ok(app.library()?.coverage(partner, &moment)?)
}

/// A brief as it will be, in HTML.
#[tauri::command(async)]
#[specta::specta]
pub fn brief_preview(ask: BriefAsk, app: State<'_, AppState>) -> Answer<String> {
    let brief = app.library()?.brief(&ask, BriefFormat::Html)?;
    Ok(String::from_utf8_lossy(&brief.bytes).into_owned())
}

/// A brief into the file that the save dialog named; none where the window went before it was there.
#[tauri::command(async)]
#[specta::specta]
pub fn save_brief(
    ask: BriefAsk,
    format: BriefFormat,
    path: String,
    app: State<'_, AppState>,
) -> Answer<Option<BriefSaved>> {
    let (library, path) = (app.library()?, PathBuf::from(path));
    Ok(app.follow(Errand::Brief, |work| {
        library.save_brief_followed(&ask, format, &path, work)
    })?)
}

/// The same brief of each partner into a folder. `work_step` says how far it is, `stop_work` ends it between two.
#[tauri::command(async)]
#[specta::specta]
pub fn save_briefs(
    ask: BriefAsk,
    partners: Vec<PartnerCode>,
    format: BriefFormat,
    folder: String,
    app: State<'_, AppState>,
) -> Answer<BriefsSaved> {
    let (library, folder) = (app.library()?, PathBuf::from(folder));
    Ok(app.follow(Errand::Export, |work| {
        library.save_briefs_followed(&ask, &partners, format, &folder, work)
    })?)
}

/// What became of the facts of a brief that was saved earlier as Word, PDF or HTML.
#[tauri::command(async)]
#[specta::specta]
pub fn recheck_brief(path: String, moment: Moment, app: State<'_, AppState>) -> Answer<BriefRecheck> {
    Ok(app.library()?.recheck_brief(&PathBuf::from(path), &moment)?)
}

/// Records as a table, a calendar, citations or open data, into the file that the save dialog named. `work_step` says how
/// far it is, `stop_work` ends it and leaves what stood there as it was.
#[tauri::command(async)]
#[specta::specta]
pub fn export(ask: ExportAsk, path: String, app: State<'_, AppState>) -> Answer<Exported> {
    let (library, path) = (app.library()?, PathBuf::from(path));
    Ok(app.follow(Errand::Export, |work| library.export_followed(&ask, &path, work))?)
}

/// The timeline as a drawing or as pages to print, into the file that the save dialog named. `work_step` says how far it
/// is, `stop_work` ends it and leaves what stood there as it was.
#[tauri::command(async)]
#[specta::specta]
pub fn save_timeline(
    ask: TimelineAsk,
    drawing: TimelineDrawing,
    path: String,
    app: State<'_, AppState>,
) -> Answer<Exported> {
    let (library, path) = (app.library()?, PathBuf::from(path));
    Ok(app.follow(Errand::Export, |work| {
        library.save_timeline_followed(&ask, drawing, &path, work)
    })?)
}

/// The searches that are kept.
#[tauri::command(async)]
#[specta::specta]
pub fn saved_searches(app: State<'_, AppState>) -> Answer<Vec<SavedSearch>> {
    Ok(app.library()?.saved_searches()?)
}

/// A search worth keeping, under a label.
#[tauri::command(async)]
#[specta::specta]
pub fn save_search(label: String, query: String, app: State<'_, AppState>) -> Answer<RecordId> {
    Ok(app.library()?.save_search(&label, &query, now())?)
}

/// A kept search forgotten.
#[tauri::command(async)]
#[specta::specta]
pub fn forget_search(id: RecordId, app: State<'_, AppState>) -> Answer<u32> {
    Ok(app.library()?.forget_search(&id, now())?)
}

/// The imported documents.
#[tauri::command(async)]
#[specta::specta]
pub fn documents(app: State<'_, AppState>) -> Answer<Vec<DocumentRow>> {
    Ok(app.library()?.documents()?)
}

/// A stretch of a document.
#[tauri::command(async)]
#[specta::specta]
pub fn document_page(id: RecordId, first: u32, limit: u32, app: State<'_, AppState>) -> Answer<DocumentPage> {
    Ok(app.library()?.document(&id, first, limit)?)
}

/// What has a text to compare.
#[tauri::command(async)]
#[specta::specta]
pub fn comparable(app: State<'_, AppState>) -> Answer<Vec<ComparableText>> {
    Ok(app.library()?.comparable()?)
}

/// A stretch of two texts side by side.
#[tauri::command(async)]
#[specta::specta]
pub fn comparison(ask: CompareAsk, app: State<'_, AppState>) -> Answer<Comparison> {
    Ok(app.library()?.comparison(&ask)?)
}

/// Files into the library. `work_step` says how far it is, `stop_work` ends it and leaves the library as it was.
#[tauri::command(async)]
#[specta::specta]
pub fn import_files(ask: ImportAsk, app: State<'_, AppState>) -> Answer<ImportOutcome> {
    let library = app.library()?;
    Ok(app.follow(Errand::Import, |work| library.import_followed(&ask, now(), work))?)
}

/// The library itself.
#[tauri::command(async)]
#[specta::specta]
pub fn library_state(app: State<'_, AppState>) -> Answer<LibraryState> {
    Ok(app.library()?.state()?)
}

/// Whether the library is whole. `work_step` says how far it is, `stop_work` ends it.
#[tauri::command(async)]
#[specta::specta]
pub fn check(app: State<'_, AppState>) -> Answer<CheckReport> {
    let library = app.library()?;
    Ok(app.follow(Errand::Check, |work| library.check_followed(work))?)
}

/// How far the work of this kind has come; none where none is under way.
#[tauri::command(async)]
#[specta::specta]
pub fn work_step(errand: Errand, app: State<'_, AppState>) -> Option<WorkStep> {
    app.work(errand)?.step()
}

/// Ends the work of this kind that is under way.
#[tauri::command(async)]
#[specta::specta]
pub fn stop_work(errand: Errand, app: State<'_, AppState>) {
    if let Some(work) = app.work(errand) {
        work.stop();
    }
}

/// A verified copy into the backups folder; answers its path.
#[tauri::command(async)]
#[specta::specta]
pub fn backup(app: State<'_, AppState>) -> Answer<String> {
    Ok(app.library()?.backup()?.display().to_string())
}

/// What the library can be put back to, newest first; even when it cannot be opened.
#[tauri::command(async)]
#[specta::specta]
pub fn backups(app: State<'_, AppState>) -> Answer<Vec<BackupRow>> {
    Ok(Library::backups(app.folder())?)
}

/// A backup in the place of the library; answers where what stood there is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn restore(path: String, app: State<'_, AppState>) -> Answer<Option<String>> {
    let kept = app.with_library_closed(|folder| Library::restore(folder, &PathBuf::from(path), now()))?;
    Ok(kept.map(|folder| folder.display().to_string()))
}

/// The packs that were taken in, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn packs(app: State<'_, AppState>) -> Answer<Vec<PackRow>> {
    Ok(app.library()?.packs()?)
}

/// What the pack in a folder would change, record by record.
#[tauri::command(async)]
#[specta::specta]
pub fn preview_pack(folder: String, app: State<'_, AppState>) -> Answer<PackChanges> {
    Ok(app.library()?.preview_pack(&PathBuf::from(folder))?)
}

/// The pack in a folder taken in.
#[tauri::command(async)]
#[specta::specta]
pub fn apply_pack(folder: String, app: State<'_, AppState>) -> Answer<PackChanges> {
    Ok(app.library()?.apply_pack(&PathBuf::from(folder), now())?)
}

/// The pack that was taken in last taken back.
#[tauri::command(async)]
#[specta::specta]
pub fn roll_back_pack(app: State<'_, AppState>) -> Answer<PackChanges> {
    Ok(app.library()?.rollback_pack(now())?)
}

/// The user's tags.
#[tauri::command(async)]
#[specta::specta]
pub fn tags(app: State<'_, AppState>) -> Answer<Vec<TagRow>> {
    Ok(app.library()?.tags()?)
}

/// A note on a record.
#[tauri::command(async)]
#[specta::specta]
pub fn add_note(about: RecordId, text: String, who: Option<String>, app: State<'_, AppState>) -> Answer<RecordId> {
    Ok(app.library()?.add_note(&about, &text, who.as_deref(), now())?)
}

/// A tag on a record.
#[tauri::command(async)]
#[specta::specta]
pub fn add_tag(record: RecordId, label: String, who: Option<String>, app: State<'_, AppState>) -> Answer<RecordId> {
    Ok(app.library()?.add_tag(&record, &label, who.as_deref(), now())?)
}

/// A tag off a record.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_tag(record: RecordId, tag: RecordId, who: Option<String>, app: State<'_, AppState>) -> Answer<()> {
    Ok(app.library()?.remove_tag(&record, &tag, who.as_deref(), now())?)
}

/// A note or a tag of the user's removed.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_own(id: RecordId, who: Option<String>, app: State<'_, AppState>) -> Answer<()> {
    Ok(app.library()?.remove_own(&id, who.as_deref(), now())?)
}

/// The changes since a point, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn changes(id: Option<RecordId>, since: Option<KnownOn>, app: State<'_, AppState>) -> Answer<Vec<ChangeRow>> {
    Ok(app.library()?.changes(id.as_ref(), since, None)?)
}

/// What is wrong with a record as the user wants it, by field.
#[tauri::command(async)]
#[specta::specta]
pub fn examine(record: Record, app: State<'_, AppState>) -> Answer<Vec<Finding>> {
    Ok(app.library()?.examine(&record)?)
}

/// A record as the user wants it.
#[tauri::command(async)]
#[specta::specta]
pub fn edit(record: Record, who: Option<String>, app: State<'_, AppState>) -> Answer<()> {
    Ok(app.library()?.edit(record, who.as_deref(), now())?)
}

/// A user's change taken back.
#[tauri::command(async)]
#[specta::specta]
pub fn undo(sequence: u32, who: Option<String>, app: State<'_, AppState>) -> Answer<()> {
    Ok(app.library()?.undo(sequence, who.as_deref(), now())?)
}

/// The fields on which the user and a newer pack differ.
#[tauri::command(async)]
#[specta::specta]
pub fn decisions(app: State<'_, AppState>) -> Answer<Vec<DecisionRow>> {
    Ok(app.library()?.decisions()?)
}

/// One such field settled.
#[tauri::command(async)]
#[specta::specta]
pub fn decide(id: RecordId, field: String, take: Whose, who: Option<String>, app: State<'_, AppState>) -> Answer<()> {
    Ok(app.library()?.decide(&id, &field, take, who.as_deref(), now())?)
}
