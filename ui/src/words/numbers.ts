/** Numbers and money from decimal text, exactly: no figure passes through a binary fraction on its way to the reader. */
import type { Language } from "./languages";

const GROUP: Record<Language, string> = { en: ",", fr: "\u202f" };
const POINT: Record<Language, string> = { en: ".", fr: "," };
const SYMBOL: Record<string, string> = { EUR: "€", USD: "$", GBP: "£", TRY: "₺" };
/** From the largest. */
const SCALES = [
  { zeros: 9, en: "bn", fr: "Md" },
  { zeros: 6, en: "m", fr: "M" },
] as const;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Decimal text with grouped digits: `105000000` → `105,000,000`. Text that is no number is given back. */
export function sayNumber(text: string, language: Language): string {
  const found = DECIMAL.exec(text);
  if (!found) return text;
  const [, sign = "", whole = "", part] = found;
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, GROUP[language]) : whole;
  return `${sign === "-" ? "\u2212" : ""}${grouped}${part ? POINT[language] + part : ""}`;
}

function withCurrency(figure: string, scale: string, currency: string, language: Language): string {
  const symbol = SYMBOL[currency];
  const gap = "\u00a0";
  if (language === "fr") return `${figure}${gap}${scale}${symbol ?? (scale ? gap : "") + currency}`;
  const tail = scale ? `${gap}${scale}` : "";
  if (!symbol) return `${currency}${gap}${figure}${tail}`;
  return figure.startsWith("\u2212") ? `\u2212${symbol}${figure.slice(1)}${tail}` : `${symbol}${figure}${tail}`;
}

/** The whole amount: `€105,000,000`. */
export function sayMoney(amount: string, currency: string, language: Language): string {
  return withCurrency(sayNumber(amount, language), "", currency, language);
}

/** The amount in millions or billions, to three figures after the point at most: `€7.4 bn`. Rounded half up when it must be. */
export function sayMoneyShort(amount: string, currency: string, language: Language): string {
  const found = DECIMAL.exec(amount);
  if (!found) return `${amount} ${currency}`;
  const [, sign = "", whole = ""] = found;
  const units = BigInt(whole);
  for (const scale of SCALES) {
    const one = 10n ** BigInt(scale.zeros);
    if (units < one) continue;
    const places = units >= 100n * one ? 1n : 2n;
    const step = one / 10n ** places;
    const steps = (units + step / 2n) / step;
    const digits = steps.toString().padStart(Number(places) + 1, "0");
    const [head, tail] = [digits.slice(0, -Number(places)), digits.slice(-Number(places)).replace(/0+$/, "")];
    return withCurrency(
      sayNumber(`${sign}${head}${tail ? `.${tail}` : ""}`, language),
      scale[language],
      currency,
      language,
    );
  }
  return sayMoney(amount, currency, language);
}

/** `105000000 EUR` in its two parts. */
export function splitMoney(text: string): { amount: string; currency: string } {
  const [amount = "", currency = ""] = text.split(" ");
  return { amount, currency };
}

/** A share of two amounts for drawing a length, 0 to 1. Only pixels come from it. */
export function share(amount: string, of: string): number {
  const [a, b] = [Number(amount), Number(of)];
  return b > 0 && Number.isFinite(a) ? Math.max(0, Math.min(1, a / b)) : 0;
}

const SCALE = 1_000_000n;
function micro(text: string): bigint {
  const found = DECIMAL.exec(text);
  if (!found) return 0n;
  const value = BigInt(found[2] ?? "0") * SCALE + BigInt((found[3] ?? "").padEnd(6, "0").slice(0, 6));
  return found[1] ? -value : value;
}

/** Which of two decimal texts is more: for sorting. */
export function compareDecimal(a: string, b: string): number {
  const [x, y] = [micro(a), micro(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The sum of decimal texts. */
export function addDecimal(...texts: string[]): string {
  const sum = texts.reduce((so, text) => so + micro(text), 0n);
  const sign = sum < 0n ? "-" : "";
  const size = sum < 0n ? -sum : sum;
  const part = (size % SCALE).toString().padStart(6, "0").replace(/0+$/, "");
  return `${sign}${size / SCALE}${part ? `.${part}` : ""}`;
}
