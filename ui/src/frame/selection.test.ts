import { expect, test } from "vitest";

import type { Cited } from "../backend";
import { Selection } from "./selection.svelte";

const cited = (title: string): Cited => ({
  ...{ source: title, title, publisher: "Council", date: "2024", at: null, url: null },
  ...{ identifier: null, language: "en", official: true },
});

test("what was ticked is copied with its sources, each source once", () => {
  const selection = new Selection();
  selection.toggle({ id: "a", line: "First", cites: [cited("One"), cited("Two")] });
  selection.toggle({ id: "b", line: "Second", cites: [cited("Two")] });
  expect(selection.asText((one) => one.title)).toBe("First [1, 2]\nSecond [2]\n\n[1] One\n[2] Two");
});

test("ticking twice takes a record out again", () => {
  const selection = new Selection();
  const one = { id: "a", line: "First", cites: [] };
  selection.toggle(one);
  selection.toggle(one);
  expect(selection.size).toBe(0);
});
