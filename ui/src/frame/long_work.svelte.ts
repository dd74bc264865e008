import { asBackendError } from "../backend";
import type { Desk } from "./desk.svelte";

/** Progress is shown only after this long. */
const PATIENCE = 500;

/** Work that may take long, one at a time. The desk holds it, so that it outlasts the page it was begun on. */
export class LongWork {
  under = $state(false);
  /** It has gone on for a while. What the user chooses with the system's dialog beforehand does not count. */
  slow = $state(false);

  constructor(protected readonly desk: Desk) {}

  /** Does it; `begun` is called once what it needs is chosen. Null when it fails, which is said, or is not begun. */
  protected async run<T>(act: (begun: () => void) => Promise<T | null>): Promise<T | null> {
    this.under = true;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const begun = () => {
      patience = setTimeout(() => (this.slow = true), PATIENCE);
    };
    try {
      return await act(begun);
    } catch (thrown) {
      this.desk.notices.say(asBackendError(thrown).message, true);
      return null;
    } finally {
      clearTimeout(patience);
      this.under = this.slow = false;
    }
  }
}
