import { describe, expect, test } from "vitest";

import { ACTION_IDS, info } from "../actions/table";
import en from "./en.json";
import fr from "./fr.json";

const holes = (message: string) => [...message.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).toSorted();

describe("messages", () => {
  test("French says everything that English says, and nothing else", () => {
    expect(Object.keys(fr).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  test("every message has the same holes in both languages", () => {
    for (const [key, message] of Object.entries(en)) {
      expect(holes(fr[key as keyof typeof fr]), key).toEqual(holes(message));
    }
  });

  test("what counts has a form for one and for more", () => {
    const stems = Object.keys(en).flatMap((key) => (key.endsWith("_one") ? [key.slice(0, -4)] : []));
    for (const stem of stems) expect(en, `${stem} needs a plural`).toHaveProperty([`${stem}_other`]);
  });

  test("French signs do not wrap to a line alone", () => {
    for (const [key, message] of Object.entries(fr)) expect(message, key).not.toMatch(/ [;:!?»]|« /);
  });

  test("French signs stand apart from the word before them", () => {
    for (const [key, message] of Object.entries(fr)) expect(message, key).not.toMatch(/[\p{L}\p{N}})][;:!?](\s|$)/u);
  });

  test("no message is empty", () => {
    for (const list of [en, fr])
      for (const [key, message] of Object.entries(list)) expect(message.trim(), key).not.toBe("");
  });
});

describe("actions", () => {
  test("no two actions share keys in one place", () => {
    const seen = new Map<string, string>();
    for (const id of ACTION_IDS) {
      const { keys, where } = info(id);
      for (const combination of keys.split(" ")) {
        const place = `${where} ${combination}`;
        expect(seen.get(place), `${id} and another action share ${place}`).toBeUndefined();
        seen.set(place, id);
      }
    }
  });

  test("every action has a name in the list of messages", () => {
    for (const id of ACTION_IDS) expect(en, id).toHaveProperty([info(id).label]);
  });
});
