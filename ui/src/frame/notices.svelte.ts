/** Short sentences that say what was done; each leaves by itself. */
export interface Notice {
  id: number;
  text: string;
  bad: boolean;
  /** Nothing came of it, and nothing is wrong. */
  stopped: boolean;
}

const STAY = 6000;

export class Notices {
  shown = $state.raw<readonly Notice[]>([]);
  #next = 0;

  say(text: string, bad = false, stopped = false) {
    const id = ++this.#next;
    this.shown = [...this.shown.slice(-2), { id, text, bad, stopped }];
    if (!bad) setTimeout(() => this.dismiss(id), STAY);
  }

  dismiss(id: number) {
    this.shown = this.shown.filter((one) => one.id !== id);
  }
}
