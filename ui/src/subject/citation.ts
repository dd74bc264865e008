/** A citation as text, for the clipboard and for lists. */
import type { Cited } from "../backend";
import { date } from "../words/words.svelte";

export function citationText(cited: Cited): string {
  const pieces = [`${cited.publisher}, “${cited.title}”`, date(cited.date), cited.identifier, cited.at, cited.url];
  return `${pieces.filter(Boolean).join(", ")}.`;
}
