import { asBackendError, type BackendError } from "../backend";

/** “Working” is said only after this long. */
const PATIENCE = 500;

/**
 * One question's answer on screen. The last answer stays until the next one is there, so that nothing jumps;
 * an answer to an older question is dropped.
 */
export class Answer<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<BackendError | null>(null);
  /** The question has been open for a while. */
  slow = $state(false);
  #turn = 0;

  async ask(question: () => Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    const patience = setTimeout(() => {
      if (turn === this.#turn) this.slow = true;
    }, PATIENCE);
    try {
      const value = await question();
      if (turn !== this.#turn) return;
      this.value = value;
      this.error = null;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.error = asBackendError(thrown);
    } finally {
      clearTimeout(patience);
      if (turn === this.#turn) this.slow = false;
    }
  }

  /** Forgets the answer and any question under way. */
  clear() {
    this.#turn += 1;
    this.value = null;
    this.error = null;
    this.slow = false;
  }
}
