/** Filters as they stand in an address, and as the library takes them. */
import type { Filters, RecordKind, Strand } from "../backend";
import { STRANDS } from "../subject/strands";
import { spanOf } from "../words/edtf";
import type { Address } from "./address.svelte";

export const NO_FILTERS: Filters = {
  partners: [],
  strands: [],
  kinds: [],
  text: null,
  from: null,
  to: null,
  dates: "could",
};

const isDate = (text: string) => {
  const { earliest, latest } = spanOf(text);
  return earliest !== null || latest !== null;
};

/** What the address asks for: `partners=TN,EG&strands=energy&text=gas&from=2023&to=2024`. What cannot be read is left open. */
export function filtersOf(address: Address): Filters {
  const strands = address.list("strands");
  const [text, from, to] = [address.param("text"), address.param("from"), address.param("to")];
  return {
    partners: address.list("partners").filter((iso) => /^[A-Z]{2}$/.test(iso)),
    strands: STRANDS.filter((strand) => strands.includes(strand)) as Strand[],
    kinds: address.list("kinds") as RecordKind[],
    text: text.trim() === "" ? null : text,
    from: isDate(from) ? from : null,
    to: isDate(to) ? to : null,
    dates: "could",
  };
}

/** The parameters that filters take up. */
export const FILTER_PARAMS = ["partners", "strands", "kinds", "text", "from", "to"] as const;

export const anyFilter = (address: Address) => FILTER_PARAMS.some((name) => address.param(name) !== "");

/** What clears them all. */
export const CLEARED = Object.fromEntries(FILTER_PARAMS.map((name) => [name, null]));
