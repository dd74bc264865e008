/** What every screen works with: the library, the day, the address. */
import { getContext, setContext } from "svelte";

import type { Backend, Day, KnownOn, Moment, PartnerRow } from "../backend";
import { fromIsoDay } from "../words/days";
import { speech, t } from "../words/words.svelte";
import { Address } from "./address.svelte";
import { Exporting } from "./exporting.svelte";
import { Importing } from "./importing.svelte";
import { Notices } from "./notices.svelte";
import { Selection } from "./selection.svelte";
import { Settings } from "./settings.svelte";

const KEY = Symbol("desk");

export class Desk {
  readonly address = new Address();
  readonly settings = new Settings();
  readonly notices = new Notices();
  readonly selection = new Selection();
  readonly importing = new Importing(this);
  readonly exporting = new Exporting(this);
  /** The partners, for names and choices. */
  partners = $state.raw<readonly Pick<PartnerRow, "iso" | "name" | "names">[]>([]);
  /** Grows with each write, so that screens ask again. */
  edition = $state(0);

  /** The two clocks as written: whoever reads them is told when they change, and of no other change of the address. */
  readonly #on = $derived(this.address.param("on"));
  readonly #known = $derived(this.address.param("known"));

  constructor(
    readonly backend: Backend,
    readonly today: Day,
  ) {}

  /** The day asked for in the address, when it is one and not today. */
  get asked(): Day | null {
    const on = this.#on;
    return fromIsoDay(on) !== null && on !== this.today ? on : null;
  }

  get asOf(): Day {
    return this.asked ?? this.today;
  }

  /** The point of the change log asked for in the address: the end of a day, or a change by its number. */
  get known(): KnownOn | null {
    const text = this.#known;
    if (/^\d{1,9}$/.test(text)) return { sequence: Number(text) };
    return fromIsoDay(text) === null ? null : { day: text };
  }

  /** What the library knew in the past can be read, not changed. */
  get readOnly(): boolean {
    return this.known !== null;
  }

  get moment(): Moment {
    void this.edition;
    return { as_of: this.asOf, past: this.asked !== null, known_on: this.known };
  }

  /** Text to the clipboard, and a word that it is there. */
  async copy(text: string) {
    try {
      await navigator.clipboard.writeText(text);
      this.notices.say(t("copied"));
    } catch {
      this.notices.say(t("not_copied"), true);
    }
  }

  /** A partner's name in the window's language. */
  partnerName(iso: string): string {
    const partner = this.partners.find((one) => one.iso === iso);
    return partner?.names[speech.language] ?? partner?.name ?? iso;
  }
}

export function provideDesk(desk: Desk): Desk {
  return setContext(KEY, desk);
}

export function useDesk(): Desk {
  return getContext<Desk>(KEY);
}
