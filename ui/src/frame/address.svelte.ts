/** The state of the window as its address: `#/partner/TN?tab=money&on=2024-06-25`. Back, forward, links and restoring come from it. */

export const SCREENS = [
  "overview",
  "partner",
  "timeline",
  "search",
  "instruments",
  "commitments",
  "money",
  "briefs",
  "library",
  "record",
  "document",
  "compare",
] as const;
export type Screen = (typeof SCREENS)[number];

export interface Place {
  screen: Screen;
  id: string | null;
  params: URLSearchParams;
}

/** Values of an address; empty ones are left out of it. */
export type Params = Record<string, string | readonly string[] | null | undefined>;

/** The two clocks travel with every link of the window. */
const STICKY = ["on", "known"];

export function parse(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [screen = "", id] = path.split("/");
  const known = SCREENS.find((one) => one === screen);
  return {
    screen: known ?? "overview",
    id: known && id ? decodeURIComponent(id) : null,
    params: new URLSearchParams(query),
  };
}

export function write(screen: Screen, id: string | null, params: URLSearchParams): string {
  const query = params.toString();
  return `#/${screen}${id === null ? "" : `/${encodeURIComponent(id)}`}${query ? `?${query}` : ""}`;
}

function fold(into: URLSearchParams, params: Params): URLSearchParams {
  for (const [name, value] of Object.entries(params)) {
    const text = typeof value === "string" ? value : (value ?? []).join(",");
    if (text === "") into.delete(name);
    else into.set(name, text);
  }
  return into;
}

export class Address {
  #place = $state.raw<Place>(parse(""));
  #depth = 0;
  #deepest = $state(0);
  #at = $state(0);
  #returned = false;

  constructor() {
    this.#place = parse(location.hash);
    window.addEventListener("hashchange", () => this.#read());
    window.addEventListener("popstate", () => this.#read());
    this.#depth = this.#stamp() ?? 0;
    this.#at = this.#deepest = this.#depth;
    history.replaceState({ depth: this.#depth }, "");
  }

  #stamp(): number | null {
    const state: unknown = history.state;
    return typeof state === "object" && state !== null && "depth" in state ? Number(state.depth) : null;
  }

  #read() {
    const depth = this.#stamp();
    // The browser tells of one step twice.
    if (depth === this.#at) return;
    this.#returned = depth !== null;
    if (depth === null) {
      // A link was followed: what lay ahead is gone.
      this.#at += 1;
      this.#deepest = this.#at;
      history.replaceState({ depth: this.#at }, "");
    } else {
      this.#at = depth;
    }
    this.#place = parse(location.hash);
  }

  get place(): Place {
    return this.#place;
  }
  /** The number of this stop in the history. */
  get stop(): number {
    return this.#at;
  }
  /** It was come to by back or forward. */
  get returned(): boolean {
    return this.#returned;
  }
  get canGoBack(): boolean {
    return this.#at > 0;
  }
  get canGoForward(): boolean {
    return this.#at < this.#deepest;
  }

  param(name: string): string {
    return this.#place.params.get(name) ?? "";
  }
  /** A comma-separated value as a list. */
  list(name: string): string[] {
    const text = this.param(name);
    return text === "" ? [] : text.split(",");
  }

  /** The address of a place, with both clocks kept. */
  href(screen: Screen, id: string | null = null, params: Params = {}): string {
    const kept = new URLSearchParams();
    for (const name of STICKY) {
      const value = this.#place.params.get(name);
      if (value) kept.set(name, value);
    }
    return write(screen, id, fold(kept, params));
  }

  go(href: string) {
    if (location.hash !== href) location.hash = href;
  }

  /** Changes values of this place. `step` leaves a stop for “back”; without it the present one is rewritten. */
  set(params: Params, step = false) {
    const { screen, id } = this.#place;
    const href = write(screen, id, fold(new URLSearchParams(this.#place.params), params));
    if (href === write(screen, id, this.#place.params)) return;
    if (step) {
      this.#at += 1;
      this.#deepest = this.#at;
      history.pushState({ depth: this.#at }, "", href);
    } else {
      history.replaceState({ depth: this.#at }, "", href);
    }
    this.#place = parse(href);
  }

  back() {
    if (this.canGoBack) history.back();
  }
  forward() {
    if (this.canGoForward) history.forward();
  }
}
