/** Which component shows which screen. */
import type { Component } from "svelte";

import type { Screen } from "../frame/address.svelte";
import Briefs from "./briefs/Briefs.svelte";
import Commitments from "./commitments/Commitments.svelte";
import Compare from "./compare/Compare.svelte";
import Document from "./document/Document.svelte";
import Instruments from "./instruments/Instruments.svelte";
import Library from "./library/Library.svelte";
import Money from "./money/Money.svelte";
import Overview from "./overview/Overview.svelte";
import Partner from "./partner/Partner.svelte";
import RecordScreen from "./record/Record.svelte";
import Search from "./search/Search.svelte";
import Timeline from "./timeline/Timeline.svelte";

export const SHOWN: Record<Screen, Component<{ id: string }>> = {
  overview: Overview,
  partner: Partner,
  timeline: Timeline,
  search: Search,
  instruments: Instruments,
  commitments: Commitments,
  money: Money,
  briefs: Briefs,
  library: Library,
  record: RecordScreen,
  document: Document,
  compare: Compare,
};
