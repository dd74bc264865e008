/** Funding lines as a tree: each whole, then its parts. */
import type { FundingRow } from "../../backend";
import { compareDecimal } from "../../words/numbers";
import { STAGES } from "../totals";

export interface Twig {
  row: FundingRow;
  depth: number;
}

/** Wholes first (the largest on top), each followed by its parts. A part whose whole is not among the lines stands by itself. */
export function tree(lines: readonly FundingRow[]): Twig[] {
  const known = new Set(lines.map((line) => line.id));
  const parts = new Map<string, FundingRow[]>();
  const roots: FundingRow[] = [];
  for (const line of lines) {
    const whole = line.part_of?.id;
    if (whole && known.has(whole) && whole !== line.id) parts.set(whole, [...(parts.get(whole) ?? []), line]);
    else roots.push(line);
  }
  const bySize = (a: FundingRow, b: FundingRow) =>
    (a.part_of?.breakdown ?? "").localeCompare(b.part_of?.breakdown ?? "") || compareDecimal(b.amount, a.amount);
  const twigs: Twig[] = [];
  const seen = new Set<string>();
  const walk = (row: FundingRow, depth: number) => {
    if (seen.has(row.id)) return;
    seen.add(row.id);
    twigs.push({ row, depth });
    for (const part of (parts.get(row.id) ?? []).toSorted(bySize)) walk(part, depth + 1);
  };
  for (const root of roots.toSorted(bySize)) walk(root, 0);
  for (const line of lines) walk(line, 0);
  return twigs;
}

/** The furthest stage at which a line has a figure. */
export function furthest(row: FundingRow): FundingRow["positions"][number] | null {
  return (
    row.positions
      .toSorted((a, b) => STAGES.indexOf(b.stage) - STAGES.indexOf(a.stage))
      .find((one) => one.stage !== "cancelled") ?? null
  );
}
