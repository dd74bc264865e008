/** Every sentence the window says, in the reader's language. Keys are typed by the English list; a test holds the others to it. */
import type { AnyRecord } from "../backend/answers";
import en from "./en.json";
import fr from "./fr.json";
import { isInterval, sayDate } from "./edtf";
import type { Language } from "./languages";
import { sayMoney, sayMoneyShort, sayNumber } from "./numbers";

type Raw = keyof typeof en;
/** A message. Keys that start with `@` are notes for translators. */
export type Key = Exclude<Raw, `@${string}`>;

const MESSAGES: Record<Language, Record<Key, string>> = { en, fr };
const RULES: Record<Language, Intl.PluralRules> = { en: new Intl.PluralRules("en"), fr: new Intl.PluralRules("fr") };

class Speech {
  language = $state<Language>("en");
}
/** The language in use; set it and every message on screen follows. */
export const speech = new Speech();

type Value = string | number;

function fill(message: string, values: Record<string, Value> | undefined): string {
  if (!values) return message;
  return message.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    return value === undefined ? hole : typeof value === "number" ? sayNumber(String(value), speech.language) : value;
  });
}

/** A message with its holes filled. */
export function t(key: Key, values?: Record<string, Value>): string {
  return fill(MESSAGES[speech.language][key], values);
}

type Counted = Key extends infer K ? (K extends `${infer Stem}_other` ? Stem : never) : never;

/** A message that counts: `stem_one` and `stem_other`, with `{n}`. */
export function tn(stem: Counted, n: number, values?: Record<string, Value>): string {
  const form = RULES[speech.language].select(n) === "one" ? "one" : "other";
  return fill(MESSAGES[speech.language][`${stem}_${form}` as Key], { n, ...values });
}

/** Whether there is such a message. */
export function hasWord(key: string): key is Key {
  return key in en;
}

/** The word for a value of a closed list, such as `strand` `migration`; the value itself when a newer library knows more. */
export function word(list: string, value: string): string {
  const key = `${list}_${value.toLowerCase().replace(/-/g, "_")}`;
  return hasWord(key) ? t(key) : value.replace(/-/g, " ");
}

type FieldName = AnyRecord["record"] extends infer R ? (R extends unknown ? keyof R & string : never) : never;
type Among<T extends All, All> = T;
/** The messages that name the fields of records. A field of any kind of record without one does not compile. */
export type FieldKey = Among<`record_field_${FieldName}`, Key>;

/** What a field of a record is called. */
export const fieldName = (field: string) => word("record_field", field);

/** Where a passage stands. Paragraphs of plain text are counted by the program; other places are the text's own words. */
export function place(locator: string): string {
  const [, n, part] = /^paragraph (\d+)(?:, part (\d+))?$/.exec(locator) ?? [];
  if (n === undefined) return locator;
  return part === undefined ? t("place_paragraph", { n }) : t("place_paragraph_part", { n, part });
}

export const date = (edtf: string, form: "long" | "short" = "long") => sayDate(edtf, speech.language, form);
/** “since 2024”, “jusqu’au 16 juillet 2023”. */
export const since = (edtf: string) =>
  isInterval(edtf) ? t("named", { name: t("since"), what: date(edtf, "short") }) : date(`${edtf}/..`, "short");
export const until = (edtf: string) =>
  isInterval(edtf) ? t("named", { name: t("until"), what: date(edtf, "short") }) : date(`../${edtf}`, "short");
export const number = (value: string | number) => sayNumber(String(value), speech.language);
export const money = (amount: string, currency: string) => sayMoney(amount, currency, speech.language);
export const moneyShort = (amount: string, currency: string) => sayMoneyShort(amount, currency, speech.language);
