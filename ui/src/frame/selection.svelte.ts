/** Records that were ticked, in the order of ticking, to be copied with where each is written. */
import type { Cited } from "../backend";

export interface Picked {
  id: string;
  /** The record as one line of text. */
  line: string;
  cites: readonly Cited[];
}

export class Selection {
  #picked = $state.raw<ReadonlyMap<string, Picked>>(new Map());

  get size(): number {
    return this.#picked.size;
  }
  has(id: string): boolean {
    return this.#picked.has(id);
  }
  toggle(one: Picked) {
    const next = new Map(this.#picked);
    if (!next.delete(one.id)) next.set(one.id, one);
    this.#picked = next;
  }
  clear() {
    this.#picked = new Map();
  }

  /** Each line with the numbers of its sources, then the sources, each once. */
  asText(cite: (cited: Cited) => string): string {
    const sources: string[] = [];
    const numbered = (cited: Cited) => {
      const text = cite(cited);
      if (!sources.includes(text)) sources.push(text);
      return sources.indexOf(text) + 1;
    };
    const lines = [...this.#picked.values()].map(({ line, cites }) => {
      const numbers = cites.map(numbered).join(", ");
      return numbers ? `${line} [${numbers}]` : line;
    });
    return [...lines, "", ...sources.map((source, index) => `[${index + 1}] ${source}`)].join("\n").trim();
  }
}
