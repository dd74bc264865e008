/** What a person chose for this machine: language and look. */
import { LANGUAGES, type Language } from "../words/languages";
import { speech } from "../words/words.svelte";

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = "entente.settings";

function kept(): { theme?: string; language?: string } {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") as object;
  } catch {
    return {};
  }
}

export class Settings {
  theme = $state<Theme>("system");
  #dark = $state(false);

  constructor() {
    const { theme, language } = kept();
    this.theme = THEMES.find((one) => one === theme) ?? "system";
    speech.language = LANGUAGES.find((one) => one === language) ?? (navigator.language.startsWith("fr") ? "fr" : "en");
    const system = window.matchMedia?.("(prefers-color-scheme: dark)");
    this.#dark = system?.matches ?? false;
    system?.addEventListener("change", (change) => (this.#dark = change.matches));
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

  /** The look on screen now. */
  get shown(): Exclude<Theme, "system"> {
    return this.theme === "system" ? (this.#dark ? "dark" : "light") : this.theme;
  }

  #keep() {
    localStorage.setItem(KEPT, JSON.stringify({ theme: this.theme, language: speech.language }));
  }
}
