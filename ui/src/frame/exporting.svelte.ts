import type { BriefsSaved } from "../backend";
import { t, tn } from "../words/words.svelte";
import { LongWork } from "./long_work.svelte";

/** What became of a file, or of several. */
interface Written {
  stopped: boolean;
}

/** The file, or the files, being written: on whatever page one looks meanwhile. */
export class Exporting extends LongWork {
  /** The briefs that could not be written when one of every partner was last asked for. */
  refused = $state.raw<BriefsSaved["refused"]>([]);

  /** Writes what `save` asks a place for, and says in a sentence what became of it. */
  async write<T extends Written>(
    save: (begun: () => void) => Promise<T | null>,
    told: (done: T) => string,
  ): Promise<T | null> {
    if (this.under) {
      this.desk.notices.say(t("export_under_way"), true);
      return null;
    }
    const done = await this.run(save);
    if (done) this.desk.notices.say(told(done), false, done.stopped);
    return done;
  }

  /** Writes a brief of every partner; those that could not be are counted in a notice that stays, on whatever page one is. */
  async writeBriefs(
    save: (begun: () => void) => Promise<BriefsSaved | null>,
    told: (done: BriefsSaved) => string,
  ): Promise<void> {
    if (!this.under) this.refused = [];
    const done = await this.write(save, told);
    this.refused = done?.refused ?? this.refused;
    if (done && done.refused.length > 0) this.desk.notices.say(tn("batch_refused", done.refused.length), true);
  }
}
