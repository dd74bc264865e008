/** Answers composed from the small library, near enough to the real ones for the eye and for tests of screens. */
import { addDecimal, splitMoney } from "../../words/numbers";
import { fromIsoDay, isoDay } from "../../words/days";
import { spanOf } from "../../words/edtf";
import type * as A from "../answers";
import * as library from "./records";

const day = (number: number | null) => (number === null ? null : isoDay(number));
const at = (moment: A.Moment) => fromIsoDay(moment.as_of) ?? 0;
const earliest = (edtf: string | null | undefined) => (edtf ? spanOf(edtf).earliest : null);
const latest = (edtf: string | null | undefined) => (edtf ? spanOf(edtf).latest : null);

export function cited(cites: readonly A.Citation[]): A.Cited[] {
  return cites.flatMap((cite) => {
    const source = library.sources.get(cite.source);
    if (!source) return [];
    const { id, title, publisher, date, url, identifier, language, official } = source;
    return [{ source: id, title, publisher, date, at: cite.at, url, identifier, language, official }];
  });
}

export const noFilters: A.Filters = {
  partners: [],
  strands: [],
  kinds: [],
  text: null,
  from: null,
  to: null,
  dates: "could",
};

function admits(
  filters: A.Filters,
  partners: A.Iso[],
  strands: A.Strand[],
  text: string,
  date: string | null,
): boolean {
  if (filters.partners.length > 0 && !filters.partners.some((one) => partners.includes(one))) return false;
  if (filters.strands.length > 0 && !filters.strands.some((one) => strands.includes(one))) return false;
  if (
    filters.text &&
    !filters.text
      .toLowerCase()
      .split(/\s+/)
      .every((one) => text.toLowerCase().includes(one))
  )
    return false;
  const [from, to] = [earliest(filters.from), latest(filters.to)];
  const [first, last] = [earliest(date) ?? -Infinity, latest(date) ?? Infinity];
  return (from === null || (date !== null && last >= from)) && (to === null || (date !== null && first <= to));
}

function legalState(one: A.Instrument, moment: A.Moment): A.LegalState | null {
  const today = at(moment);
  const end = latest(one.expires);
  if (end !== null && end < today) return "expired";
  const signed = earliest(one.signed) ?? -Infinity;
  const force = earliest(one.in_force);
  if (signed > today) return null;
  if (force !== null && force > today) return "signed";
  return one.status;
}

export function instrumentRow(one: A.Instrument, moment: A.Moment): A.InstrumentRow {
  const { id, title, kind, partners, parties, binding, signed, in_force, expires, strands, identifier } = one;
  return {
    ...{ id, title, kind, partners, parties, binding, signed, in_force, expires, strands, identifier },
    state: legalState(one, moment),
    commitments: library.commitments.filter((c) => c.instrument === id).length,
    contested: one.claims.length > 0,
    related: one.related,
    cites: cited(one.cites),
  };
}

export function instruments(filters: A.Filters, moment: A.Moment): A.InstrumentRow[] {
  return library.instruments
    .filter((one) =>
      admits(filters, one.partners, one.strands, `${one.title} ${one.summary}`, one.signed ?? one.in_force),
    )
    .map((one) => instrumentRow(one, moment))
    .sort((a, b) => (b.signed ?? b.in_force ?? "").localeCompare(a.signed ?? a.in_force ?? ""));
}

function commitmentRow(one: A.Commitment, moment: A.Moment): A.CommitmentRow {
  const instrument = library.instruments.find((it) => it.id === one.instrument);
  const step = one.states.at(-1);
  const state = step?.state ?? "unknown";
  const due = latest(one.due);
  const { id, partners, by, strand, text, force, article } = one;
  return {
    ...{ id, partners, by, strand, text, force, article, due: one.due, state },
    instrument: one.instrument,
    instrument_title: instrument?.title ?? one.instrument,
    binding: instrument?.binding ?? false,
    state_date: step?.date ?? null,
    state_note: step?.note ?? null,
    overdue: due !== null && due < at(moment) && state !== "done" && state !== "lapsed",
    contested: one.claims.length > 0,
    cites: cited(one.cites),
  };
}

export function commitments(ask: A.CommitmentsAsk): A.CommitmentRow[] {
  const before = fromIsoDay(ask.due_before);
  return library.commitments
    .filter((one) => admits(ask.filters, one.partners, [one.strand], one.text, one.due))
    .map((one) => commitmentRow(one, ask.moment))
    .filter((row) => ask.by.length === 0 || ask.by.includes(row.by))
    .filter((row) => ask.states.length === 0 || ask.states.includes(row.state))
    .filter((row) => !ask.overdue || row.overdue)
    .filter((row) => before === null || (latest(row.due) ?? Infinity) < before)
    .sort(
      (a, b) =>
        Number(b.overdue) - Number(a.overdue) ||
        (a.due ?? "9999").localeCompare(b.due ?? "9999") ||
        a.id.localeCompare(b.id),
    );
}

const NONE: A.Tally = { overdue: 0, open: 0, under_way: 0, done: 0, lapsed: 0, unknown: 0 };
const column = (row: A.CommitmentRow): keyof A.Tally =>
  row.overdue ? "overdue" : row.state === "under-way" ? "under_way" : row.state;

export function rollUp(rows: A.CommitmentRow[]): A.RollUp {
  const table = new Map<string, A.TrackerRow>();
  const all = { ...NONE };
  for (const row of rows) {
    all[column(row)] += 1;
    for (const partner of row.partners) {
      const key = `${partner} ${row.strand} ${row.by}`;
      const into = table.get(key) ?? { partner, strand: row.strand, by: row.by, tally: { ...NONE } };
      into.tally[column(row)] += 1;
      table.set(key, into);
    }
  }
  return { rows: [...table.values()], all };
}

const STAGES: A.Stage[] = [
  "announced",
  "pledged",
  "adopted",
  "signed",
  "contracted",
  "disbursed",
  "returned",
  "cancelled",
];

function positions(one: A.FundingLine, moment: A.Moment): A.FundingRow["positions"] {
  return STAGES.flatMap((stage) => {
    const steps = one.stages.filter(
      (step) => step.stage === stage && step.amount && (earliest(step.date) ?? 0) <= at(moment),
    );
    const running = steps.findLast((step) => step.basis === "running-total");
    const amounts = (running ? [running] : steps).map((step) => splitMoney(step.amount ?? ""));
    const currency = amounts[0]?.currency;
    return currency ? [{ stage, currency, amount: addDecimal(...amounts.map((money) => money.amount)) }] : [];
  });
}

function fundingRow(one: A.FundingLine, moment: A.Moment): A.FundingRow {
  const {
    id,
    title,
    partners,
    strand,
    kind,
    fund,
    instrument,
    period,
    counts_as,
    counts_reason,
    part_of,
    repeats,
    relabels,
    note,
  } = one;
  return {
    ...{
      id,
      title,
      partners,
      strand,
      kind,
      fund,
      instrument,
      period,
      counts_as,
      counts_reason,
      part_of,
      repeats,
      relabels,
      note,
    },
    ...splitMoney(one.amount),
    partner: partners[0] ?? null,
    stages: one.stages
      .filter((step) => (earliest(step.date) ?? 0) <= at(moment))
      .map((step) => {
        const money = step.amount ? splitMoney(step.amount) : { amount: null, currency: null };
        return {
          stage: step.stage,
          date: step.date,
          basis: step.basis,
          converted: null,
          note: step.note,
          ...money,
          cites: cited(step.cites),
        };
      }),
    positions: positions(one, moment),
    net_disbursed: null,
    contested: one.claims.length > 0,
    cites: cited(one.cites),
  };
}

export function funding(ask: A.FundingAsk): A.FundingAnswer {
  const lines = library.funding
    .filter((one) => admits(ask.filters, one.partners, [one.strand], one.title, one.stages[0]?.date ?? one.period))
    .filter((one) => ask.funding_kinds.length === 0 || ask.funding_kinds.includes(one.kind))
    .map((one) => fundingRow(one, ask.moment));
  const left_out: A.LeftOut[] = [];
  const counted: string[] = [];
  const sums = new Map<string, A.FundingTotal>();
  for (const line of lines) {
    const whole = library.funding.find((one) => one.id === line.part_of?.id && one.counts_as === "line");
    const out = (code: A.LeftOut["code"], reason: string, because_of: string | null) =>
      left_out.push({ id: line.id, title: line.title, stage: null, code, reason, because_of });
    if (line.counts_as === "envelope") {
      out("envelope", "It is a ceiling that other lines are drawn from, so it is shown beside the total.", null);
    } else if (line.counts_as === "statement") {
      out("statement", "It is a speaker’s running sum that overlaps with other lines.", null);
    } else if (whole) {
      out("covered-by-whole", `It is a part of “${whole.title}”, which the total counts.`, whole.id);
    } else if (line.positions.length > 0) {
      counted.push(line.id);
      for (const { stage, amount, currency } of line.positions) {
        const key = `${STAGES.indexOf(stage)} ${line.kind} ${currency}`;
        const so = sums.get(key);
        sums.set(key, {
          stage,
          kind: line.kind,
          currency,
          amount: addDecimal(so?.amount ?? "0", amount),
          counted: [...(so?.counted ?? []), line.id],
          summed_from_parts: [],
        });
      }
    }
  }
  const totals = [...sums.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, total]) => total);
  return {
    totals,
    converted_totals: [],
    counted,
    left_out,
    nets: [],
    warnings: [],
    warned: [],
    not_converted: [],
    unconverted: [],
    lines,
  };
}

const entry = (
  rest: Pick<A.TimelineEntry, "id" | "date" | "title" | "kind" | "type" | "partners" | "strands"> &
    Partial<A.TimelineEntry>,
): A.TimelineEntry => {
  const { earliest: first, latest: last } = spanOf(rest.date);
  return { place: null, amount: null, currency: null, ...rest, earliest: day(first), latest: day(last) };
};

export function timeline(ask: A.TimelineAsk): A.TimelineEntry[] {
  const kinds = ask.filters.kinds.length > 0 ? ask.filters.kinds : ["event"];
  const rows: A.TimelineEntry[] = [];
  for (const { id, date, title, kind, partners, strands, place } of library.events) {
    if (kinds.includes("event"))
      rows.push(entry({ id, date, title, kind: "event", type: kind, partners, strands, place }));
  }
  for (const { id, title, kind, partners, strands, signed, in_force, expires, status } of library.instruments) {
    const from = signed ?? in_force;
    const to = expires ?? (status === "in-force" || status === "provisionally-applied" ? ".." : null);
    if (kinds.includes("instrument") && from) {
      rows.push(
        entry({ id, date: to ? `${from}/${to}` : from, title, kind: "instrument", type: kind, partners, strands }),
      );
    }
  }
  for (const { id, title, partners, strand, stages } of library.funding) {
    if (!kinds.includes("funding")) continue;
    for (const { stage, date, amount } of stages) {
      const money = amount ? splitMoney(amount) : {};
      rows.push(entry({ id, date, title, kind: "funding", type: stage, partners, strands: [strand], ...money }));
    }
  }
  for (const { id, due, text, partners, strand } of library.commitments) {
    if (kinds.includes("commitment") && due)
      rows.push(entry({ id, date: due, title: text, kind: "commitment", type: "due", partners, strands: [strand] }));
  }
  return rows
    .filter((row) => admits(ask.filters, row.partners, row.strands, row.title, row.date))
    .filter((row) => !ask.moment.past || (fromIsoDay(row.earliest) ?? -Infinity) <= at(ask.moment))
    .sort((a, b) => (a.earliest ?? "").localeCompare(b.earliest ?? "") || a.id.localeCompare(b.id));
}

export function partnerRow(one: A.Partner, moment: A.Moment): A.PartnerRow {
  const filters = { ...noFilters, partners: [one.iso] };
  const texts = instruments(filters, moment);
  const owed = commitments({ filters, by: [], states: [], overdue: false, due_before: null, moment });
  const happened = timeline({ filters, moment });
  const dated = timeline({
    filters: { ...filters, kinds: ["event", "commitment"] },
    moment: { ...moment, past: false },
  });
  return {
    ...{ id: one.id, iso: one.iso, name: one.name, names: one.names },
    instruments: texts.length,
    in_force: texts.filter((row) => row.state === "in-force" || row.state === "provisionally-applied").length,
    commitments: owed.length,
    open: owed.filter((row) => !row.overdue && (row.state === "open" || row.state === "under-way")).length,
    overdue: owed.filter((row) => row.overdue).length,
    events: happened.length,
    sources: [...library.sources.values()].filter((source) => source.partners.includes(one.iso)).length,
    funding: funding({ filters, funding_kinds: [], convert_to: null, moment }).totals,
    last_event: happened.findLast((row) => (row.earliest ?? "") <= moment.as_of) ?? null,
    next: dated.find((row) => (row.latest ?? "") > moment.as_of) ?? null,
  };
}

export function contested(record: A.AnyRecord): A.ContestedRow[] {
  if (!("claims" in record.record)) return [];
  const { id, claims } = record.record;
  const title = titleOf(record);
  return [...new Set(claims.map((claim) => claim.field))].map((field) => ({
    ...{ id, title, field },
    claims: claims.filter((claim) => claim.field === field).map((claim) => ({ ...claim, cites: cited(claim.cites) })),
  }));
}

export function titleOf({ record }: A.AnyRecord): string {
  if ("title" in record) return record.title;
  if ("name" in record) return record.name;
  return "text" in record ? record.text : record.label;
}
