/** A plain word search over the small library: enough to draw hits, facets and marks. */
import type * as A from "../answers";
import { titleOf } from "./compose";
import * as library from "./records";

const WORD = /[\p{L}\p{N}]+/gu;
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function mark(text: string, words: string[]): A.SnippetPart[] {
  const parts: A.SnippetPart[] = [];
  let last = 0;
  for (const found of text.matchAll(WORD)) {
    if (!words.some((word) => fold(found[0]).startsWith(word))) continue;
    if (found.index > last) parts.push({ text: text.slice(last, found.index), hit: false });
    parts.push({ text: found[0], hit: true });
    last = found.index + found[0].length;
  }
  if (last < text.length) parts.push({ text: text.slice(last), hit: false });
  return parts;
}

function bodyOf({ record }: A.AnyRecord): string {
  const pieces = [
    "summary" in record ? record.summary : null,
    "note" in record ? record.note : null,
    "publisher" in record ? record.publisher : null,
  ];
  return pieces.filter(Boolean).join(" ");
}

function facts({ record }: A.AnyRecord): { partners: A.Iso[]; strands: A.Strand[]; date: string | null } {
  const loose = record as Partial<Record<string, unknown>>;
  const partners = (loose["partners"] ?? (loose["iso"] ? [loose["iso"]] : [])) as A.Iso[];
  const strands = (loose["strands"] ?? (loose["strand"] ? [loose["strand"]] : [])) as A.Strand[];
  const stages = loose["stages"] as A.FundingStage[] | undefined;
  const date = (loose["date"] ?? loose["signed"] ?? loose["due"] ?? loose["period"] ?? stages?.[0]?.date ?? null) as
    string | null;
  return { partners, strands, date };
}

function clip(parts: A.SnippetPart[]): A.SnippetPart[] {
  const at = Math.max(
    0,
    parts.findIndex((part) => part.hit),
  );
  return parts.slice(Math.max(0, at - 1), at + 6).map((part, index) => {
    if (part.hit || part.text.length < 160) return part;
    return { hit: false, text: index === 0 && at > 0 ? `…${part.text.slice(-120)}` : `${part.text.slice(0, 140)}…` };
  });
}

export function search(ask: A.SearchAsk): A.SearchFound {
  const ignored = ask.query.match(/[()“”]/g) ? ["Lone brackets and curly quotes were ignored."] : [];
  const words = [...ask.query.matchAll(WORD)].map((found) => fold(found[0]));
  const { partners, strands, kinds } = ask.filters;
  const found = library.all.flatMap((one) => {
    const [title, body, { partners: of, strands: runs, date }] = [titleOf(one), bodyOf(one), facts(one)];
    const text = fold(`${title} ${body}`);
    if (words.length === 0 || !words.every((word) => text.includes(word))) return [];
    if (partners.length > 0 && !partners.some((iso) => of.includes(iso))) return [];
    if (strands.length > 0 && !strands.some((strand) => runs.includes(strand))) return [];
    if (kinds.length > 0 && !kinds.includes(one.kind)) return [];
    const inTitle = mark(title, words);
    const score = inTitle.filter((part) => part.hit).length * 3 + words.length;
    const hit: A.SearchHit = {
      ...{ kind: one.kind, id: one.record.id, title, title_parts: inTitle, partners: of, strands: runs, date, score },
      ...{
        document: null,
        locator: null,
        heading: null,
        heading_parts: [],
        language: "en",
        snippet: clip(mark(body, words)),
        more_in_document: 0,
      },
    };
    return [hit];
  });
  const byDate = (a: A.SearchHit, b: A.SearchHit) => (a.date ?? "").localeCompare(b.date ?? "");
  const order = {
    relevance: (a: A.SearchHit, b: A.SearchHit) => (b.score ?? 0) - (a.score ?? 0),
    date: byDate,
    "-date": (a: A.SearchHit, b: A.SearchHit) => byDate(b, a),
    document: byDate,
  };
  found.sort(order[ask.sort]);
  const facets: A.SearchFound["facets"] = { partner: {}, strand: {}, kind: {}, year: {} };
  const count = (facet: string, value: string | undefined) => {
    const table = facets[facet];
    if (table && value) table[value] = (table[value] ?? 0) + 1;
  };
  for (const hit of found) {
    hit.partners.forEach((iso) => count("partner", iso));
    hit.strands.forEach((strand) => count("strand", strand));
    count("kind", hit.kind);
    count("year", hit.date?.slice(0, 4));
  }
  return {
    query: ask.query,
    reading: words.map((word) => `“${word}”, any form`).join(" and "),
    ignored,
    total: found.length,
    groups: null,
    hits: found.slice(ask.offset, ask.offset + ask.limit),
    facets,
    did_you_mean: found.length === 0 && words.length > 0 ? "readmission" : null,
    took_us: 480,
  };
}
