/** Going about in a comparison, and what stands above its rows. */
import type { ComparedRow, Comparison } from "../../backend";

/** The nearest row after or before `at` where the texts differ; null where there is none. */
export function differenceFrom(found: Comparison, at: number, by: 1 | -1): number | null {
  const rows = found.rows.filter((one) => one.difference !== null);
  if (by === 1) return rows.find((one) => one.row > at)?.row ?? found.difference_after;
  return rows.findLast((one) => one.row < at)?.row ?? found.difference_before;
}

export interface Headings {
  left: string | null;
  right: string | null;
}

/** Rows with the headings that are new in them, on either side. */
export function withHeadings(rows: readonly ComparedRow[]): { row: ComparedRow; headings: Headings }[] {
  const above: Headings = { left: null, right: null };
  const fresh = (row: ComparedRow, side: keyof Headings) => {
    const heading = row.clause[side]?.heading ?? null;
    if (heading === null || heading === above[side]) return null;
    above[side] = heading;
    return heading;
  };
  return rows.map((row) => ({ row, headings: { left: fresh(row, "left"), right: fresh(row, "right") } }));
}
