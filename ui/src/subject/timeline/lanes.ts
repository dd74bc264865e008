/** The lanes of a timeline: by strand, or by partner. */
import type { Strand } from "../../backend";
import { STRANDS } from "../strands";
import type { LaneOf } from "./layout";

export type LanesBy = "strand" | "partner";

export interface Lane extends LaneOf {
  name: string;
  strand: Strand | null;
}

export function strandLanes(name: (strand: Strand) => string, rest: string): Lane[] {
  return [
    ...STRANDS.map((strand) => ({
      id: strand as string,
      name: name(strand),
      strand,
      holds: (entry: { strands: Strand[] }) => entry.strands[0] === strand,
    })),
    { id: "rest", name: rest, strand: null, holds: () => true },
  ];
}

export function partnerLanes(isos: readonly string[], name: (iso: string) => string, rest: string): Lane[] {
  return [
    ...isos.map((iso) => ({
      id: iso,
      name: name(iso),
      strand: null,
      holds: (entry: { partners: string[] }) => entry.partners.includes(iso),
    })),
    { id: "rest", name: rest, strand: null, holds: () => true },
  ];
}
