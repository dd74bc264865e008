/** Entries for the tests of the timeline: the small library's, and single ones. */
import type { Filters, TimelineEntry } from "../../backend";
import * as fake from "../../backend/fake/compose";

export const noFilters: Filters = { ...fake.noFilters, kinds: ["event", "instrument", "funding", "commitment"] };

export function timelineOf(filters: Filters): TimelineEntry[] {
  return fake.timeline({ filters, moment: { as_of: "2026-11-25", past: false, known_on: null } });
}

export function compose(parts: Partial<TimelineEntry>): TimelineEntry {
  return {
    ...{
      id: "x-e01",
      date: "2024-01-01",
      earliest: "2024-01-01",
      latest: "2024-01-01",
      title: "A visit",
      kind: "event",
    },
    ...{ type: "visit", partners: ["TN"], strands: ["trade"], place: null, amount: null, currency: null },
    ...parts,
  };
}
