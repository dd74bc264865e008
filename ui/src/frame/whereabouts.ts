/** Where one stood on a page: how far down, and on what. Back and forward lead there again, and not to the page's top. */

interface Stand {
  down: number;
  /** What had the focus: an element's tag, its sign, and the how-manieth of that sign it is. */
  on: { tag: string; sign: string; nth: number } | null;
}

/** What has not come by then, in milliseconds, is not waited for. */
const PATIENCE = 3000;
const INTERRUPTIONS = ["keydown", "pointerdown", "wheel"] as const;

const sign = (one: Element) => one.getAttribute("href") ?? one.getAttribute("aria-label") ?? one.textContent;
const alike = (page: HTMLElement, tag: string, of: string) =>
  [...page.querySelectorAll<HTMLElement>(tag)].filter((one) => sign(one) === of);

/** What scrolls the page: itself, or the whole window where that is narrow. */
export const scrollerOf = (page: HTMLElement) =>
  getComputedStyle(page).overflowY === "visible" ? document.documentElement : page;

export class Whereabouts {
  readonly #stands = new Map<number, Stand>();
  #stop = () => {};

  /** Before the page of a stop goes. */
  leave(stop: number, page: HTMLElement) {
    this.#stop();
    const one = document.activeElement;
    const on = one && one !== page && page.contains(one) ? { tag: one.localName, sign: sign(one) ?? "" } : null;
    const nth = on ? alike(page, on.tag, on.sign).indexOf(one as HTMLElement) : 0;
    this.#stands.set(stop, { down: scrollerOf(page).scrollTop, on: on && { ...on, nth } });
  }

  /** Once the page of a stop is there again, and until somebody does something else or a while has passed: what it shows may still be on its way. */
  takeUp(stop: number, page: HTMLElement) {
    const stand = this.#stands.get(stop);
    if (!stand) return;
    const watch = new MutationObserver(() => attempt());
    const cease = () => {
      watch.disconnect();
      clearTimeout(patience);
      for (const kind of INTERRUPTIONS) window.removeEventListener(kind, cease, true);
    };
    const patience = setTimeout(() => cease(), PATIENCE);
    const scroller = scrollerOf(page);
    const attempt = () => {
      scroller.scrollTop = stand.down;
      const found = stand.on && alike(page, stand.on.tag, stand.on.sign)[stand.on.nth];
      if (Math.abs(scroller.scrollTop - stand.down) > 1 || (stand.on && !found)) return;
      found?.focus({ preventScroll: true });
      cease();
    };
    watch.observe(page, { childList: true, subtree: true });
    for (const kind of INTERRUPTIONS) window.addEventListener(kind, cease, true);
    this.#stop = cease;
    attempt();
  }
}
