/** What a brief is asked for, as it stands in the address. */
import type { BriefAsk, BriefPart } from "../../backend";
import type { Desk } from "../../frame/desk.svelte";
import { STRANDS } from "../../subject/strands";
import { fromIsoDay } from "../../words/days";
import { LANGUAGES } from "../../words/languages";
import { speech } from "../../words/words.svelte";

export const LENGTHS = ["full", "one-page"] as const;
type Length = (typeof LENGTHS)[number];

/** In the order of a brief; a page has room for a few. */
const PAGE_PARTS: readonly BriefPart[] = ["state-of-play", "key-figures", "commitments"];
const PARTS: readonly BriefPart[] = [
  "state-of-play",
  "key-figures",
  "timeline",
  "instruments",
  "commitments",
  "money",
  "contested",
  "gaps",
  "sources",
];

/** The parts to choose from. A comparison has parts of its own. */
export function partsOf(length: Length, beside: readonly string[]): readonly BriefPart[] {
  if (beside.length > 0) return [];
  return length === "full" ? PARTS : PAGE_PARTS;
}

/** The question that the address asks; what cannot be read is left open. */
export function briefAsk(desk: Desk): BriefAsk {
  const { address } = desk;
  const partner = address.param("partner") || desk.partners.find((one) => one.iso !== "EU")?.iso || "";
  const beside = address.list("beside").filter((one) => one !== partner);
  const length = LENGTHS.find((one) => one === address.param("length")) ?? "full";
  const year = (name: string) => (/^\d{4}(-\d{2}){0,2}$/.test(address.param(name)) ? address.param(name) : null);
  return {
    partner,
    beside,
    strands: STRANDS.filter((one) => address.list("strands").includes(one)),
    language: LANGUAGES.find((one) => one === address.param("language")) ?? speech.language,
    length,
    parts: partsOf(length, beside).filter((one) => address.list("parts").includes(one)),
    from: year("from"),
    to: year("to"),
    marking: address.param("marking") || null,
    author: address.param("author") || null,
    changed_since: fromIsoDay(address.param("since")) === null ? null : address.param("since"),
    moment: desk.moment,
  };
}
