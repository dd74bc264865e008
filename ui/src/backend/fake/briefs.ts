/** A brief of the fake library that left the building. */
import type { BriefRecheck } from "../answers";

export const RECHECK: BriefRecheck = {
  partner: "TN",
  pack: "entente-neighbourhood 2026.10",
  as_of: "2026-10-02",
  unchanged: 168,
  changed: [
    { id: "tn-f01", title: "Budget support under the memorandum", notes: [3, 17] },
    { id: "tn-e99", title: null, notes: [21] },
  ],
  new: [{ id: "tn-mou-2023", kind: "instrument", title: "Memorandum of Understanding" }],
};
