import { readFileSync } from "node:fs";

import { afterEach, describe, expect, test } from "vitest";

import { asBackendError, type Trouble } from "../backend";
import { FRENCH, sayTrouble } from "./trouble";
import { speech } from "./words.svelte";

const full: Trouble = {
  findings: [],
  kind: "cannot-write-file",
  parts: { path: "/media/clé/note.docx", reason: "No space left on device (os error 28)" },
  cause: "disk-full",
};
const thrown = { code: "input", message: "/media/clé/note.docx could not be written (No space left…)", trouble: full };

afterEach(() => {
  speech.language = "en";
});

describe("what went wrong", () => {
  test("is said in the reader's language, and in the library's own words in English", () => {
    const error = asBackendError(thrown);
    expect(error.message).toBe(thrown.message);
    speech.language = "fr";
    expect(error.message, "a message on screen follows the language").toMatch(
      /^\/media\/clé\/note\.docx n’a pas pu être écrit.*le disque est plein/,
    );
  });

  test("keeps the system's own reason where its cause has no name", () => {
    expect(sayTrouble({ ...full, cause: null }, "fr")).toContain("No space left on device (os error 28)");
  });

  test("without a name stays in English rather than unsaid", () => {
    speech.language = "fr";
    expect(asBackendError({ ...thrown, trouble: null }).message).toBe(thrown.message);
    expect(asBackendError({ ...thrown, trouble: { ...full, kind: "of-a-newer-library" } }).message).toBe(
      thrown.message,
    );
    expect(asBackendError("lost").message).toBe("La demande n’a pas pu être traitée : lost");
    speech.language = "en";
    expect(asBackendError("lost").message).toBe("lost");
  });

  test("names only what the library tells of it", () => {
    const bindings = readFileSync("src/backend/bindings.ts", "utf8");
    const [, kinds = ""] = /export type TroubleKind =(.*?)";\n/s.exec(bindings) ?? [];
    const told = [...kinds.matchAll(/\/\*\*(.*?)\*\/\s*"([\w-]+)/g)];
    expect(told.length, "each kind lists its parts").toBe(Object.keys(FRENCH.said).length);
    for (const [, parts = "", kind] of told) {
      const names = [...parts.matchAll(/`(\w+)`/g)].map((found) => found[1]);
      const sentence = FRENCH.said[kind as Trouble["kind"]];
      for (const [, hole] of sentence.matchAll(/\{(\w+)\}/g)) expect(names, `${kind}: ${sentence}`).toContain(hole);
    }
  });

  test("keeps French signs to their words", () => {
    const near: Trouble = {
      kind: "no-such-record-but-near",
      parts: { id: "a", nearest: "b" },
      cause: null,
      findings: [],
    };
    for (const [kind, sentence] of [...Object.entries(FRENCH.said), ...Object.entries(FRENCH.causes)]) {
      expect(sentence, kind).not.toMatch(/ [;:!?»]|« /);
      expect(sentence, kind).not.toMatch(/[\p{L}\p{N}})][;:!?](\s|$)/u);
    }
    expect(sayTrouble(near, "fr")).toContain("Vouliez-vous dire b");
  });
});
