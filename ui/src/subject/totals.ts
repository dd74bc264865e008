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

/** The largest amount in a currency: what a full bar stands for. */
export function largest(totals: readonly { amount: string; currency: string }[], currency: string): string {
  return totals
    .filter((total) => total.currency === currency)
    .reduce((most, total) => (compareDecimal(total.amount, most) > 0 ? total.amount : most), "0");
}
