/**
 * The wire shapes that screens use: what may be asked, and what the library answers.
 */
export type Iso = string;
/** A date in EDTF text: `2023`, `2023-07-16`, `2021/2026`, `2024/..`. */
export type Edtf = string;
/** A day, `2026-11-25`. */
export type Day = string;
/** An amount and its currency, `105000000 EUR`. */
export type MoneyText = string;

export type Strand = "migration" | "energy" | "trade" | "economy" | "security" | "people" | "humanitarian";
export type Confidence = "high" | "medium" | "low";
export type RecordKind =
  | "partner"
  | "source"
  | "instrument"
  | "commitment"
  | "funding"
  | "event"
  | "indicator"
  | "document"
  | "note"
  | "tag"
  | "saved-search";
export type InstrumentKind =
  | "memorandum-of-understanding"
  | "joint-declaration"
  | "statement"
  | "status-agreement"
  | "readmission-agreement"
  | "visa-facilitation-agreement"
  | "association-agreement"
  | "mobility-partnership"
  | "action-plan"
  | "financing-agreement"
  | "decision"
  | "regulation"
  | "working-arrangement"
  | "conference-outcome";
export type LegalState = "negotiating" | "signed" | "provisionally-applied" | "in-force" | "suspended" | "expired";
export type RelationKind = "implements" | "amends" | "replaces" | "follows" | "related";
export type Party = "EU" | "partner" | "both" | "member-state";
export type Force = "shall" | "will" | "intends" | "may";
export type CommitmentState = "open" | "under-way" | "done" | "lapsed" | "unknown";
export type FundingKind = "grant" | "loan" | "guarantee" | "budget-support" | "investment-mobilised" | "mixed";
export type CountsAs = "line" | "envelope" | "statement";
export type Stage =
  "announced" | "pledged" | "adopted" | "signed" | "contracted" | "disbursed" | "returned" | "cancelled";
export type Basis = "flow" | "running-total";
export type EventKind =
  | "signing"
  | "visit"
  | "summit"
  | "statement"
  | "adoption"
  | "entry-into-force"
  | "disbursement"
  | "conference"
  | "council"
  | "incident"
  | "report";

export interface Citation {
  source: string;
  at: string | null;
}
export interface Claim {
  field: string;
  speaker: string;
  says: string;
  date: Edtf | null;
  cites: Citation[];
}

interface Common {
  id: string;
  cites: Citation[];
  confidence: Confidence;
  note: string | null;
  claims: Claim[];
}
export interface Partner extends Common {
  iso: Iso;
  name: string;
  names: { [language: string]: string };
  capital: string | null;
  summary: string | null;
}
export interface Source {
  id: string;
  title: string;
  publisher: string;
  date: Edtf;
  kind: string;
  language: string;
  url: string | null;
  identifier: string | null;
  official: boolean;
  partners: Iso[];
  note: string | null;
}
export interface Instrument extends Common {
  title: string;
  kind: InstrumentKind;
  partners: Iso[];
  parties: string[];
  binding: boolean;
  signed: Edtf | null;
  place: string | null;
  signatories: string[];
  in_force: Edtf | null;
  expires: Edtf | null;
  status: LegalState;
  history: { state: LegalState; date: Edtf; note: string | null; cites: Citation[] }[];
  strands: Strand[];
  identifier: string | null;
  related: { to: string; how: RelationKind }[];
  summary: string;
}
export interface StateStep {
  state: CommitmentState;
  date: Edtf | null;
  note: string | null;
  cites: Citation[];
}
export interface Commitment extends Common {
  instrument: string;
  partners: Iso[];
  strand: Strand;
  by: Party;
  text: string;
  force: Force | null;
  article: string | null;
  due: Edtf | null;
  states: StateStep[];
}
export interface FundingStage {
  stage: Stage;
  date: Edtf;
  amount: MoneyText | null;
  basis: Basis;
  note: string | null;
  cites: Citation[];
}
export interface FundingLine extends Common {
  instrument: string | null;
  partners: Iso[];
  title: string;
  amount: MoneyText;
  kind: FundingKind;
  fund: string | null;
  strand: Strand;
  period: Edtf | null;
  part_of: PartOfRow | null;
  repeats: string[];
  relabels: string[];
  counts_as: CountsAs;
  counts_reason: string | null;
  stages: FundingStage[];
}
export interface EventRecord extends Common {
  date: Edtf;
  title: string;
  kind: EventKind;
  partners: Iso[];
  place: string | null;
  people: string[];
  strands: Strand[];
  instruments: string[];
  summary: string;
}
export interface Indicator extends Common {
  partners: Iso[];
  name: string;
  value: string;
  unit: string;
  period: Edtf;
}
export interface DocumentRecord {
  id: string;
  title: string;
  format: string;
  language: string | null;
  date: Edtf | null;
  partners: Iso[];
  instrument: string | null;
  sha256: string | null;
  pages: number | null;
  passages: number;
  warnings: string[];
  cites: Citation[];
}
export interface Passage {
  ordinal: number;
  locator: string | null;
  heading: string | null;
  page: number | null;
  language: string | null;
  text: string;
}
export type AnyRecord =
  | { kind: "partner"; record: Partner }
  | { kind: "source"; record: Source }
  | { kind: "instrument"; record: Instrument }
  | { kind: "commitment"; record: Commitment }
  | { kind: "funding"; record: FundingLine }
  | { kind: "event"; record: EventRecord }
  | { kind: "indicator"; record: Indicator }
  | { kind: "document"; record: DocumentRecord }
  | { kind: "note"; record: { id: string; about: string; text: string } }
  | { kind: "tag"; record: { id: string; label: string; records: string[] } }
  | { kind: "saved-search"; record: { id: string; label: string; query: string } };

export interface Filters {
  partners: Iso[];
  strands: Strand[];
  kinds: RecordKind[];
  text: string | null;
  from: Edtf | null;
  to: Edtf | null;
  dates: "could" | "must";
}
export interface Moment {
  as_of: Day;
  past: boolean;
  known_on: { sequence: number } | { day: Day } | null;
}

export interface Cited {
  source: string;
  title: string;
  publisher: string;
  date: string;
  at: string | null;
  url: string | null;
  identifier: string | null;
  language: string;
  official: boolean;
}
export interface FundingTotal {
  stage: Stage;
  kind: FundingKind;
  amount: string;
  currency: string;
  summed_from_parts: { whole: string; breakdown: string | null }[];
}
export interface TimelineEntry {
  id: string;
  date: Edtf;
  earliest: Day | null;
  latest: Day | null;
  title: string;
  kind: RecordKind;
  type: string;
  partners: Iso[];
  strands: Strand[];
  place: string | null;
  amount: string | null;
  currency: string | null;
}
export interface PartnerRow {
  id: string;
  iso: Iso;
  name: string;
  names: { [language: string]: string };
  instruments: number;
  in_force: number;
  commitments: number;
  open: number;
  overdue: number;
  events: number;
  sources: number;
  funding: FundingTotal[];
  last_event: TimelineEntry | null;
  next: TimelineEntry | null;
}
export interface Overview {
  partners: PartnerRow[];
  due: CommitmentRow[];
  overdue: CommitmentRow[];
  latest: TimelineEntry[];
  data_date: Day | null;
}
export interface InstrumentRow {
  id: string;
  title: string;
  kind: InstrumentKind;
  partners: Iso[];
  parties: string[];
  binding: boolean;
  signed: Edtf | null;
  in_force: Edtf | null;
  expires: Edtf | null;
  state: LegalState | null;
  strands: Strand[];
  identifier: string | null;
  commitments: number;
  contested: boolean;
  cites: Cited[];
}
export interface CommitmentRow {
  id: string;
  instrument: string;
  instrument_title: string;
  binding: boolean;
  partners: Iso[];
  by: Party;
  strand: Strand;
  text: string;
  force: Force | null;
  article: string | null;
  due: Edtf | null;
  state: CommitmentState;
  state_date: Edtf | null;
  state_note: string | null;
  overdue: boolean;
  contested: boolean;
  cites: Cited[];
}
export interface RollUpRow {
  partner: Iso;
  strand: Strand;
  by: Party;
  open: number;
  under_way: number;
  done: number;
  overdue: number;
  lapsed: number;
  unknown: number;
}
export interface IndicatorRow {
  indicator: Indicator;
  cites: Cited[];
}
export interface SourceRow {
  source: Cited;
  cited_by: number;
}
export interface ClaimRow {
  speaker: string;
  says: string;
  date: Edtf | null;
  cites: Cited[];
}
export interface ContestedRow {
  id: string;
  title: string;
  field: string;
  claims: ClaimRow[];
}
export interface PartnerPage {
  partner: Partner;
  cites: Cited[];
  row: PartnerRow;
  timeline: TimelineEntry[];
  instruments: InstrumentRow[];
  commitments: CommitmentRow[];
  roll_up: RollUpRow[];
  funding: FundingAnswer;
  indicators: IndicatorRow[];
  sources: SourceRow[];
  contested: ContestedRow[];
}
export interface PartOfRow {
  id: string;
  breakdown: string | null;
}
export interface LeftOut {
  id: string;
  title: string;
  stage: Stage | null;
  code: string;
  reason: string;
  because_of: string | null;
}
export interface Converted {
  amount: string;
  currency: string;
  rate: string;
  date: string;
  source: string;
}
export interface StageRow {
  stage: Stage;
  date: Edtf;
  amount: string | null;
  currency: string | null;
  basis: Basis;
  converted: Converted | null;
  cites: Cited[];
}
export interface FundingRow {
  id: string;
  title: string;
  partner: Iso | null;
  partners: Iso[];
  strand: Strand;
  kind: FundingKind;
  fund: string | null;
  instrument: string | null;
  period: Edtf | null;
  counts_as: CountsAs;
  counts_reason: string | null;
  amount: string;
  currency: string;
  part_of: PartOfRow | null;
  repeats: string[];
  relabels: string[];
  stages: StageRow[];
  positions: { stage: Stage; amount: string; currency: string }[];
  net_disbursed: string | null;
  contested: boolean;
  note: string | null;
  cites: Cited[];
}
export interface FundingAnswer {
  totals: FundingTotal[];
  counted: string[];
  left_out: LeftOut[];
  warnings: string[];
  lines: FundingRow[];
}
export interface SnippetPart {
  text: string;
  hit: boolean;
}
export interface SearchHit {
  kind: string;
  id: string;
  title: string;
  title_parts: SnippetPart[];
  partners: Iso[];
  strands: Strand[];
  date: string | null;
  document: string | null;
  locator: string | null;
  heading: string | null;
  snippet: SnippetPart[];
  score: number;
  more_in_document: number;
}
export interface SearchFound {
  query: string;
  reading: string;
  ignored: string[];
  total: number;
  hits: SearchHit[];
  facets: { [facet: string]: { [value: string]: number } };
  did_you_mean: string | null;
  took_us: number;
}
export interface Suggestion {
  text: string;
  kind: string;
  label: string | null;
}
export interface LinkedRow {
  id: string;
  kind: RecordKind;
  title: string;
  date: string | null;
  how: string;
  outward: boolean;
}
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}
export interface ChangeRow {
  sequence: number;
  time: string;
  origin: string;
  who: string | null;
  action: string;
  id: string;
  kind: string;
  fields: FieldChange[];
  undoable: boolean;
}
export interface DecisionRow {
  id: string;
  field: string;
  base: string | null;
  ours: string | null;
  theirs: string | null;
  version: string;
}
export interface RecordPage {
  record: AnyRecord;
  cites: Cited[];
  sources: { [id: string]: Cited };
  contested: ContestedRow[];
  linked: LinkedRow[];
  history: ChangeRow[];
  decisions: DecisionRow[];
  derived: { [name: string]: string };
  origin: string;
}
export interface DocumentPage {
  document: DocumentRecord;
  passages: Passage[];
}
export interface LibraryState {
  folder: string;
  program: string;
  pack: string | null;
  version: string | null;
  data_date: Day | null;
  counts: { [kind: string]: number };
  passages: number;
  last_sequence: number;
  undecided: number;
  mended: string[];
}
export interface CoverageGap {
  code: string;
  partner: Iso | null;
  strand: Strand | null;
  id: string | null;
  kind: RecordKind | null;
  title: string;
}
export interface CheckReport {
  ok: boolean;
  findings: { what: string; where: string; mended: boolean }[];
  citations: number;
}

export interface TimelineAsk {
  filters: Filters;
  moment: Moment;
}
export interface CommitmentsAsk {
  filters: Filters;
  by: Party[];
  states: CommitmentState[];
  overdue: boolean;
  due_before: Day | null;
  moment: Moment;
}
export interface FundingAsk {
  filters: Filters;
  funding_kinds: FundingKind[];
  convert_to: string | null;
  moment: Moment;
}
export type SearchSort = "relevance" | "date" | "-date" | "document";
export interface SearchAsk {
  query: string;
  filters: Filters;
  sort: SearchSort;
  limit: number;
  offset: number;
  facets: boolean;
  group_by_document: boolean;
  language: "en" | "fr";
  moment: Moment;
}
export interface BriefAsk {
  partner: Iso;
  from: Edtf | null;
  to: Edtf | null;
  strands: Strand[];
  language: "en" | "fr";
  length: "one-page" | "full";
  marking: string | null;
  author: string | null;
  changed_since: Day | null;
  moment: Moment;
}
export type BriefFormat = "md" | "html" | "docx";
export interface BriefSaved {
  out: string;
  bytes: number;
  facts: number;
  footnotes: number;
}

export interface InstrumentsAsk {
  filters: Filters;
  moment: Moment;
}
export interface ImportAsk {
  paths: string[];
  partner: Iso | null;
  instrument: string | null;
  language: string | null;
}
export interface ImportOutcome {
  documents: DocumentRecord[];
  refused: { path: string; reason: string }[];
}
export interface Start {
  today: Day;
  library: LibraryState;
}
export type Whose = "ours" | "theirs";
