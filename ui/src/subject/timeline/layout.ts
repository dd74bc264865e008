/**
 * Where each mark of a timeline stands: its lane, its row, and how much of its name there is room for.
 * Marks that find no room gather into clusters. The layout depends on the scale, not on the place: panning only moves it.
 */
import type { RecordKind, Strand, TimelineEntry } from "../../backend";
import { fromIsoDay } from "../../words/days";
import { isExact, isInterval } from "../../words/edtf";

/** How a date is drawn: a point, a stretch that it fills, or a stretch within which it lies. */
export type Shape = "point" | "stretch" | "within";

/** An entry made ready for drawing once, whatever the scale. */
export interface Ready {
  entry: TimelineEntry;
  lane: number;
  /** First and last day; an open end is infinite. */
  from: number;
  to: number;
  shape: Shape;
  kind: RecordKind;
  strand: Strand | null;
  /** Pixels that its whole name would take. */
  wide: number;
}

/** A mark as it is drawn. Pixels are counted from day 0 at the layout's scale. */
export interface Mark {
  key: string;
  lane: number;
  row: number;
  x: number;
  /** Where its drawn stretch ends; `x` for a point. */
  end: number;
  shape: Shape;
  kind: RecordKind;
  strand: Strand | null;
  label: string;
  /** Pixels of room for the label; 0 for none. */
  room: number;
  members: Ready[];
}

export interface LaneOf {
  id: string;
  holds: (entry: TimelineEntry) => boolean;
}

const FAR = 1e7;
const GLYPH = 7;
const PILL = 13;
const GAP = 5;
const LETTER = 5.9;
const LONGEST = 230;
const SHORTEST = 34;

/** A page and its chart ask for the same; what neither holds any more is let go. */
const known = new WeakMap<readonly TimelineEntry[], { lanes: readonly LaneOf[]; ready: readonly Ready[] }>();

/** Sorts entries into lanes. An entry stands in the first lane that holds it, so that none is drawn twice. */
export function prepare(entries: readonly TimelineEntry[], lanes: readonly LaneOf[]): readonly Ready[] {
  const before = known.get(entries);
  if (before?.lanes === lanes) return before.ready;
  const ready = inLanes(entries, lanes);
  known.set(entries, { lanes, ready });
  return ready;
}

function inLanes(entries: readonly TimelineEntry[], lanes: readonly LaneOf[]): Ready[] {
  const ready: Ready[] = [];
  for (const entry of entries) {
    const lane = lanes.findIndex((one) => one.holds(entry));
    const [first, last] = [fromIsoDay(entry.earliest), fromIsoDay(entry.latest)];
    if (lane < 0 || (first === null && last === null)) continue;
    const from = first ?? -FAR;
    const to = last ?? FAR;
    const shape = isExact(entry.date) ? "point" : isInterval(entry.date) ? "stretch" : "within";
    const wide = Math.min(LONGEST, entry.title.length * LETTER + 6);
    ready.push({ entry, lane, from, to, shape, kind: entry.kind, strand: entry.strands[0] ?? null, wide });
  }
  return ready.sort((a, b) => a.from - b.from || a.to - b.to);
}

interface Row {
  /** Where the drawn part of the last mark ends, and where its label does. */
  drawn: number;
  labelled: number;
  last: Mark | null;
}

/** Packs the marks of all lanes into rows at a scale of `perDay` pixels. */
export function pack(ready: readonly Ready[], laneCount: number, rowsPerLane: number, perDay: number): Mark[] {
  const marks: Mark[] = [];
  const lanes = Array.from({ length: laneCount }, () =>
    Array.from({ length: Math.max(1, rowsPerLane) }, (): Row => ({
      drawn: -Infinity,
      labelled: -Infinity,
      last: null,
    })),
  );
  for (const [index, one] of ready.entries()) {
    const rows = lanes[one.lane];
    if (!rows) continue;
    const x = Math.max(one.from, -FAR) * perDay;
    // An instrument's life runs on beneath later marks: only its beginning needs a place of its own.
    const stretched = one.shape !== "point" && one.kind !== "instrument";
    const end = one.shape === "point" ? x : Math.max(x, (one.to + 1) * perDay);
    const left = stretched ? x : x - GLYPH;
    const drawn = stretched ? Math.max(end, x + 2 * GLYPH) : x + GLYPH;
    const wanted = one.wide;

    let best: Row | undefined;
    for (const row of rows) {
      if (row.labelled + GAP <= left) {
        best = row;
        break;
      }
    }
    if (!best) {
      for (const row of rows) {
        if (row.drawn + GAP <= left && (!best || row.drawn < best.drawn)) best = row;
      }
      if (best?.last) {
        const room = left - best.drawn - GAP;
        best.last.room = room >= SHORTEST ? room : 0;
      }
    }
    if (best) {
      const mark: Mark = {
        key: `mark ${index}`,
        lane: one.lane,
        row: rows.indexOf(best),
        x,
        end,
        shape: one.shape,
        kind: one.kind,
        strand: one.strand,
        label: one.entry.title,
        room: wanted,
        members: [one],
      };
      marks.push(mark);
      best.drawn = drawn;
      best.labelled = drawn + wanted;
      best.last = mark;
      continue;
    }
    let host: Row | undefined;
    for (const row of rows) if (row.last && (!host || row.drawn < host.drawn)) host = row;
    if (!host?.last) continue;
    const cluster = host.last;
    if (cluster.members.push(one) === 2) cluster.key = cluster.key.replace("mark", "cluster");
    cluster.room = 0;
    cluster.shape = "point";
    cluster.end = Math.max(cluster.x, x);
    host.drawn = Math.max(host.drawn, cluster.x + PILL, x - PILL);
    host.labelled = host.drawn;
  }
  return marks;
}

/** Marks arranged for finding those in sight: by where they begin, and apart from them the long ones. */
export interface Sight {
  marks: readonly Mark[];
  long: readonly Mark[];
}

/** What a name or a glyph reaches beyond its beginning, at most. */
const REACH = LONGEST + 20;

export function sightOf(marks: readonly Mark[]): Sight {
  return { marks, long: marks.filter((mark) => mark.end - mark.x > REACH) };
}

/** The marks that touch the pixels from `left` to `right`, in the layout's own scale. */
export function inSight({ marks, long }: Sight, left: number, right: number): Mark[] {
  const start = firstFrom(marks, left - REACH);
  const found: Mark[] = [];
  for (const mark of long) {
    if (mark.x >= left - REACH) break;
    if (mark.end >= left) found.push(mark);
  }
  for (let at = start; at < marks.length; at++) {
    const mark = marks[at];
    if (!mark || mark.x > right + 20) break;
    found.push(mark);
  }
  return found;
}

/** The first mark that begins at `x` or later: marks stand in that order. */
function firstFrom(marks: readonly Mark[], x: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.x ?? Infinity) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The scale at which so many entries are laid out for a view of `perDay` pixels a day. Many entries are laid out afresh only
 * every so often while one zooms; in between the layout is stretched.
 */
export function layoutScale(perDay: number, entries: number): number {
  if (entries < 1500) return perDay;
  const step = Math.log(entries < 20_000 ? 1.25 : 1.6);
  return Math.exp(Math.round(Math.log(perDay) / step) * step);
}

export const isCluster = (mark: Mark) => mark.members.length > 1;

/** The days that a mark's members cover. */
export function reach(mark: Mark): { from: number; to: number } {
  const ends = mark.members.map((one) => (one.shape === "stretch" ? one.from : Math.min(one.to, FAR)));
  return { from: Math.min(...mark.members.map((one) => one.from)), to: Math.max(...ends) };
}

/** The days that all entries cover, open ends left aside. */
export function extent(ready: readonly Ready[]): { from: number; to: number } | null {
  let [from, to] = [Infinity, -Infinity];
  for (const one of ready) {
    if (one.from > -FAR) from = Math.min(from, one.from);
    to = Math.max(to, one.to < FAR ? one.to : one.from);
  }
  return from <= to ? { from, to } : null;
}

/**
 * The room for a name within a stretch of which the pixels from `start` to `end` are in sight, with `beside` next to it; null
 * where it stands beside, because more is in sight there: a name never runs over the edge of its stretch.
 */
export function roomWithin(label: string, start: number, end: number, beside: number): number | null {
  const within = end - start - 8;
  return within > 60 && (within >= beside || cut(label, within) === label) ? within : null;
}

/** Text cut to its room. */
export function cut(text: string, room: number): string {
  const letters = Math.floor((room - 4) / LETTER);
  return text.length <= letters ? text : `${text.slice(0, Math.max(0, letters - 1)).trimEnd()}…`;
}

/** The days worth seeing first: most of what happened, and what comes next year. */
export function opening(ready: readonly Ready[], today: number): { from: number; to: number } {
  const starts = ready.filter((one) => one.from > -FAR).map((one) => one.from);
  const from = starts[Math.floor(starts.length * 0.25)] ?? today - 3650;
  return { from: Math.min(from, today - 700) - 60, to: Math.max(today + 250, from + 365) };
}
