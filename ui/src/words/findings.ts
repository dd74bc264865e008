/** What is wrong with records, what a total left out, and what could not be converted: in French, and else in the library's own English. */
import type { Breach, Finding, LedgerWarning, LeftOut, NotConverted, RecordKind } from "../backend/answers";
import { sayDate } from "./edtf";
import type { Language } from "./languages";
import { sayMoney, splitMoney } from "./numbers";
import { fieldName, word } from "./words.svelte";

type Told<T extends { kind: string }> = { [K in T["kind"]]: (one: Extract<T, { kind: K }>) => string };

const date = (edtf: string) => sayDate(edtf, "fr");
function money(text: string): string {
  const { amount, currency } = splitMoney(text);
  return sayMoney(amount, currency, "fr");
}
const split = (breakdown: string | null) => (breakdown === null ? "" : ` (ventilation « ${breakdown} »)`);
const stage = (name: string) => `« ${word("stage", name)} »`;

const A: Record<RecordKind, string> = {
  partner: "un partenaire",
  source: "une source",
  instrument: "un instrument",
  commitment: "un engagement",
  funding: "une ligne de financement",
  event: "un événement",
  indicator: "un indicateur",
  document: "un document",
  note: "une note",
  tag: "une étiquette",
  "saved-search": "une recherche enregistrée",
};

export const BREACHES: Told<Breach> = {
  "same-id": ({ id }) => `Plusieurs fiches portent le nom ${id}.`,
  "not-there": ({ id, wanted }) => `${id} ne désigne rien, alors que ${A[wanted]} est attendu ici.`,
  "wrong-kind": ({ id, is, wanted }) => `${id} désigne ${A[is]}, alors que ${A[wanted]} est attendu ici.`,
  "no-such-partner": ({ code }) => `Aucun partenaire n’a le code ${code}.`,
  "no-source": () => "Rien ne dit où cela est écrit.",
  "no-source-of-claim": ({ speaker, of }) => `Rien ne dit où ${speaker} l’affirme (« ${fieldName(of)} »).`,
  "one-sided": ({ speaker, of }) =>
    `Seule une voix se fait entendre sur « ${fieldName(of)} » (${speaker}), et un désaccord en demande deux.`,
  "unused-source": () => "Aucune fiche ne cite cette source.",
  ring: ({ lines }) => `La ligne fait partie d’elle-même : ${lines.join(" → ")}. Aucun total ne peut être établi.`,
  "repeats-itself": () => "La ligne se répète elle-même.",
  "repeats-in-turn": ({ other }) => `La ligne répète ${other}, qui la répète à son tour.`,
  "parts-exceed-amount": ({ breakdown, parts, own }) =>
    `Ses parties${split(breakdown)} totalisent ${parts === null ? "plus qu’il ne peut être conservé" : money(parts)}, soit plus que son propre montant, ${money(own)}.`,
  "parts-exceed-stage": ({ stage: at, whole, breakdown, parts, own }) =>
    `À l’étape ${stage(at)}, les parties de ${whole}${split(breakdown)} totalisent ${money(parts)}, soit plus que son propre montant, ${money(own)}. C’est ce dernier qui vaut.`,
  "not-an-amount": ({ amount }) => `${money(amount)} : ce n’est pas une somme qui circule.`,
  "other-currency": ({ amount, line }) =>
    `${money(amount)} est dans une autre monnaie que la ligne elle-même (${money(line)}).`,
  "same-step-twice": ({ stage: at, date: day }) =>
    `Le même montant figure deux fois à l’étape ${stage(at)} (${date(day)}).`,
  "due-before-signed": ({ due, instrument, signed }) =>
    `L’échéance (${date(due)}) précède la signature de ${instrument} (${date(signed)}).`,
  "in-force-before-signed": ({ date: day, before }) =>
    `L’entrée en vigueur (${date(day)}) précède la signature (${date(before)}).`,
  "ends-before-signed": ({ date: day, before }) => `La fin (${date(day)}) précède la signature (${date(before)}).`,
  "ends-before-in-force": ({ date: day, before }) =>
    `La fin (${date(day)}) précède l’entrée en vigueur (${date(before)}).`,
  "steps-out-of-order": ({ date: day, after }) => `L’étape datée ${date(day)} figure après celle datée ${date(after)}.`,
  "stages-out-of-order": ({ stage: at, date: day, first, before }) =>
    `L’étape ${stage(at)} (${date(day)}) précède l’étape ${stage(first)} (${date(before)}).`,
  blank: () => "Le texte est vide.",
  "not-a-number": ({ text }) => `« ${text} » n’est pas un nombre décimal.`,
  "not-a-language": ({ text }) => `« ${text} » n’est pas un code de langue.`,
  "not-an-address": ({ text }) => `« ${text} » n’est pas une adresse web.`,
};

const DATES = "Corrigez l’une des dates.";
const PARTS = "Corrigez un montant, ou dites dans la remarque du tout pourquoi ses parties le dépassent.";
const REPEATS = "Seule la plus récente des deux répète l’autre.";
export const HINTS: Record<Breach["kind"], string> = {
  "same-id": "Donnez à chacune son propre identifiant.",
  "not-there": "Corrigez l’identifiant, ou ajoutez la fiche.",
  "wrong-kind": "Indiquez une autre fiche.",
  "no-such-partner": "Employez le code d’un partenaire enregistré, ou ajoutez le partenaire.",
  "no-source": "Citez une source.",
  "no-source-of-claim": "Une affirmation demande sa propre citation.",
  "one-sided": "Ajoutez ce que dit l’autre partie, ou employez une remarque.",
  "unused-source": "Citez-la là où elle a servi, ou retirez-la.",
  ring: "Retirez l’un des liens entre ces lignes.",
  "repeats-itself": REPEATS,
  "repeats-in-turn": REPEATS,
  "parts-exceed-amount": PARTS,
  "parts-exceed-stage": PARTS,
  "not-an-amount": "Omettez le montant si aucune source n’en donne ; ce qui est restitué est une étape à part.",
  "other-currency": "Une ligne à part tient les monnaies séparées.",
  "same-step-twice": "Gardez-en un, avec les sources des deux, à moins que la somme n’ait circulé deux fois.",
  "due-before-signed": DATES,
  "in-force-before-signed": DATES,
  "ends-before-signed": DATES,
  "ends-before-in-force": DATES,
  "steps-out-of-order": "Rangez les étapes de la plus ancienne à la plus récente.",
  "stages-out-of-order": "Corrigez une date, ou expliquez-le dans la remarque.",
  blank: "Écrivez-le, ou omettez le champ s’il peut l’être.",
  "not-a-number": "Écrivez des chiffres et un point, par exemple 13000 ou -0.4 ; les mots vont dans la remarque.",
  "not-a-language": "Employez un code ISO 639-1, par exemple en ou fr.",
  "not-an-address": "Commencez par https://.",
};

const LEFT_OUT: Record<LeftOut["code"], string> = {
  "covered-by-whole": "Cette somme fait partie d’une ligne qui est comptée :",
  repeats: "Cette ligne annonce la même somme qu’une autre, qui est comptée :",
  relabels: "Cette ligne reprend sous un autre nom la somme d’une ligne qui est comptée :",
  "other-breakdown": "Le tout est ventilé de plusieurs façons, et une autre ventilation est comptée :",
  envelope: "C’est un plafond sur lequel des lignes sont prélevées, non une somme propre.",
  statement: "C’est un total annoncé qui recoupe d’autres lignes, non une somme propre.",
  "no-data": "Aucune source ne donne de chiffre.",
};

export const WARNED: Told<LedgerWarning> = {
  "parts-exceed-whole": (one) => BREACHES["parts-exceed-stage"]({ ...one, kind: "parts-exceed-stage" }),
  "wholes-overlap": ({ line, stage: at, wholes }) =>
    `À l’étape ${stage(at)}, ${wholes.join(" et ")} sont comptés ensemble, alors que ${line} fait partie de chacun.`,
};

const STAYS = "le montant reste dans sa propre monnaie.";
export const UNCONVERTED: Told<NotConverted> = {
  "no-rate": ({ currency, year }) => `Aucun taux de ${currency} n’est enregistré pour ${year} : ${STAYS}`,
  "no-year": ({ date: day }) =>
    `La date (${date(day)}) ne tombe pas dans une seule année, et aucun taux annuel ne convient : ${STAYS}`,
  "too-large": ({ amount }) => `${money(amount)} est trop grand pour être converti : ${STAYS}`,
};

/** Calls the teller of a value's own kind. */
function tell<T extends { kind: string }>(told: Told<T>, one: T): string {
  return (told[one.kind as T["kind"]] as (one: T) => string)(one);
}

/** How a rule is broken. */
export const sayBreach = (breach: Breach, english: string, language: Language) =>
  language === "fr" ? tell(BREACHES, breach) : english;

/** A finding whole: what is wrong, and what to do about it. */
export function sayFinding(one: Finding, language: Language): string {
  const hint = language === "fr" ? HINTS[one.breach.kind] : one.hint;
  return [sayBreach(one.breach, one.sentence, language), hint].filter(Boolean).join(" ");
}

/** Why a total left a line out. */
export const sayLeftOut = (one: LeftOut, language: Language) => (language === "fr" ? LEFT_OUT[one.code] : one.reason);

/** What to look at before defending a total. */
export const sayWarned = (warned: LedgerWarning, english: string, language: Language) =>
  language === "fr" ? tell(WARNED, warned) : english;

/** Why an amount stays in its own currency. */
export const sayUnconverted = (why: NotConverted, english: string, language: Language) =>
  language === "fr" ? tell(UNCONVERTED, why) : english;
