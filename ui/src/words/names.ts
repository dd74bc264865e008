/** Names of languages and countries that the library knows by their codes only. */
import { speech } from "./words.svelte";

const drawer = new Map<string, Intl.DisplayNames>();

function named(type: "language" | "region", code: string): string {
  const key = `${speech.language} ${type}`;
  const names = drawer.get(key) ?? new Intl.DisplayNames(speech.language, { type, fallback: "code" });
  drawer.set(key, names);
  return names.of(code) ?? code;
}

export const languageName = (code: string) => (/^[a-z]{2,3}$/.test(code) ? named("language", code) : code);

/** Kosovo keeps its code: what it is called here would be taken for a view on its status. */
export const countryName = (code: string) => (/^[A-Z]{2}$/.test(code) && code !== "XK" ? named("region", code) : code);
