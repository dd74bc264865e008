/** Backups and packs of the fake library. */
import type { BackupRow, PackChanges, PackRow } from "../answers";

const FOLDER = "/home/desk/.local/share/entente";

export const BACKUPS: BackupRow[] = [
  {
    path: `${FOLDER}/before-restore-20261120T081500Z`,
    time: "2026-11-20T08:15:00Z",
    sequence: null,
    bytes: "9412608",
    kept_aside: true,
  },
  {
    path: `${FOLDER}/backups/library-000000002740-1f0c.sqlite`,
    time: "2026-11-19T17:02:11Z",
    sequence: 2740,
    bytes: "9400320",
    kept_aside: false,
  },
];

export const PACKS: PackRow[] = [
  {
    id: "entente-neighbourhood",
    version: "2026.11",
    data_date: "2026-11-20",
    applied: "2026-11-20T09:12:44Z",
    rolled_back: null,
  },
  {
    id: "entente-neighbourhood",
    version: "2026.10",
    data_date: "2026-10-01",
    applied: "2026-10-02T08:00:00Z",
    rolled_back: null,
  },
];

export const PACK_CHANGES: PackChanges = {
  added: 1,
  changed: 1,
  removed: 0,
  kept: 0,
  to_decide: 1,
  pack: "entente-neighbourhood 2026.12, 2026-12-18",
  changes: [
    {
      id: "tn-e99",
      kind: "event",
      action: "added",
      title: "Association Council in Brussels",
      fields: ["date", "title"],
      differences: [],
    },
    {
      id: "tn-f01",
      kind: "funding",
      action: "changed",
      title: "Migration package linked to the memorandum",
      fields: ["amount"],
      differences: [{ field: "amount", before: '"105000000 EUR"', after: '"110000000 EUR"' }],
    },
  ],
};
