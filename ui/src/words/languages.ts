/** The languages the window speaks. */
export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", fr: "Français" };

const ARABIC = /\p{Script=Arabic}/u;

/**
 * The language that a record's own words are in: English, in which records are written, or Arabic where a hand wrote that.
 * Titles of sources and documents are as published, in a language that only their own record knows.
 */
export function tongue(words: string, kind?: string): string | undefined {
  if (ARABIC.test(words)) return "ar";
  return kind === "source" || kind === "document" ? undefined : "en";
}
