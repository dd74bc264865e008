import { t } from "../words/words.svelte";
import { LongWork } from "./long_work.svelte";

/** What became of a file, or of several. */
interface Written {
  stopped: boolean;
}

/** The file, or the files, being written: on whatever page one looks meanwhile. */
export class Exporting extends LongWork {
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
    if (done) this.desk.notices.say(told(done));
    return done;
  }
}
