import { asBackendError, type ImportOutcome } from "../backend";
import type { Desk } from "./desk.svelte";

/** Progress is shown only after this long. */
const PATIENCE = 500;

/** The import under way, and how the last one ended. The desk holds it, so that it outlasts the page it was begun on. */
export class Importing {
  under = $state(false);
  /** Files are chosen and have been read for a while. */
  slow = $state(false);
  outcome = $state.raw<ImportOutcome | null>(null);
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Asks for files and takes them in. */
  async bring(): Promise<void> {
    if (this.under) return;
    this.under = true;
    this.outcome = null;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const chosen = () => {
      patience = setTimeout(() => (this.slow = true), PATIENCE);
    };
    try {
      const ask = { partner: null, instrument: null, language: null };
      this.outcome = await this.#desk.backend.importFiles(ask, chosen);
      if (this.outcome) this.#desk.edition += 1;
    } catch (thrown) {
      this.#desk.notices.say(asBackendError(thrown).message, true);
    }
    clearTimeout(patience);
    this.under = this.slow = false;
  }
}
