import { sayTrouble, sayUnnamed } from "../words/trouble";
import { speech } from "../words/words.svelte";
import type * as A from "./answers";

/** The one door to the library. A call that fails rejects with a {@link BackendError}. */
export interface Backend {
  /** The day on this machine's clock, and the library: what the window needs first. */
  start(): Promise<A.Start>;
  overview(moment: A.Moment): Promise<A.Overview>;
  partnerPage(code: A.Iso, moment: A.Moment): Promise<A.PartnerPage>;
  recordPage(id: string, moment: A.Moment): Promise<A.RecordPage>;
  search(ask: A.SearchAsk): Promise<A.SearchFound>;
  suggest(typed: string): Promise<A.Suggestion[]>;
  timeline(ask: A.TimelineAsk): Promise<A.TimelineEntry[]>;
  instruments(ask: A.InstrumentsAsk): Promise<A.InstrumentRow[]>;
  commitments(ask: A.CommitmentsAsk): Promise<A.CommitmentRow[]>;
  rollUp(ask: A.CommitmentsAsk): Promise<A.RollUp>;
  funding(ask: A.FundingAsk): Promise<A.FundingAnswer>;
  coverage(partner: A.Iso | null, moment: A.Moment): Promise<A.CoverageGap[]>;
  /** The brief as it will be, in HTML. */
  briefPreview(ask: A.BriefAsk): Promise<string>;
  /** Asks where with the system's dialog; null when the user leaves it. */
  saveBrief(ask: A.BriefAsk, format: A.BriefFormat, name: string): Promise<A.BriefSaved | null>;
  /** The brief of each partner into a folder that {@link chooseFolder} named. Long work. */
  saveBriefs(folder: string, ask: A.BriefAsk, partners: A.Iso[], format: A.BriefFormat): Promise<A.BriefsSaved>;
  /** Asks which folder with the system's dialog; null when the user leaves it. */
  chooseFolder(): Promise<string | null>;
  /** Asks which brief with the system's dialog; null when the user leaves it. */
  chooseBrief(): Promise<string | null>;
  /** What became of the facts of a saved brief. */
  recheckBrief(path: string, moment: A.Moment): Promise<A.BriefRecheck>;
  /** Tells of files that are dropped on the window, until the answer is called. */
  onDrop(tell: (paths: string[]) => void): () => void;
  documents(): Promise<A.DocumentRow[]>;
  /** A stretch of a document, from its passage `first`. */
  documentPage(id: string, first: number, limit: number): Promise<A.DocumentPage>;
  /** What has a text to compare. */
  comparable(): Promise<A.ComparableText[]>;
  /** A stretch of two texts side by side. */
  comparison(ask: A.CompareAsk): Promise<A.Comparison>;
  /** Asks which files with the system's dialog, and says when they are chosen; null when the user leaves it. Long work. */
  importFiles(ask: Omit<A.ImportAsk, "paths">, chosen: () => void): Promise<A.ImportOutcome | null>;
  libraryState(): Promise<A.LibraryState>;
  /** Long work: `workStep` says how far it is, `stopWork` ends it. */
  check(): Promise<A.CheckReport>;
  workStep(errand: A.Errand): Promise<A.WorkStep | null>;
  stopWork(errand: A.Errand): Promise<void>;
  /** Answers where the copy is. */
  backup(): Promise<string>;
  /** What the library can be put back to, newest first. */
  backups(): Promise<A.BackupRow[]>;
  /** Asks which file with the system's dialog; null when the user leaves it. */
  chooseBackup(): Promise<string | null>;
  /** Answers where what stood there is kept. */
  restore(path: string): Promise<string | null>;
  packs(): Promise<A.PackRow[]>;
  previewPack(folder: string): Promise<A.PackChanges>;
  applyPack(folder: string): Promise<A.PackChanges>;
  rollBackPack(): Promise<A.PackChanges>;
  changes(id: string | null): Promise<A.ChangeRow[]>;
  /** Records in a format other programs read. Asks where with the system's dialog, and says when that is chosen; null when the user leaves it. Long work. */
  exportRecords(ask: A.ExportAsk, name: string, chosen: () => void): Promise<A.Exported | null>;
  /** The timeline drawn into a file that is asked for in the same way. Long work. */
  saveTimeline(
    ask: A.TimelineAsk,
    drawing: A.TimelineDrawing,
    name: string,
    chosen: () => void,
  ): Promise<A.Exported | null>;
  savedSearches(): Promise<A.SavedSearch[]>;
  saveSearch(label: string, query: string): Promise<void>;
  forgetSearch(id: string): Promise<void>;
  /** What is wrong with a record as the user wants it, by field. */
  examine(record: A.AnyRecord): Promise<A.Finding[]>;
  /** `who` is the name under which the change log keeps it. */
  edit(record: A.AnyRecord, who: string | null): Promise<void>;
  undo(sequence: number, who: string | null): Promise<void>;
  decisions(): Promise<A.DecisionRow[]>;
  decide(id: string, field: string, take: A.Whose, who: string | null): Promise<void>;
  tags(): Promise<A.TagRow[]>;
  addNote(about: string, text: string, who: string | null): Promise<void>;
  addTag(record: string, label: string, who: string | null): Promise<void>;
  removeTag(record: string, tag: string, who: string | null): Promise<void>;
  /** Removes a note. */
  removeOwn(id: string, who: string | null): Promise<void>;
}

/** What a failed call says. */
export interface BackendError {
  /** A word to act on, such as `not-found`. */
  code: string;
  /** A sentence to read. */
  message: string;
}

/** Reads whatever a call threw as an error with a sentence, which follows the reader's language where it can. */
export function asBackendError(thrown: unknown): BackendError {
  if (typeof thrown !== "object" || thrown === null || !("message" in thrown)) {
    return {
      code: "failed",
      get message() {
        return sayUnnamed(String(thrown), speech.language);
      },
    };
  }
  const { code, message, trouble } = thrown as { code?: unknown; message: unknown; trouble?: A.Trouble | null };
  return {
    code: typeof code === "string" ? code : "failed",
    get message() {
      return sayTrouble(trouble, speech.language) ?? String(message);
    },
  };
}
