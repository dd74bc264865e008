import type { ImportOutcome } from "../backend";
import { LongWork } from "./long_work.svelte";

/** The import under way, and how the last one ended. */
export class Importing extends LongWork {
  outcome = $state.raw<ImportOutcome | null>(null);

  /** Asks for files and takes them in. */
  async bring(): Promise<void> {
    if (this.under) return;
    this.outcome = null;
    const ask = { partner: null, instrument: null, language: null };
    this.outcome = await this.run((begun) => this.desk.backend.importFiles(ask, begun));
    if (this.outcome) this.desk.edition += 1;
  }
}
