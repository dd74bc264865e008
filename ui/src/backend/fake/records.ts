/** A small library of real facts, for screen tests and for looking at the window in a plain browser. */
import type * as A from "../answers";
import raw from "./records.json";

type Sparse = Record<string, unknown>;

/** The file leaves out what is empty; the wire never does. */
function whole<T>(rows: readonly object[], blank: Partial<T>): T[] {
  return rows.map((row) => ({ ...blank, ...(row as Sparse) }) as T);
}

const common = { cites: [], note: null, claims: [] };
const cites = <T extends { cites?: A.Citation[] }>(steps: T[] | undefined) =>
  (steps ?? []).map((step) => ({ note: null, ...step, cites: step.cites ?? [] }));

export const partners = whole<A.Partner>(raw.partners, { ...common, names: {}, capital: null, summary: null });
export const sources = new Map(
  whole<A.Source>(raw.sources, { url: null, identifier: null, note: null, partners: [] }).map((one) => [one.id, one]),
);
export const instruments = whole<A.Instrument>(raw.instruments, {
  ...common,
  signed: null,
  place: null,
  signatories: [],
  in_force: null,
  expires: null,
  history: [],
  identifier: null,
  related: [],
});
export const commitments = whole<A.Commitment>(raw.commitments, {
  ...common,
  force: null,
  article: null,
  due: null,
}).map((one) => ({
  ...one,
  states: cites(one.states).map((step) => ({ ...step, date: step.date ?? null })),
}));
export const funding = whole<A.FundingLine>(raw.funding, {
  ...common,
  instrument: null,
  fund: null,
  period: null,
  part_of: null,
  repeats: [],
  relabels: [],
  counts_reason: null,
}).map((one) => ({ ...one, stages: cites(one.stages).map((step) => ({ ...step, amount: step.amount ?? null })) }));
export const events = whole<A.EventRecord>(raw.events, {
  ...common,
  place: null,
  people: [],
  strands: [],
  instruments: [],
});
export const indicators = whole<A.Indicator>(raw.indicators, common);

/** Every record with its kind, in one list. */
export const all: A.AnyRecord[] = [
  ...partners.map((record) => ({ kind: "partner" as const, record })),
  ...instruments.map((record) => ({ kind: "instrument" as const, record })),
  ...commitments.map((record) => ({ kind: "commitment" as const, record })),
  ...funding.map((record) => ({ kind: "funding" as const, record })),
  ...events.map((record) => ({ kind: "event" as const, record })),
  ...indicators.map((record) => ({ kind: "indicator" as const, record })),
  ...[...sources.values()].map((record) => ({ kind: "source" as const, record })),
];
