/**
 * Where instruments and their ties stand when they are drawn: what came first at the left, what came of it at the right.
 * Lengths are sixteenths of the reader's text size, so that a drawing grows with it.
 */
import type { RelatedInstrument, Tie } from "../../backend";
import { spanOf } from "../../words/edtf";

export interface Box {
  one: RelatedInstrument;
  lines: string[];
  left: number;
  top: number;
  height: number;
}
export interface Line {
  tie: Tie;
  path: string;
  /** The middle of its word. */
  word: { x: number; y: number };
}
export interface Drawn {
  width: number;
  height: number;
  boxes: Box[];
  lines: Line[];
}

export const BOX = { width: 154, pad: 8, line: 15, date: 15 } as const;
const TEXT = BOX.width - 2 * BOX.pad;
const LINES = 6;
const CHAR = 12;

/** The layout's library is large and few pages need it: it is read with the first page that does. */
export const layoutReady = () => import("@dagrejs/dagre");

/** How wide a letter is about, in parts of the text's size; never less than what the window's sans takes. */
function breadth(letter: string): number {
  if (/[iljtfrI.,:;'’()[\]|!/ -]/.test(letter)) return 0.36;
  if (/[mwMW@%]/.test(letter)) return 0.9;
  return /[\p{Lu}\p{N}]/u.test(letter) ? 0.68 : 0.56;
}
/** How wide a text is about, in the drawing's units. */
const long = (text: string) => [...text].reduce((so, letter) => so + breadth(letter) * CHAR, 0);

/** A text in lines that fit a box, broken after spaces and hyphens. What does not fit is left off with a sign. */
export function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.trim().split(/(?<=[\s-])/)) {
    const longer = (lines.at(-1) ?? "") + word;
    if (lines.length > 0 && long(longer.trimEnd()) <= TEXT) lines[lines.length - 1] = longer;
    else lines.push(...pieces(word));
  }
  if (lines.length <= LINES) return lines;
  return [...lines.slice(0, LINES - 1), `${lines[LINES - 1]!.replace(/[\s,;:(]*$/, "")}…`];
}

/** A word longer than a line, cut where it must be. */
function pieces(word: string): string[] {
  const cut: string[] = [""];
  for (const letter of word) {
    if (long(cut.at(-1) + letter) > TEXT) cut.push("");
    cut[cut.length - 1] += letter;
  }
  return cut;
}

/** The newer of two that are only named together stands at the right; elsewhere, the one that speaks of the other. */
function atRight(tie: Tie, signed: Map<string, string | null>): boolean {
  const day = (id: string) => spanOf(signed.get(id) ?? "").earliest ?? Number.POSITIVE_INFINITY;
  return tie.how !== "related" || day(tie.from) >= day(tie.to);
}

/** Draws the ties. `sayHow` is a tie's word, for which room is kept. */
export async function arranged(
  instruments: readonly RelatedInstrument[],
  ties: readonly Tie[],
  sayHow: (how: string) => string,
): Promise<Drawn> {
  const { Graph, layout } = await layoutReady();
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 14, edgesep: 12, ranksep: 28, marginx: 6, marginy: 6 });
  const lines = new Map(instruments.map((one) => [one.id, wrapped(one.title)]));
  for (const { id } of instruments) {
    const height = 2 * BOX.pad + BOX.date + BOX.line * lines.get(id)!.length;
    graph.setNode(id, { width: BOX.width, height });
  }
  const signed = new Map(instruments.map((one) => [one.id, one.signed]));
  const turned = ties.map(
    (tie) => (atRight(tie, signed) ? [tie.to, tie.from] : [tie.from, tie.to]) as [string, string],
  );
  ties.forEach(({ how }, index) =>
    graph.setEdge(...turned[index]!, { width: long(sayHow(how)) * 0.92, height: CHAR, labelpos: "c" }, how),
  );
  layout(graph);
  const size = graph.graph() as { width: number; height: number };
  const boxes = instruments.map((one) => {
    const { x, y, height } = graph.node(one.id) as Place;
    return { one, lines: lines.get(one.id)!, left: x - BOX.width / 2, top: y - height / 2, height };
  });
  const edges = ties.map((tie, index) => {
    const [left, right] = turned[index]!;
    const { points, x, y } = graph.edge(left, right, tie.how) as { points: Point[]; x: number; y: number };
    // Ties that go round in a circle cannot all go one way: the layout turns some.
    return (graph.node(left) as Place).x < (graph.node(right) as Place).x
      ? { left, right, points, x, y }
      : { left: right, right: left, points: points.toReversed(), x, y };
  });
  const columns = new Set(boxes.map((box) => box.left));
  return {
    ...size,
    boxes,
    lines: ties.map((tie, index) => {
      const { left, right, points, x, y } = edges[index]!;
      const start = port(edges, index, "left", graph.node(left) as Place);
      const end = port(edges, index, "right", graph.node(right) as Place);
      const along = [
        start,
        ...points.slice(1, -1).flatMap((point) => across(point, columns, long(sayHow(tie.how)))),
        end,
      ];
      return { tie, path: curve(left === tie.from ? along : along.toReversed()), word: { x, y } };
    }),
  };
}

type Point = { x: number; y: number };
type Place = Point & { height: number };
type Edge = { left: string; right: string; points: Point[] };

/** Where a line leaves or meets a box: the lines of one side are spread along it in the order they come in. */
function port(edges: readonly Edge[], index: number, end: "left" | "right", box: Place): Point {
  const next = (edge: Edge) => edge.points.at(end === "left" ? 1 : -2)!.y;
  const here = edges.filter((edge) => edge[end] === edges[index]![end]).toSorted((a, b) => next(a) - next(b));
  const room = Math.min(box.height - 2 * BOX.pad, 10 * (here.length - 1));
  const at = here.length === 1 ? 0 : here.indexOf(edges[index]!) / (here.length - 1) - 0.5;
  return { x: box.x + (end === "left" ? BOX.width / 2 : -BOX.width / 2), y: box.y + at * room };
}

/** A line is level where it passes between two boxes of a column, and under its word. */
function across(point: Point, columns: ReadonlySet<number>, word: number): Point[] {
  const half = (columns.has(point.x - BOX.width / 2) ? BOX.width : word * 0.8) / 2;
  return [
    { ...point, x: point.x - half },
    { ...point, x: point.x + half },
  ];
}

/** A line that is level at each point. */
function curve([first, ...rest]: readonly Point[]): string {
  let from = first!;
  let path = `M${from.x} ${from.y}`;
  for (const point of rest) {
    const half = (from.x + point.x) / 2;
    path += `C${half} ${from.y} ${half} ${point.y} ${point.x} ${point.y}`;
    from = point;
  }
  return path;
}
