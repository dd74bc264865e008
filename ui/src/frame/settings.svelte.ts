/** What a person chose for this machine: language, look, size of text, and the name for the change log. */
import { flushSync } from "svelte";

import { LANGUAGES, type Language } from "../words/languages";
import { speech } from "../words/words.svelte";

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

/** Per cent of the usual size. */
export const TEXT_SIZES = ["100", "112", "125", "150"] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

const KEPT = "entente.settings";

function kept(): { theme?: string; language?: string; size?: string; name?: string } {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") as object;
  } catch {
    return {};
  }
}

export class Settings {
  theme = $state<Theme>("system");
  size = $state<TextSize>("100");
  name = $state("");
  #dark = $state(false);
  #onPaper = $state(false);

  constructor() {
    const { theme, language, size, name } = kept();
    this.size = TEXT_SIZES.find((one) => one === size) ?? "100";
    this.name = name ?? "";
    this.theme = THEMES.find((one) => one === theme) ?? "system";
    speech.language = LANGUAGES.find((one) => one === language) ?? (navigator.language.startsWith("fr") ? "fr" : "en");
    const system = window.matchMedia?.("(prefers-color-scheme: dark)");
    this.#dark = system?.matches ?? false;
    system?.addEventListener("change", (change) => (this.#dark = change.matches));
    window.addEventListener("beforeprint", () => flushSync(() => (this.#onPaper = true)));
    window.addEventListener("afterprint", () => (this.#onPaper = false));
  }

  get language(): Language {
    return speech.language;
  }
  set language(language: Language) {
    speech.language = language;
    this.#keep();
  }

  setTheme(theme: Theme) {
    this.theme = theme;
    this.#keep();
  }

  setSize(size: TextSize) {
    this.size = size;
    this.#keep();
  }

  setName(name: string) {
    this.name = name;
    this.#keep();
  }

  /** The name that changes are kept under; null while none is given. */
  get who(): string | null {
    return this.name.trim() === "" ? null : this.name.trim();
  }

  /** The look now: paper is light, whatever the look of the window. */
  get shown(): Exclude<Theme, "system"> {
    if (this.#onPaper) return "light";
    return this.theme === "system" ? (this.#dark ? "dark" : "light") : this.theme;
  }

  /** The size of text as the page's root takes it; empty for the usual one. */
  get fontSize(): string {
    return this.size === "100" ? "" : `${this.size}%`;
  }

  #keep() {
    localStorage.setItem(
      KEPT,
      JSON.stringify({ theme: this.theme, language: speech.language, size: this.size, name: this.name }),
    );
  }
}
