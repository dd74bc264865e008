import { fromIsoDay } from "../../words/days";
import { spanOf } from "../../words/edtf";
import type * as A from "../answers";
import type { Backend } from "../backend";
import * as compose from "./compose";
import * as library from "./records";
import { BACKUPS, PACK_CHANGES, PACKS } from "./care";
import { RECHECK } from "./briefs";
import { COMPARABLE, comparison } from "./compare";
import * as own from "./own";
import { relations } from "./relations";
import { search } from "./search";

/** The day of the fake's clock: the screens of a test always show the same day. */
export const FAKE_TODAY = "2026-11-25";

const { noFilters } = compose;
const notFound = (id: string) => ({ code: "not-found", message: `No record is named ${id}.` });

function partnerPage(iso: A.Iso, moment: A.Moment): A.PartnerPage {
  const partner = library.partners.find((one) => one.iso === iso);
  if (!partner) throw { code: "not-found", message: `No partner has the code ${iso}.` };
  const filters = { ...noFilters, partners: [iso] };
  const commitments = compose.commitments({ filters, by: [], states: [], overdue: false, due_before: null, moment });
  const counts = new Map<string, number>();
  const mine = library.all.filter(
    (one) => "partners" in one.record && one.record.partners.includes(iso) && "cites" in one.record,
  );
  for (const one of mine)
    for (const cite of "cites" in one.record ? one.record.cites : [])
      counts.set(cite.source, (counts.get(cite.source) ?? 0) + 1);
  const sources = compose.cited([...counts.keys()].map((source) => ({ source, at: null })));
  return {
    partner,
    cites: compose.cited(partner.cites),
    row: compose.partnerRow(partner, moment),
    timeline: compose.timeline({
      filters: { ...filters, kinds: ["event", "instrument", "funding", "commitment"] },
      moment,
    }),
    instruments: compose.instruments(filters, moment),
    commitments,
    roll_up: compose.rollUp(commitments),
    funding: compose.funding({ filters, funding_kinds: [], convert_to: null, moment }),
    indicators: library.indicators
      .filter((one) => one.partners.includes(iso))
      .map((indicator) => ({ indicator, cites: compose.cited(indicator.cites) })),
    sources: sources
      .map((source) => ({ source, cited_by: counts.get(source.source) ?? 0 }))
      .sort((a, b) => b.source.date.localeCompare(a.source.date)),
    contested: mine.flatMap(compose.contested),
  };
}

/** What the day decides of a record. */
function derived(one: A.AnyRecord, moment: A.Moment): Record<string, string> {
  const all = { filters: noFilters, moment };
  if (one.kind === "instrument") {
    const state = compose.instrumentRow(one.record, moment).state;
    return state ? { "legal-state": state } : {};
  }
  if (one.kind === "commitment") {
    const rows = compose.commitments({ ...all, by: [], states: [], overdue: false, due_before: null });
    const row = rows.find((it) => it.id === one.record.id);
    return row ? { state: row.state, overdue: String(row.overdue) } : {};
  }
  if (one.kind !== "funding") return {};
  const line = compose
    .funding({ ...all, funding_kinds: [], convert_to: null })
    .lines.find((it) => it.id === one.record.id);
  return Object.fromEntries(
    (line?.positions ?? []).map(({ stage, amount, currency }) => [stage, `${amount} ${currency}`]),
  );
}

function recordPage(id: string, moment: A.Moment): A.RecordPage {
  const one = library.all.find((it) => it.record.id === id);
  if (!one) throw notFound(id);
  const cites = "cites" in one.record ? one.record.cites : [];
  const nested = JSON.stringify(one.record).match(/"source":"[^"]+"/g) ?? [];
  const sources = compose.cited(nested.map((text) => ({ source: text.slice(10, -1), at: null })));
  const names = (other: A.AnyRecord, of: string) =>
    other.record.id !== of && JSON.stringify(other.record).includes(`"${of}"`);
  const row = (other: A.AnyRecord, how: string, outward: boolean): A.LinkedRow => {
    const loose = other.record as { date?: string; signed?: string; due?: string };
    return {
      id: other.record.id,
      kind: other.kind,
      title: compose.titleOf(other),
      date: loose.date ?? loose.signed ?? loose.due ?? null,
      how,
      outward,
    };
  };
  const outward = library.all
    .filter((other) => other.kind !== "source" && names(one, other.record.id))
    .map((other) => row(other, other.kind === "instrument" ? "instrument" : "part-of", true));
  const inward = library.all
    .filter((other) => names(other, id))
    .map((other) => row(other, one.kind === "source" ? "cites" : other.kind, false));
  return {
    record: one,
    cites: compose.cited(cites),
    sources: Object.fromEntries(sources.map((source) => [source.source, source])),
    contested: compose.contested(one),
    notes: own.notes.filter((note) => note.about === id),
    tags: own.tagsOn(id),
    linked: [...outward, ...inward.filter((other) => !outward.some((it) => it.id === other.id))],
    relations: relations(id),
    history: [
      {
        sequence: 12,
        time: "2026-11-20T09:12:44Z",
        origin: "pack:2026.11",
        who: null,
        action: "put",
        id,
        kind: one.kind,
        fields: [{ field: "confidence", before: '"medium"', after: '"high"' }],
        undoable: false,
      },
      {
        sequence: 1,
        time: "2026-10-02T08:00:00Z",
        origin: "pack:2026.10",
        who: null,
        action: "put",
        id,
        kind: one.kind,
        fields: [],
        undoable: false,
      },
    ],
    decisions: [],
    derived: derived(one, moment),
    origin: "pack:2026.11",
  };
}

function overview(moment: A.Moment): A.Overview {
  const today = fromIsoDay(moment.as_of) ?? 0;
  const rows = compose.commitments({
    filters: noFilters,
    by: [],
    states: [],
    overdue: false,
    due_before: null,
    moment,
  });
  const texts = compose.instruments(noFilters, moment);
  const soon = (row: A.CommitmentRow) => {
    const last = row.due ? spanOf(row.due).latest : null;
    return (
      !row.overdue &&
      row.state !== "done" &&
      row.state !== "lapsed" &&
      last !== null &&
      last >= today &&
      last <= today + 180
    );
  };
  return {
    partners: library.partners
      .map((one) => compose.partnerRow(one, moment))
      .filter((row) => row.iso !== "EU")
      .sort((a, b) => a.name.localeCompare(b.name)),
    union: library.partners.flatMap((one) => (one.iso === "EU" ? [compose.partnerRow(one, moment)] : []))[0] ?? null,
    due: rows.filter(soon),
    overdue: rows.filter((row) => row.overdue),
    latest: compose
      .timeline({ filters: noFilters, moment: { ...moment, past: true } })
      .toReversed()
      .slice(0, 10),
    data_date: "2026-11-20",
    instruments: texts.length,
    in_force: texts.filter((row) => row.state === "in-force" || row.state === "provisionally-applied").length,
    commitments: compose.rollUp(rows).all,
  };
}

const LIBRARY: A.LibraryState = {
  folder: "/home/desk/.local/share/entente",
  program: "0.1.0",
  pack: "entente-neighbourhood",
  version: "2026.11",
  data_date: "2026-11-20",
  counts: { partner: 8, source: 1300, instrument: 195, commitment: 332, funding: 286, event: 496, indicator: 134 },
  passages: 0,
  last_sequence: 2751,
  undecided: 0,
  mended: [],
  mended_by_name: [],
};

/** A backend without Tauri. `changes` replaces single answers: a slow one, a failing one, an empty one. */
export function fakeBackend(changes: Partial<Backend> = {}): Backend {
  return {
    start: async () => ({ today: FAKE_TODAY, library: LIBRARY }),
    overview: async (moment) => overview(moment),
    partnerPage: async (iso, moment) => partnerPage(iso, moment),
    timeline: async (ask) => compose.timeline(ask),
    instruments: async ({ filters, moment }) => compose.instruments(filters, moment),
    commitments: async (ask) => compose.commitments(ask),
    rollUp: async (ask) => compose.rollUp(compose.commitments(ask)),
    funding: async (ask) => compose.funding(ask),
    search: async (ask) => search(ask),
    suggest: async (text) =>
      library.instruments
        .filter((one) => text !== "" && one.title.toLowerCase().includes(text.toLowerCase()))
        .slice(0, 5)
        .map((one) => ({ text: one.title, kind: "instrument", label: null })),
    recordPage: async (id, moment) => recordPage(id, moment),
    documents: async () => [],
    documentPage: async (id) => {
      throw notFound(id);
    },
    comparable: async () => COMPARABLE,
    comparison: async (ask) => comparison(ask),
    briefPreview: async (ask) =>
      `<h1>${library.partners.find((one) => one.iso === ask.partner)?.name}</h1><p>A brief is composed by the library.</p>`,
    saveBrief: async () => ({ out: "/home/desk/tunisia.docx", bytes: 48213, facts: 212, footnotes: 188 }),
    libraryState: async () => LIBRARY,
    coverage: async () =>
      library.funding
        .filter((one) => !one.stages.some((step) => step.stage === "disbursed"))
        .slice(0, 24)
        .map((one) => ({
          code: "no-payment-data",
          partner: one.partners[0] ?? null,
          strand: one.strand,
          id: one.id,
          kind: "funding",
          title: one.title,
          commitments: null,
        })),
    check: async () => ({ ok: true, findings: [], citations: 4182, stopped: false }),
    workStep: async () => ({ doing: "records", done: 1000, of: 2751 }),
    stopWork: async () => {},
    importFiles: async () => null,
    backup: async () => "/home/desk/.local/share/entente/backups/2026-11-25.sqlite",
    backups: async () => BACKUPS,
    chooseFolder: async () => "/home/desk/pack-2026.12",
    saveBriefs: async (folder, _ask, partners) => ({ folder, saved: partners, refused: [], stopped: false }),
    chooseBrief: async () => "/home/desk/tunisia.docx",
    recheckBrief: async () => RECHECK,
    onDrop: () => () => {},
    chooseBackup: async () => null,
    restore: async () => "/home/desk/.local/share/entente/before-restore-20261125T090000Z",
    packs: async () => PACKS,
    previewPack: async () => PACK_CHANGES,
    applyPack: async () => PACK_CHANGES,
    rollBackPack: async () => ({ ...PACK_CHANGES, pack: null }),
    changes: async () => recordPage("tn-mou-2023", { as_of: FAKE_TODAY, past: false, known_on: null }).history,
    exportRecords: async (ask) => ({ out: `/home/desk/entente.${ask.format}`, rows: 12, stopped: false }),
    saveTimeline: async (ask, drawing) => ({
      out: `/home/desk/timeline.${drawing.format}`,
      rows: compose.timeline(ask).length,
      stopped: false,
    }),
    savedSearches: async () => [{ id: "saved-readmission", label: "readmission", query: "readmission" }],
    saveSearch: async () => {},
    forgetSearch: async () => {},
    examine: async () => [],
    edit: async () => {},
    undo: async () => {},
    decisions: async () => [],
    decide: async () => {},
    tags: async () => own.tags(),
    addNote: async (about, text) => own.addNote(about, text),
    addTag: async (record, label) => own.addTag(record, label),
    removeTag: async (record, tag) => own.removeTag(record, tag),
    removeOwn: async (id) => own.removeNote(id),
    ...changes,
  };
}
