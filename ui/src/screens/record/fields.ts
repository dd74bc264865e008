/** What a record page shows of any record, read without knowing its kind. */
import type { AnyRecord, Citation, Cited, RecordPage, Strand } from "../../backend";

export function titleOf({ record }: AnyRecord): string {
  if ("title" in record) return record.title;
  if ("name" in record) return record.name;
  if ("text" in record) return record.text;
  return record.label;
}

export function partnersOf({ record }: AnyRecord): string[] {
  if ("partners" in record) return record.partners;
  return "iso" in record ? [record.iso] : [];
}

export function strandsOf({ record }: AnyRecord): Strand[] {
  if ("strands" in record) return record.strands;
  return "strand" in record ? [record.strand] : [];
}

/** Citations of a step or claim with their sources, as far as the page has them. */
export function citedIn(page: RecordPage, cites: readonly Citation[]): Cited[] {
  return cites.flatMap((cite) => {
    const source = page.sources[cite.source];
    return source ? [{ ...source, at: cite.at }] : [];
  });
}
