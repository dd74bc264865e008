/** Dates that keep the precision of their source, as EDTF text: read, spanned, and said in words. */
import { dayNumber, monthLength } from "./days";
import type { Language } from "./languages";

interface Point {
  year: number;
  month: number | null;
  day: number | null;
  about: boolean;
  uncertain: boolean;
}

const POINT = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)$/;

function point(text: string): Point | null {
  const found = POINT.exec(text);
  if (!found) return null;
  const mark = found[4] ?? "";
  return {
    year: Number(found[1]),
    month: found[2] ? Number(found[2]) : null,
    day: found[3] ? Number(found[3]) : null,
    about: mark.includes("~") || mark.includes("%"),
    uncertain: mark.includes("?") || mark.includes("%"),
  };
}

/** The days a date can mean, as day numbers. Null is an end that is open or unknown. */
export interface Span {
  earliest: number | null;
  latest: number | null;
}

const first = (p: Point) => dayNumber(p.year, p.month ?? 1, p.day ?? 1);
const last = (p: Point) =>
  p.day ? first(p) : p.month ? dayNumber(p.year, p.month, monthLength(p.year, p.month)) : dayNumber(p.year, 12, 31);

export function spanOf(edtf: string): Span {
  const [from, to] = edtf.split("/") as [string, string | undefined];
  if (to === undefined) {
    const one = point(from);
    return one ? { earliest: first(one), latest: last(one) } : { earliest: null, latest: null };
  }
  const [start, end] = [point(from), point(to)];
  return { earliest: start ? first(start) : null, latest: end ? last(end) : null };
}

/** Whether the text is one calendar day and sure of it. */
export function isExact(edtf: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(edtf);
}

/** Whether the text is a date as records have them. */
export function isDate(edtf: string): boolean {
  const exists = (text: string) => {
    const one = point(text);
    if (!one) return false;
    const [month, day] = [one.month ?? 1, one.day ?? 1];
    return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(one.year, month);
  };
  const [from = "", to, more] = edtf.split("/");
  if (to === undefined) return exists(from);
  const open = (end: string) => end === ".." || end === "";
  if (more !== undefined || (open(from) && open(to))) return false;
  const { earliest, latest } = spanOf(edtf);
  const inOrder = earliest === null || latest === null || earliest <= latest;
  return [from, to].every((end) => open(end) || exists(end)) && inOrder;
}

/** Whether the text names two ends, such as `2021/2026` or `2024/..`. */
export function isInterval(edtf: string): boolean {
  return edtf.includes("/");
}

const MONTHS: Record<Language, { long: string[]; short: string[] }> = {
  en: {
    long: "January February March April May June July August September October November December".split(" "),
    short: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
  },
  fr: {
    long: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
    short: "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(" "),
  },
};

export function monthName(month: number, language: Language, form: "long" | "short" = "long"): string {
  return MONTHS[language][form][month - 1] ?? "";
}

const SAID: Record<Language, { about: string; perhaps: string; since: string; until: string; unknown: string }> = {
  en: { about: "about", perhaps: "perhaps", since: "since", until: "until", unknown: "date unknown" },
  fr: { about: "vers", perhaps: "peut-être", since: "depuis", until: "jusqu’à", unknown: "date inconnue" },
};

/** A date behind a word that leads to it. French sets an article before a day: “vers le 16 juillet”, “jusqu’au 16 juillet”. */
function behind(lead: string, said: string, day: boolean, language: Language): string {
  if (language === "en" || !day) return `${lead} ${said}`;
  return lead.endsWith("à") ? `${lead.slice(0, -1)}au ${said}` : `${lead} le ${said}`;
}

/** “2021 to 2026”; “de 2021 à 2026”, “d’avril à mai”, “du 16 juillet 2023 au 3 mars 2024”. */
function fromTo(from: string, to: string, days: { from: boolean; to: boolean }, language: Language): string {
  if (language === "en") return `${from} to ${to}`;
  const of = days.from ? "du " : /^[aoé]/.test(from) ? "d’" : "de ";
  return `${of}${from} ${days.to ? "au" : "à"} ${to}`;
}

const ordinal = (day: number, language: Language) => (day === 1 && language === "fr" ? "1er" : `${day}`);

function sayPoint(p: Point, language: Language, form: "long" | "short"): string {
  const month = p.month ? monthName(p.month, language, form) : "";
  const plain = p.day
    ? `${ordinal(p.day, language)}\u00a0${month}\u00a0${p.year}`
    : p.month
      ? `${month}\u00a0${p.year}`
      : `${p.year}`;
  if (p.about) return behind(SAID[language].about, plain, p.day !== null, language);
  return p.uncertain ? `${SAID[language].perhaps} ${plain}` : plain;
}

/** Whether a date is said as a bare day, before which French sets an article. */
const isBareDay = (p: Point) => p.day !== null && !p.about && !p.uncertain;

/** A date in words: “16 July 2023”, “July 2023”, “about 2023”, “2021 to 2026”, “since 2024”. Text that is no date is given back as it is. */
export function sayDate(edtf: string, language: Language, form: "long" | "short" = "long"): string {
  const words = SAID[language];
  const [from, to] = edtf.split("/") as [string, string | undefined];
  const start = point(from);
  if (to === undefined) return start ? sayPoint(start, language, form) : edtf;
  const end = point(to);
  if (start && end) {
    const plain = !start.about && !end.about && !start.uncertain && !end.uncertain;
    if (plain && start.day && end.day && start.year === end.year) {
      // One year, perhaps one month: said once.
      const sameMonth = start.month === end.month;
      const day = ordinal(start.day, language);
      const from = sameMonth ? day : `${day}\u00a0${monthName(start.month ?? 1, language, form)}`;
      return `${from}${sameMonth ? "–" : "\u2009–\u2009"}${sayPoint(end, language, form)}`;
    }
    if (!start.month && !end.month && form === "short")
      return `${sayPoint(start, language, form)}–${sayPoint(end, language, form)}`;
    const [from, to] = [sayPoint(start, language, form), sayPoint(end, language, form)];
    if (form === "short") return `${from}\u2009–\u2009${to}`;
    return fromTo(from, to, { from: isBareDay(start), to: isBareDay(end) }, language);
  }
  if (start) return behind(words.since, sayPoint(start, language, form), isBareDay(start), language);
  return end ? behind(words.until, sayPoint(end, language, form), isBareDay(end), language) : words.unknown;
}
