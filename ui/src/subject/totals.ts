/** Totals of money arranged for reading: by stage, then by kind, each currency by itself. */
import type { FundingTotal, Stage } from "../backend";
import { compareDecimal } from "../words/numbers";

/** From the first word to the last payment. */
export const STAGES: readonly Stage[] = [
  "announced",
  "pledged",
  "adopted",
  "signed",
  "contracted",
  "disbursed",
  "returned",
  "cancelled",
];

/** The totals of a stage, the largest first. */
export function atStage(totals: readonly FundingTotal[], stage: Stage): FundingTotal[] {
  return totals.filter((total) => total.stage === stage).toSorted((a, b) => compareDecimal(b.amount, a.amount));
}

/** The stages that have any figure, in their order. */
export function stagesOf(totals: readonly FundingTotal[]): Stage[] {
  return STAGES.filter((stage) => totals.some((total) => total.stage === stage));
}

/** The turns that money takes, with the stages at which each can be read. */
const TURNS: readonly (readonly Stage[])[] = [
  ["announced", "pledged"],
  ["adopted", "signed", "contracted"],
  ["disbursed"],
];

/**
 * How far money has come in few words: of each turn the stage with the largest figure (the later of equals), and what
 * came back, where any did. Stages overlap, so none is added to another; figures are compared within one currency, the
 * euro where a turn has any, since amounts of two currencies cannot be compared.
 */
export function turnsOf(totals: readonly FundingTotal[]): Stage[] {
  const turns = TURNS.map((stages) => {
    const here = totals.filter((total) => stages.includes(total.stage));
    const currency = here.some((total) => total.currency === "EUR") ? "EUR" : here[0]?.currency;
    const compared = here.filter((total) => total.currency === currency);
    const most = (stage: Stage) => atStage(compared, stage)[0]?.amount ?? "0";
    return stages.reduce((best, stage) =>
      compareDecimal(most(stage), most(best)) >= 0 && most(stage) !== "0" ? stage : best,
    );
  });
  return atStage(totals, "returned").length > 0 ? [...turns, "returned"] : turns;
}

/** The largest amount in a currency: what a full bar stands for. */
export function largest(totals: readonly { amount: string; currency: string }[], currency: string): string {
  return totals
    .filter((total) => total.currency === currency)
    .reduce((most, total) => (compareDecimal(total.amount, most) > 0 ? total.amount : most), "0");
}
