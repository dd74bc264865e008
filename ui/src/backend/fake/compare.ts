/** Two texts side by side, for the fake: a draft and what was signed. */
import type * as A from "../answers";

const place = (locator: string, heading: string, passage: number, record = "draft"): A.ClausePlace => ({
  ...{ locator, heading, record, passage, language: "en" },
});
const same = (text: string): A.WordChange => ({ kind: "same", text });
const removed = (text: string): A.WordChange => ({ kind: "removed", text });
const added = (text: string): A.WordChange => ({ kind: "added", text });

const CLAUSES: A.ComparedClause[] = [
  {
    left: place("paragraph 3", "Article 1", 3),
    right: place("paragraph 3", "Article 1", 3, "signed"),
    changes: [
      same("The Parties "),
      removed("shall"),
      added("may"),
      same(" set up a joint fund of EUR "),
      removed("105"),
      added("150"),
      same(" million for renewable energy."),
    ],
  },
  {
    left: place("paragraph 5", "Article 2", 5),
    right: place("paragraph 7", "Article 3", 7, "signed"),
    changes: [same("The Union will provide equipment to the coast guard by the end of 2024.")],
  },
  {
    left: null,
    right: place("paragraph 5", "Article 2", 5, "signed"),
    changes: [added("Students of both sides travel without fees.")],
  },
  {
    left: place("paragraph 7", "Article 3", 7),
    right: null,
    changes: [removed("A joint committee meets once a year in Brussels.")],
  },
];

const DIFFERENCES = [1, null, 2, 3];
const ROWS: A.ComparedRow[] = CLAUSES.map((clause, index) => ({
  ...{ row: index + 1, difference: DIFFERENCES[index] ?? null, clause },
}));

export function comparison(ask: A.CompareAsk): A.Comparison {
  const rows = ask.only_differences ? ROWS.filter((one) => one.difference !== null) : ROWS;
  return {
    left: { id: ask.left, kind: "document", title: "The draft", clauses: 3 },
    right: { id: ask.right, kind: "document", title: "What was signed", clauses: 3 },
    ...{ alike: 1, changed: 1, only_left: 1, only_right: 1 },
    ...{ rows, first: 1, of: rows.length },
    ...{ earlier: null, later: null, difference_before: null, difference_after: null },
  };
}

const text = (
  id: string,
  title: string,
  kind: A.RecordKind,
  partners: string[],
  clauses: number,
): A.ComparableText => ({
  ...{ id, title, kind, partners, clauses, date: "2023-07-16", by_commitments: kind === "instrument" },
});

export const COMPARABLE: A.ComparableText[] = [
  text("eg-jd-2024", "EU–Egypt joint declaration", "instrument", ["EG"], 21),
  text("draft", "The draft", "document", ["TN"], 3),
  text("tn-mou-2023", "EU–Tunisia memorandum of understanding", "instrument", ["TN"], 17),
  text("signed", "What was signed", "document", ["TN"], 3),
];
