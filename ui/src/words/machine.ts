/** What the machine says: times and origins of the change log, sizes of files. */
import type { ChangeRow } from "../backend/answers";
import { sayNumber } from "./numbers";
import { date, speech, word } from "./words.svelte";

/** `2026-11-20T09:12:44Z` → “20 Nov 2026, 09:12 UTC”. */
export function time(rfc3339: string): string {
  return rfc3339 === "" ? "" : `${date(rfc3339.slice(0, 10), "short")}, ${rfc3339.slice(11, 16)} UTC`;
}

/** `pack:2026.11` and a name → “pack 2026.11 Name”. */
export function origin({ origin, who }: Pick<ChangeRow, "origin" | "who">): string {
  const [sort = "", ...what] = origin.split(":");
  return [word("origin", sort), what.join(":"), who].filter(Boolean).join(" ");
}

const UNITS = { en: ["KB", "MB", "GB"], fr: ["ko", "Mo", "Go"] } as const;

/** Decimal text of bytes → “9.4 MB”. */
export function size(bytes: string): string {
  let value = Number(bytes) / 1000;
  let unit = 0;
  while (value >= 1000 && unit < 2) {
    value /= 1000;
    unit += 1;
  }
  return `${sayNumber(value.toFixed(value < 10 ? 1 : 0), speech.language)}\u00a0${UNITS[speech.language][unit]}`;
}
