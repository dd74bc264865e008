/** Commitments under the heads of a register. */
import type { CommitmentRow } from "../../backend";
import { word } from "../../words/words.svelte";

export type GroupBy = "partner" | "strand" | "instrument" | "by";

export interface Group {
  key: string;
  name: string;
  rows: CommitmentRow[];
}

/** One that concerns two partners stands under both. */
export function grouped(rows: readonly CommitmentRow[], by: GroupBy, partnerName: (iso: string) => string): Group[] {
  const groups = new Map<string, Group>();
  const heads = (row: CommitmentRow): [string, string][] => {
    if (by === "partner") return row.partners.map((iso) => [iso, partnerName(iso)]);
    if (by === "strand") return [[row.strand, word("strand", row.strand)]];
    if (by === "by") return [[row.by, word("party", row.by)]];
    return [[row.instrument, row.instrument_title]];
  };
  for (const row of rows) {
    for (const [key, name] of heads(row)) {
      const group = groups.get(key) ?? { key, name, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    }
  }
  return [...groups.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
