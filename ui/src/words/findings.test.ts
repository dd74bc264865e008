import { describe, expect, test } from "vitest";

import type { Breach, Finding, LedgerWarning, NotConverted } from "../backend/answers";
import { BREACHES, HINTS, sayFinding, sayLeftOut, sayUnconverted, sayWarned, UNCONVERTED, WARNED } from "./findings";
import { speech } from "./words.svelte";

/** One breach of each kind: what is missing here does not compile. */
const SAMPLES: { [K in Breach["kind"]]: Extract<Breach, { kind: K }> } = {
  "same-id": { kind: "same-id", id: "tn" },
  "not-there": { kind: "not-there", id: "tn", wanted: "event" },
  "wrong-kind": { kind: "wrong-kind", id: "tn", is: "partner", wanted: "instrument" },
  "no-such-partner": { kind: "no-such-partner", code: "XX" },
  "no-source": { kind: "no-source" },
  "no-source-of-claim": { kind: "no-source-of-claim", speaker: "Commission", of: "in_force" },
  "one-sided": { kind: "one-sided", speaker: "Commission", of: "amount" },
  "unused-source": { kind: "unused-source" },
  ring: { kind: "ring", lines: ["a", "b", "a"] },
  "repeats-itself": { kind: "repeats-itself" },
  "repeats-in-turn": { kind: "repeats-in-turn", other: "b" },
  "parts-exceed-amount": { kind: "parts-exceed-amount", breakdown: null, parts: null, own: "5 EUR" },
  "parts-exceed-stage": {
    ...{ kind: "parts-exceed-stage", stage: "disbursed", whole: "w", breakdown: "par thème" },
    ...{ parts: "7000000 EUR", own: "5000000 EUR" },
  },
  "not-an-amount": { kind: "not-an-amount", amount: "-5 EUR" },
  "other-currency": { kind: "other-currency", amount: "5 USD", line: "5 EUR" },
  "same-step-twice": { kind: "same-step-twice", stage: "signed", date: "2024-03-01" },
  "due-before-signed": { kind: "due-before-signed", due: "2022", instrument: "mou", signed: "2023-07" },
  "in-force-before-signed": { kind: "in-force-before-signed", date: "2022", before: "2023" },
  "ends-before-signed": { kind: "ends-before-signed", date: "2022", before: "2023" },
  "ends-before-in-force": { kind: "ends-before-in-force", date: "2022", before: "2023" },
  "steps-out-of-order": { kind: "steps-out-of-order", date: "2022", after: "2023" },
  "stages-out-of-order": {
    ...{ kind: "stages-out-of-order", stage: "disbursed", date: "2022" },
    ...{ first: "signed", before: "2023" },
  },
  blank: { kind: "blank" },
  "not-a-number": { kind: "not-a-number", text: "beaucoup" },
  "not-a-language": { kind: "not-a-language", text: "french" },
  "not-an-address": { kind: "not-an-address", text: "ici" },
};
const WARNINGS: { [K in LedgerWarning["kind"]]: Extract<LedgerWarning, { kind: K }> } = {
  "parts-exceed-whole": {
    ...{ kind: "parts-exceed-whole", stage: "signed", whole: "w", breakdown: null },
    ...{ parts: "7 EUR", own: "5 EUR" },
  },
  "wholes-overlap": { kind: "wholes-overlap", stage: "signed", line: "l", wholes: ["a", "b"] },
};
const KEPT: { [K in NotConverted["kind"]]: Extract<NotConverted, { kind: K }> } = {
  "no-rate": { kind: "no-rate", currency: "USD", year: 2024 },
  "no-year": { kind: "no-year", date: "2023/2024" },
  "too-large": { kind: "too-large", amount: "5 EUR" },
};

const finding = (breach: Breach): Finding => ({
  ...{ id: "x", field: "amount", rule: "blank", breach },
  ...{ sentence: ENGLISH, hint: "write it" },
});
const ENGLISH = "The text is blank.";
/** In the window's language: it names fields and stages too. */
function every(): string[] {
  speech.language = "fr";
  const said = [
    ...Object.values(SAMPLES).map((breach) => sayFinding(finding(breach), "fr")),
    ...Object.values(WARNINGS).map((warning) => sayWarned(warning, ENGLISH, "fr")),
    ...Object.values(KEPT).map((why) => sayUnconverted(why, ENGLISH, "fr")),
  ];
  speech.language = "en";
  return said;
}

describe("what is wrong with records and totals", () => {
  test("is told in French for each kind, signs kept to their words", () => {
    for (const sentence of every()) {
      expect(sentence).not.toContain(ENGLISH);
      expect(sentence, "the names of fields and stages are French too").not.toMatch(
        /\b(In force|Amount|Signed|Disbursed)\b/,
      );
      expect(sentence).not.toMatch(/undefined|\[object/);
      expect(sentence).not.toMatch(/ [;:!?»]|« /);
      expect(sentence).not.toMatch(/[\p{L}\p{N})][;:!?](\s|$)/u);
    }
    expect(Object.keys(HINTS).toSorted()).toEqual(Object.keys(BREACHES).toSorted());
    expect(Object.keys({ ...WARNED, ...UNCONVERTED })).toHaveLength(5);
  });

  test("carries its values as French writes them", () => {
    speech.language = "fr";
    const said = sayFinding(finding(SAMPLES["parts-exceed-stage"]), "fr");
    speech.language = "en";
    expect(said).toContain("«\u202fDécaissé\u202f»");
    expect(said).toContain("7\u202f000\u202f000\u00a0€");
    expect(sayFinding(finding(SAMPLES["same-step-twice"]), "fr")).toContain("1er\u00a0mars\u00a02024");
  });

  test("is the library's own sentence in English", () => {
    expect(sayFinding(finding({ kind: "blank" }), "en")).toBe("The text is blank. write it");
    const left = {
      id: "a",
      title: "A",
      stage: null,
      code: "envelope",
      reason: "A ceiling.",
      because_of: null,
    } as const;
    expect(sayLeftOut(left, "en")).toBe("A ceiling.");
    expect(sayLeftOut(left, "fr")).toMatch(/^C’est un plafond/);
  });
});
