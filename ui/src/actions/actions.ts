/** Who does what an action says: screens and the frame hand in their handlers. */
import { getContext, setContext } from "svelte";

import type { ActionId } from "./table";

const KEY = Symbol("actions");

export class Actions {
  readonly #handlers = new Map<ActionId, () => void>();

  /** Takes handlers for as long as their owner lives; give the result back to `$effect`. */
  handle(handlers: Partial<Record<ActionId, () => void>>): () => void {
    const mine = Object.entries(handlers) as [ActionId, () => void][];
    for (const [id, run] of mine) this.#handlers.set(id, run);
    return () => {
      // A newer owner's handler stays.
      for (const [id, run] of mine) if (this.#handlers.get(id) === run) this.#handlers.delete(id);
    };
  }

  can(id: ActionId): boolean {
    return this.#handlers.has(id);
  }

  /** Does it; false when nobody can. */
  run(id: ActionId): boolean {
    const handler = this.#handlers.get(id);
    handler?.();
    return handler !== undefined;
  }
}

export const provideActions = () => setContext(KEY, new Actions());
export const useActions = () => getContext<Actions>(KEY);
