import { describe, expect, test } from "vitest";

import type { FundingKind, FundingTotal, Stage } from "../backend";
import { turnsOf } from "./totals";

const total = (stage: Stage, amount: string, kind: FundingKind = "grant", currency = "EUR"): FundingTotal => ({
  ...{ stage, kind, amount, currency, counted: [], summed_from_parts: [] },
});

describe("how far money has come", () => {
  test("each turn is read at the stage with its largest figure", () => {
    const totals = [
      total("announced", "900"),
      total("pledged", "100"),
      total("adopted", "300"),
      total("signed", "400"),
    ];
    expect(turnsOf(totals)).toEqual(["announced", "signed", "disbursed"]);
  });

  test("of equal figures the later stage stands", () => {
    expect(
      turnsOf([total("announced", "6"), total("pledged", "6"), total("adopted", "6"), total("contracted", "6")]),
    ).toEqual(["pledged", "contracted", "disbursed"]);
  });

  test("amounts are compared as numbers, and a sum of kinds is not made", () => {
    const totals = [total("adopted", "1000"), total("signed", "900"), total("signed", "900", "loan")];
    expect(turnsOf(totals)[1]).toBe("adopted");
  });

  test("amounts of two currencies are not compared: the euro decides, and without it the first", () => {
    const dinars = total("signed", "9000", "grant", "TND");
    expect(turnsOf([dinars, total("adopted", "400")])[1], "thousands of dinars are no more than euros").toBe("adopted");
    const dollars = [total("adopted", "10", "grant", "USD"), total("contracted", "20", "grant", "USD")];
    expect(turnsOf([...dollars, dinars])[1]).toBe("contracted");
  });

  test("a turn without a figure keeps its place, and money that came back is told", () => {
    expect(turnsOf([])).toEqual(["announced", "adopted", "disbursed"]);
    expect(turnsOf([total("disbursed", "210"), total("returned", "60")])).toEqual([
      "announced",
      "adopted",
      "disbursed",
      "returned",
    ]);
  });
});
