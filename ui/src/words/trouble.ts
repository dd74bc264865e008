/** What went wrong or was found, in other languages than English, which says it in the library's own sentence. */
import type { Cause, Trouble, TroubleKind } from "../backend/answers";
import { sayDate } from "./edtf";
import { sayFinding } from "./findings";
import type { Language } from "./languages";
import { sayNumber } from "./numbers";
import { fieldName, word } from "./words.svelte";

interface Sentences {
  /** What the program between window and library says by itself, in English only: a question it could not read. */
  unnamed: string;
  said: Record<TroubleKind, string>;
  causes: Record<Cause, string>;
}

export const FRENCH: Sentences = {
  unnamed: "La demande n’a pas pu être traitée : {reason}",
  said: {
    "no-such-record": "Aucune fiche ne porte le nom {id}.",
    "no-such-record-but-near": "Aucune fiche ne porte le nom {id}. Vouliez-vous dire {nearest} ?",
    "not-a-document": "{id} n’est pas un document importé : la fiche existe, mais elle n’a pas de texte à lire.",
    "no-such-partner": "Aucun partenaire ne répond à « {asked} ». Choisissez parmi {known}.",
    busy: "La bibliothèque est restée occupée trop longtemps. Rien n’a été modifié : réessayez.",
    held: "{by} est en train d’écrire dans la bibliothèque {path}. La lecture reste possible ; pour écrire, fermez ce programme ou attendez qu’il ait fini.",
    "made-by-newer":
      "{path} a été créé par une version plus récente d’Entente. Rien n’y a été touché : mettez Entente à jour ou ouvrez une autre bibliothèque.",
    damaged:
      "{path} est endommagé ou n’est pas une bibliothèque ({reason}). Rien n’y a été modifié : restaurez une copie de son dossier de sauvegardes.",
    "damaged-record":
      "La fiche {id} ne peut pas être lue ({reason}). Contrôlez la bibliothèque et, si elle est endommagée, restaurez une sauvegarde.",
    "unfinished-and-read-only":
      "Les dernières modifications de {path} n’y sont pas encore versées, et son dossier est en lecture seule. Ouvrez la bibliothèque une fois depuis un endroit où l’on peut écrire, ou copiez-y tout le dossier.",
    database:
      "La base de la bibliothèque a refusé une opération ({reason}). Rien n’a été modifié : contrôlez la bibliothèque.",
    "cannot-write-library":
      "{path} ne peut pas être écrit : {reason}. Rien n’a été modifié. Libérez de l’espace ou choisissez un dossier où vous pouvez écrire.",
    "cannot-write-file":
      "{path} n’a pas pu être écrit : {reason}. Ce qui s’y trouvait est intact. Choisissez un autre endroit ou libérez de l’espace.",
    "cannot-read": "{path} n’a pas pu être lu : {reason}. Vérifiez le nom et que vous avez le droit de le lire.",
    "no-such-folder": "Le dossier {path} n’existe pas, et rien n’a été écrit. Créez-le ou choisissez un autre endroit.",
    "bad-backup": "La sauvegarde {path} n’est pas saine ({reason}). La bibliothèque elle-même n’a pas été touchée.",
    stopped: "L’opération a été arrêtée, et tout est resté tel quel.",
    "index-busy":
      "L’index de recherche est en cours d’écriture par un autre programme. Rien n’a été modifié : réessayez dans un instant.",
    "index-folder":
      "L’index de recherche dans {path} n’a pas pu être ouvert : {reason}. Vérifiez les droits du dossier et l’espace libre.",
    "index-entry": "{id} n’a pas pu être inscrit dans l’index de recherche ; le reste y est.",
    "index-failed":
      "L’index de recherche a failli ({reason}). Fermez Entente et supprimez le dossier index : il est refait à partir des fiches, dont rien n’est perdu.",
    glossary: "Le glossaire n’a pas pu être lu ({reason}).",
    unsound: "{id} n’a pas été modifié :",
    "no-such-change": "Le journal ne contient pas de modification {change}.",
    "id-of-another-kind":
      "{id} désigne déjà une autre fiche de cette bibliothèque ({here}) et ne peut donc pas servir ici ({given}). Rien n’a été modifié : donnez un autre identifiant à la nouvelle fiche.",
    dangling: "Rien n’a été modifié : {record} renvoie à {target}, que la bibliothèque ne contiendrait pas.",
    "passage-twice":
      "Le document {document} a deux passages portant le numéro {ordinal}. Ses passages n’ont pas été modifiés.",
    "no-such-document": "{id} n’est pas un document de cette bibliothèque et ne peut donc pas avoir de passages.",
    "no-such-decision": "Il n’y a rien à décider pour le champ « {field} » de {record}.",
    "undo-of-pack":
      "La modification {change} ne peut pas être annulée : elle vient du lot {pack}. Modifiez la fiche, ou retirez le lot. Rien n’a été modifié.",
    "undo-of-roll-back":
      "La modification {change} ne peut pas être annulée : elle fait partie du retrait d’un lot. Intégrez plutôt ce lot de nouveau. Rien n’a été modifié.",
    "undo-removed":
      "La modification {change} ne peut pas être annulée : {record} a été retiré depuis. Rien n’a été modifié.",
    "undo-added-again":
      "La modification {change} ne peut pas être annulée : {record} a été ajouté de nouveau depuis. Rien n’a été modifié.",
    "undo-touched":
      "La modification {change} ne peut pas être annulée : la modification {by} ({day}) a touché {record}{field} depuis. Annulez d’abord celle-ci. Rien n’a été modifié.",
    "undo-not-as-left":
      "La modification {change} ne peut pas être annulée : {record}{field} n’est plus tel qu’elle l’a laissé. Rien n’a été modifié.",
    "undo-passages-replaced":
      "La modification {change} ne peut pas être annulée : les passages de {record} ont été remplacés depuis. Rien n’a été modifié.",
    "undo-passages-not-kept":
      "La modification {change} ne peut pas être annulée : les anciens passages de {record} ne sont plus conservés. Importez de nouveau le fichier. Rien n’a été modifié.",
    "no-pack": "Aucun lot ne peut être retiré : la bibliothèque n’en a pas. Rien n’a été modifié.",
    "first-pack": "Aucun lot ne peut être retiré : la bibliothèque repose sur son premier lot. Rien n’a été modifié.",
    "pack-passages-replaced":
      "Le lot ne peut pas être retiré : les passages de {record} ont été remplacés depuis. Rien n’a été modifié.",
    "pack-passages-not-kept":
      "Le lot ne peut pas être retiré : les anciens passages de {record} ne sont plus conservés. Importez de nouveau le fichier. Rien n’a été modifié.",
    "pack-refused":
      "Le lot a été refusé en entier. Problèmes trouvés : {count}, décrits en anglais, la langue des fichiers d’un lot.\n{list}",
    currency: "« {code} » n’est pas une monnaie : employez un code ISO 4217, par exemple USD.",
    rates: "Les taux de change de la bibliothèque se contredisent ({reason}).",
    "empty-note": "Une note sans texte n’a pas été conservée : écrivez ce qu’elle dit.",
    "empty-tag":
      "Une étiquette doit contenir un mot : employez des lettres ou des chiffres, par exemple « visite de mai ».",
    "tag-not-there": "{record} ne porte pas l’étiquette {tag} ; rien n’a été modifié.",
    "not-your-own": "{id} n’est ni une note ni une étiquette à vous ; rien n’a été modifié.",
    "same-text": "Un texte comparé à lui-même ne montre rien : indiquez une autre fiche en regard de {id}.",
    "no-passages":
      "Le document {id} n’a pas de passage à comparer : importez de nouveau son fichier, ou indiquez un autre texte.",
    "no-text-of-instrument":
      "La bibliothèque ne contient ni texte ni engagement de {id} : importez son texte pour le comparer.",
    "no-text": "{id} n’a pas de texte propre ({kind}) : indiquez un document importé, un instrument ou un engagement.",
    "money-in-a-ring":
      "Ces lignes de financement font partie les unes des autres, et rien ne peut être additionné : {lines}. Retirez l’un des liens.",
    "money-of-one-name":
      "Deux lignes de financement portent le nom {id}, et rien ne peut être additionné : donnez un autre identifiant à l’une d’elles.",
    "money-too-large":
      "La somme à l’étape « {stage} » ({money}, {currency}) est trop grande pour être conservée : cherchez un montant qui a trop de chiffres.",
    "format-not-read":
      "{path} est dans un format qui n’est pas encore lu. Sont lus aujourd’hui le texte brut (.txt, .md) et les passages en JSON Lines (.jsonl). Enregistrez-en le texte en .txt et importez celui-ci.",
    "not-text": "{path} ne contient pas de texte lisible.",
    "empty-file": "{path} est vide.",
    "unknown-letters":
      "Le texte de {path} n’est codé ni en UTF-8 ni en {encoding}. Enregistrez-le de nouveau en UTF-8.",
    "too-large": "{path} est trop grand. Divisez-le et importez les parties.",
    "broken-off": "Rien n’a pu être lu après la ligne {line} : {reason}.",
    "document-of-another-kind":
      "Un document de ce fichier s’appellerait {id}, nom que porte déjà une autre fiche de la bibliothèque ({here}). Renommez le fichier, ou le champ « document » de ses lignes, et importez-le de nouveau.",
    "document-taken-twice":
      "Un autre fichier de cet import, {other}, est déjà le document {id}. Renommez ce fichier-ci, ou le champ « document » de ses lignes, et importez-le de nouveau.",
    "lines-back-and-forth":
      "Ses lignes vont et viennent entre les documents (retour à {id} avant la ligne {line}). Triez-les par « document » et importez de nouveau le fichier.",
    "more-lines": "Autres lignes laissées de côté : {count}.",
    "line-too-long": "Ligne {line} laissée de côté : elle dépasse {most} octets.",
    "line-not-utf8": "Ligne {line} laissée de côté : elle n’est pas codée en UTF-8.",
    "line-not-json": "Ligne {line} laissée de côté : ce n’est pas un objet JSON ({reason}).",
    "line-fields": "Ligne {line} laissée de côté : un champ manque ou n’a pas la forme attendue ({reason}).",
    "line-empty": "Ligne {line} laissée de côté : son texte est vide.",
    "line-nameless": "Ligne {line} laissée de côté : elle ne nomme pas son document.",
    "line-language":
      "Ligne {line} laissée de côté : « {code} » n’est pas un code de langue. Employez deux lettres, par exemple fr.",
    "line-documents": "Ligne {line} laissée de côté : le fichier nomme plus de {most} documents. Divisez-le.",
    "broken-letters": "Certaines lettres sont abîmées dans son codage {encoding}.",
    "guessed-letters": "Le fichier n’est pas en UTF-8 ; il a été lu en {encoding}, deviné d’après ses lettres.",
    "field-passed-over": "Le champ « {name} » n’a pas été pris en compte.",
    "field-passed-over-but-near": "Le champ « {name} » n’a pas été pris en compte. Vouliez-vous dire « {nearest} » ?",
    "no-citation":
      "{record} ne cite aucune source et ne peut donc pas figurer dans une note : donnez-lui au moins une citation.",
    "unknown-source":
      "{record} cite la source {source}, absente de la bibliothèque : ajoutez cette source ou corrigez la citation.",
    "nothing-to-compare": "Une comparaison demande au moins deux partenaires.",
    "parts-side-by-side":
      "Une note qui met des partenaires en regard a ses propres parties : n’en choisissez aucune, ou un seul partenaire.",
    "parts-past-one-page":
      "Une page a de la place pour l’état des lieux, les chiffres clés et les engagements : choisissez parmi ces parties, ou la note complète.",
    "sources-alone": "Les sources sont celles des autres parties : choisissez au moins une partie en plus.",
    "no-manifest":
      "Ce fichier ne contient pas la liste des faits employés : seules les notes enregistrées par Entente peuvent être vérifiées.",
    "bad-manifest": "La liste des faits de ce fichier est endommagée et ne peut pas être lue.",
    "cannot-compose": "Le fichier n’a pas pu être composé ({reason}). Ce qui s’y trouvait est intact.",
    "file-damaged": "Le fichier est endommagé ({reason}). Restaurez une sauvegarde.",
    "rows-name-nothing": "Rangées de la base qui renvoient à une rangée absente de {parent} : {count}.",
    "names-nothing": "La fiche renvoie à {target}, que la bibliothèque ne contient pas.",
    "kind-damaged": "La nature de la fiche n’a pas de sens. Restaurez une sauvegarde.",
    "body-damaged": "Le contenu de la fiche n’est pas un texte. Restaurez une sauvegarde.",
    "body-unreadable": "La fiche ne peut pas être lue ({reason}). Restaurez une sauvegarde.",
    "body-of-another": "Le contenu de la fiche est celui de {id}. Restaurez une sauvegarde.",
    "not-as-logged": "La fiche n’est pas telle que le journal l’a laissée. Restaurez une sauvegarde.",
    "index-file-damaged":
      "Ce fichier de l’index de recherche est endommagé. Fermez Entente et supprimez le dossier index : il est refait à partir des fiches, dont rien n’est perdu.",
    "index-made-anew": "L’index de recherche a été refait : son dossier ne disait pas de quel format il était.",
    "index-of-another-format": "L’index de recherche a été refait : il venait d’une autre version du programme.",
    "index-unreadable": "L’index de recherche a été refait : ses fichiers n’ont pas pu être lus ({reason}).",
  },
  causes: {
    "disk-full": "le disque est plein",
    "not-allowed": "l’accès est refusé",
    "not-there": "il n’existe pas",
    "read-only": "cet endroit est en lecture seule",
    folder: "c’est un dossier",
  },
};

const LANGUAGES: Partial<Record<Language, Sentences>> = { fr: FRENCH };

const inSentence = (list: string, value: string) => word(list, value).toLocaleLowerCase("fr");

/** How a part of a sentence reads: most are names and stand as they are. */
function sayPart(kind: TroubleKind, name: string, part: string, language: Language): string {
  switch (name) {
    case "here":
    case "given":
    case "kind":
      return inSentence("record_kind", part);
    case "money":
      return inSentence("money_kind", part);
    case "stage":
      return word("stage", part);
    case "field":
      if (kind === "no-such-decision") return fieldName(part);
      return part === "" ? "" : ` («\u202f${fieldName(part)}\u202f»)`;
    case "day":
      return sayDate(part, language);
    case "count":
    case "line":
    case "most":
      return sayNumber(part, language);
    default:
      return part;
  }
}

/** What has no name at all, with a word around it in the reader's language. */
export const sayUnnamed = (reason: string, language: Language): string =>
  LANGUAGES[language]?.unnamed.replace("{reason}", reason) ?? reason;

/** The sentence of a trouble in a language; null where the library's own English has to do. */
export function sayTrouble(trouble: Trouble | null | undefined, language: Language): string | null {
  if (!trouble) return null;
  const words = LANGUAGES[language];
  // A newer library may know troubles that this window does not.
  const sentence = words?.said[trouble.kind] as string | undefined;
  if (!words || !sentence) return null;
  const parts = trouble.cause ? { ...trouble.parts, reason: words.causes[trouble.cause] } : trouble.parts;
  const said = sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const part = parts[name];
    return part === undefined ? hole : sayPart(trouble.kind, name, part, language);
  });
  return [said, ...trouble.findings.map((one) => sayFinding(one, language))].join(" ");
}
