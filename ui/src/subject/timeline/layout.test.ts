import { describe, expect, test } from "vitest";

import { dayNumber } from "../../words/days";
import { compose, noFilters, timelineOf } from "./layout.fixture";
import { isCluster, pack, prepare } from "./layout";
import { strandLanes } from "./lanes";
import { around, daysIn, ticks, zoom } from "./scale";

const lanes = strandLanes((strand) => strand, "other");
const ready = prepare(timelineOf(noFilters), lanes);

describe("the layout of a timeline", () => {
  test.each([0.01, 0.05, 0.3, 2, 20])("draws every entry once at %f pixels a day", (perDay) => {
    const marks = pack(ready, lanes.length, 3, perDay);
    expect(marks.reduce((so, mark) => so + mark.members.length, 0)).toBe(ready.length);
  });

  test("no two marks of a row overlap", () => {
    for (const perDay of [0.05, 0.5, 5]) {
      const rows = new Map<string, number>();
      for (const mark of pack(ready, lanes.length, 3, perDay)) {
        const row = `${mark.lane} ${mark.row}`;
        if (!isCluster(mark))
          expect(mark.x, `${mark.label} stands on its neighbour`).toBeGreaterThan(rows.get(row) ?? -Infinity);
        rows.set(row, mark.x);
      }
    }
  });

  test("a date known only by its year is drawn as the stretch within which it lies", () => {
    const [one] = prepare([compose({ date: "2003", earliest: "2003-01-01", latest: "2003-12-31" })], lanes);
    expect(one).toMatchObject({ shape: "within", from: dayNumber(2003, 1, 1), to: dayNumber(2003, 12, 31) });
  });

  test("an entry without any day is left out rather than put somewhere", () => {
    expect(prepare([compose({ date: "soon", earliest: null, latest: null })], lanes)).toEqual([]);
  });
});

describe("the scale", () => {
  test("zooming keeps the day under the pointer where it is", () => {
    const view = { from: 0, to: 1000 };
    const closer = zoom(view, 2, 250);
    expect((250 - closer.from) / daysIn(closer)).toBeCloseTo(0.25);
  });

  test("it stops before it shows nothing or everything", () => {
    expect(daysIn(zoom({ from: 0, to: 30 }, 1000, 10))).toBeGreaterThan(0);
    expect(daysIn(zoom({ from: 0, to: 30 }, 1e-9, 10))).toBeLessThan(100_000);
  });

  test("ticks are days of the calendar, in order and apart", () => {
    for (const years of [0.2, 1, 4, 30, 200]) {
      const view = around(dayNumber(2000, 1, 1), dayNumber(2000, 1, 1) + years * 365);
      const found = ticks(view, 900, "en");
      expect(found.length, `${years} years`).toBeGreaterThan(1);
      expect(found.length).toBeLessThan(40);
      expect(found.map((tick) => tick.day)).toEqual(found.map((tick) => tick.day).toSorted((a, b) => a - b));
    }
  });
});
