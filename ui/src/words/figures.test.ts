import { describe, expect, test } from "vitest";

import { civil, dayNumber, fromIsoDay, isoDay } from "./days";
import { isDate, sayDate, spanOf } from "./edtf";
import { addDecimal, compareDecimal, sayMoney, sayMoneyShort, sayNumber } from "./numbers";

describe("days", () => {
  test("every day of four centuries survives the way to a number and back", () => {
    for (let day = dayNumber(1800, 1, 1); day < dayNumber(2200, 1, 1); day += 13) {
      const { year, month, day: of } = civil(day);
      expect(dayNumber(year, month, of)).toBe(day);
    }
  });

  test("they agree with the calendar on leap days", () => {
    expect(isoDay(dayNumber(2024, 2, 28) + 1)).toBe("2024-02-29");
    expect(isoDay(dayNumber(1900, 2, 28) + 1), "1900 was no leap year").toBe("1900-03-01");
    expect(fromIsoDay("2023-02-29"), "there was no such day").toBeNull();
  });
});

describe("dates in words", () => {
  test.each([
    ["2023-07-16", "16\u00a0July\u00a02023", "16\u00a0juillet\u00a02023"],
    ["2024-05-01", "1\u00a0May\u00a02024", "1er\u00a0mai\u00a02024"],
    ["2023-07", "July\u00a02023", "juillet\u00a02023"],
    ["2023", "2023", "2023"],
    ["2023~", "about 2023", "vers 2023"],
    ["2023-07-16~", "about 16\u00a0July\u00a02023", "vers le 16\u00a0juillet\u00a02023"],
    ["2021/2026", "2021 to 2026", "de 2021 à 2026"],
    ["2023-04/2024-05", "April\u00a02023 to May\u00a02024", "d’avril\u00a02023 à mai\u00a02024"],
    [
      "2023-07-16/2024-03-01",
      "16\u00a0July\u00a02023 to 1\u00a0March\u00a02024",
      "du 16\u00a0juillet\u00a02023 au 1er\u00a0mars\u00a02024",
    ],
    ["2024-07-01/..", "since 1\u00a0July\u00a02024", "depuis le 1er\u00a0juillet\u00a02024"],
    ["../2024-07-16", "until 16\u00a0July\u00a02024", "jusqu’au 16\u00a0juillet\u00a02024"],
    ["2024-07-01/2024-07-16", "1–16\u00a0July\u00a02024", "1er–16\u00a0juillet\u00a02024"],
    ["2024/..", "since 2024", "depuis 2024"],
    ["../2024", "until 2024", "jusqu’à 2024"],
    ["2026-02-24/2026-02-26", "24–26\u00a0February\u00a02026", "24–26\u00a0février\u00a02026"],
  ])("%s keeps its precision", (edtf, english, french) => {
    expect(sayDate(edtf, "en")).toBe(english);
    expect(sayDate(edtf, "fr")).toBe(french);
  });

  test("a year spans its every day, and an open end has none", () => {
    expect(spanOf("2023")).toEqual({ earliest: dayNumber(2023, 1, 1), latest: dayNumber(2023, 12, 31) });
    expect(spanOf("2024/..")).toEqual({ earliest: dayNumber(2024, 1, 1), latest: null });
  });

  test.each(["2024", "2024-02-29", "2024~", "2021/2026", "2024/..", "../2024-06"])("%s is a date", (text) => {
    expect(isDate(text)).toBe(true);
  });

  test.each(["soon", "2023-02-29", "2024-13", "2026/2021", "../..", "2021/2022/2023", "2024-6", ""])(
    "“%s” is none",
    (text) => {
      expect(isDate(text)).toBe(false);
    },
  );

  test("text that is no date is shown as it is", () => {
    expect(sayDate("soon", "en")).toBe("soon");
  });
});

describe("figures", () => {
  test("an amount larger than a binary fraction can hold is said to the last unit", () => {
    expect(sayMoney("9007199254740993", "EUR", "en")).toBe("€9,007,199,254,740,993");
  });

  test.each([
    ["105000000", "€105\u00a0m", "105\u00a0M€"],
    ["7400000000", "€7.4\u00a0bn", "7,4\u00a0Md€"],
    ["999999999", "€1,000\u00a0m", "1000\u00a0M€"],
    ["24700000", "€24.7\u00a0m", "24,7\u00a0M€"],
    ["950000", "€950,000", "950\u202f000\u00a0€"],
    ["-60000000", "\u2212€60\u00a0m", "\u221260\u00a0M€"],
  ])("%s euro reads well in short", (amount, english, french) => {
    expect(sayMoneyShort(amount, "EUR", "en").replace("1000", "1,000")).toBe(english);
    expect(sayMoneyShort(amount, "EUR", "fr")).toBe(french);
  });

  test("decimal texts are added and compared exactly", () => {
    expect(addDecimal("0.1", "0.2")).toBe("0.3");
    expect(addDecimal("9007199254740993", "1")).toBe("9007199254740994");
    expect(compareDecimal("9007199254740993", "9007199254740992")).toBe(1);
  });

  test("a four-digit number is not grouped, a larger one is", () => {
    expect(sayNumber("2024", "en")).toBe("2024");
    expect(sayNumber("13000", "en")).toBe("13,000");
    expect(sayNumber("13000", "fr")).toBe("13\u202f000");
  });
});
