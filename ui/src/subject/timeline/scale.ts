/** From days to pixels, and the calendar's ticks. */
import { civil, dayNumber } from "../../words/days";
import { monthName } from "../../words/edtf";
import type { Language } from "../../words/languages";

/** What a timeline shows: from one day number to another. */
export interface View {
  from: number;
  to: number;
}

/** No closer than three weeks, no wider than two centuries. */
const CLOSEST = 21;
const WIDEST = 73_000;

export const daysIn = (view: View) => view.to - view.from;

/** A view zoomed by a factor (above 1 is closer) that keeps `at` where it is. */
export function zoom(view: View, factor: number, at: number): View {
  const days = Math.min(WIDEST, Math.max(CLOSEST, daysIn(view) / factor));
  const share = (at - view.from) / daysIn(view);
  return { from: at - days * share, to: at + days * (1 - share) };
}

export function pan(view: View, days: number): View {
  return { from: view.from + days, to: view.to + days };
}

/** A view of a span, with air at both ends. */
export function around(from: number, to: number): View {
  const air = Math.max((to - from) * 0.04, 10);
  return { from: from - air, to: to + air };
}

export interface Tick {
  day: number;
  label: string;
  /** The first of a larger unit: a year among months. */
  strong: boolean;
}

/** Where a day's line stands: in the middle of a pixel, so that it is sharp. */
export const tickAt = (day: number, view: View, width: number) =>
  Math.round((day - view.from) * (width / daysIn(view))) + 0.5;

const ROOM = 64;

interface Step {
  /** About how many days. */
  days: number;
  unit: "year" | "month" | "day";
  every: number;
}
const STEPS: readonly Step[] = [
  { days: 1, unit: "day", every: 1 },
  { days: 5, unit: "day", every: 5 },
  { days: 15, unit: "day", every: 15 },
  { days: 30.4, unit: "month", every: 1 },
  { days: 91, unit: "month", every: 3 },
  { days: 182, unit: "month", every: 6 },
  { days: 365, unit: "year", every: 1 },
  { days: 730, unit: "year", every: 2 },
  { days: 1826, unit: "year", every: 5 },
  { days: 3652, unit: "year", every: 10 },
  { days: 9131, unit: "year", every: 25 },
  { days: 18262, unit: "year", every: 50 },
];

/** The ticks of a view drawn `width` pixels wide. */
export function ticks(view: View, width: number, language: Language): Tick[] {
  const perDay = width / daysIn(view);
  const step = STEPS.find((one) => one.days * perDay >= ROOM) ?? STEPS[STEPS.length - 1];
  if (!step || width <= 0) return [];
  const [first, last] = [civil(view.from), civil(view.to)];
  const found: Tick[] = [];
  for (let year = first.year; year <= last.year; year++) {
    if (step.unit === "year") {
      if (year % step.every === 0) {
        found.push({ day: dayNumber(year, 1, 1), label: String(year), strong: step.every < 10 && year % 10 === 0 });
      }
      continue;
    }
    for (let month = 1; month <= 12; month++) {
      const start = dayNumber(year, month, 1);
      if (start > view.to + 31 || start < view.from - 62) continue;
      const name = monthName(month, language, "short");
      if (step.unit === "month") {
        if ((month - 1) % step.every === 0) {
          found.push({ day: start, label: month === 1 ? String(year) : name, strong: month === 1 });
        }
        continue;
      }
      for (let day = 1; day <= 28; day += step.every) {
        const shown = step.every > 1 && day > 1 ? day - 1 : day;
        const label = shown === 1 ? (month === 1 ? String(year) : name) : `${shown} ${name}`;
        found.push({ day: start + shown - 1, label, strong: shown === 1 });
      }
    }
  }
  return found.filter((tick) => tick.day >= view.from && tick.day <= view.to);
}
