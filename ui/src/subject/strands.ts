import type { Strand } from "../backend";

/** In the order in which lanes and lists show them. */
export const STRANDS: readonly Strand[] = [
  "migration",
  "economy",
  "trade",
  "energy",
  "security",
  "people",
  "humanitarian",
];

/** A shape for each strand on a 12-unit grid, so that colour is never alone. */
export const STRAND_SHAPES: Record<Strand, string> = {
  migration: "M1 6 6 1l5 5-5 5Z",
  economy: "M1.5 1.5h9v9h-9Z",
  trade: "M3.4 1h5.2L11 6 8.6 11H3.4L1 6Z",
  energy: "M6 1l5 9.5H1Z",
  security: "M1.5 1.5h9V6c0 3-2 4.5-4.5 5.5C3.5 10.5 1.5 9 1.5 6Z",
  people: "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Z",
  humanitarian: "M4.2 1h3.6v3.2H11v3.6H7.8V11H4.2V7.8H1V4.2h3.2Z",
};
