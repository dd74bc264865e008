import {
  asBackendError,
  type Backend,
  type BackendError,
  type SearchAsk,
  type SearchFound,
  type SearchHit,
  type Suggestion,
} from "../../backend";

const PAGE = 24;
/** Facets are counted once the typing rests this long; hits do not wait for them. */
const REST = 180;

/** One search on screen. Late answers are dropped; hits come in pages as they are scrolled to. */
export class Search {
  found = $state.raw<SearchFound | null>(null);
  facets = $state.raw<SearchFound["facets"]>({});
  /** Completions of what is being typed. */
  suggestions = $state.raw<readonly Suggestion[]>([]);
  error = $state.raw<BackendError | null>(null);
  #hits = $state.raw<ReadonlyMap<number, SearchHit>>(new Map());
  #asked = new Set<number>();
  #ask: Omit<SearchAsk, "limit" | "offset" | "facets"> | null = null;
  #turn = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly backend: Backend) {}

  /** The hit at a place of the list, where it is here. */
  hit = (index: number): SearchHit | undefined => this.#hits.get(index);

  async run(ask: Omit<SearchAsk, "limit" | "offset" | "facets">) {
    const turn = ++this.#turn;
    this.#ask = ask;
    clearTimeout(this.#rest);
    if (ask.query.trim() === "") {
      this.found = this.error = null;
      this.facets = {};
      this.suggestions = [];
      return;
    }
    try {
      const found = await this.backend.search({ ...ask, limit: PAGE, offset: 0, facets: false });
      if (turn !== this.#turn) return;
      this.#asked = new Set([0]);
      this.#hits = new Map(found.hits.map((hit, index) => [index, hit]));
      this.found = found;
      this.error = null;
      // What the screen opens with was not typed here.
      this.#rest = setTimeout(() => void this.#count(turn), turn === 1 ? 0 : REST);
    } catch (thrown) {
      if (turn === this.#turn) this.error = asBackendError(thrown);
    }
  }

  async #count(turn: number) {
    if (!this.#ask) return;
    const found = await this.backend.search({ ...this.#ask, limit: 1, offset: 0, facets: true }).catch(() => null);
    if (turn === this.#turn && found) this.facets = found.facets;
    const completions = await this.backend.suggest(this.#ask.query).catch(() => []);
    if (turn === this.#turn) this.suggestions = completions;
  }

  /** Asks for the pages that hold these places, once each. */
  need = (from: number, to: number) => {
    for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) void this.#page(page);
  };

  async #page(page: number) {
    if (!this.#ask || !this.found || this.#asked.has(page) || page * PAGE >= this.found.total) return;
    this.#asked.add(page);
    const turn = this.#turn;
    const more = await this.backend
      .search({ ...this.#ask, limit: PAGE, offset: page * PAGE, facets: false })
      .catch(() => null);
    if (turn !== this.#turn || !more) return;
    this.#hits = new Map([...this.#hits, ...more.hits.map((hit, index) => [page * PAGE + index, hit] as const)]);
  }
}
