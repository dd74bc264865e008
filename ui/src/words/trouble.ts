/** What went wrong, in other languages than English, which says it in the library's own sentence. */
import type { Cause, Trouble, TroubleKind } from "../backend/answers";
import type { Language } from "./languages";

interface Sentences {
  said: Record<TroubleKind, string>;
  causes: Record<Cause, string>;
}

export const FRENCH: Sentences = {
  said: {
    "no-such-record": "Aucune fiche ne porte le nom {id}.",
    "no-such-record-but-near": "Aucune fiche ne porte le nom {id}. Vouliez-vous dire {nearest} ?",
    "no-such-partner": "Aucun partenaire ne répond à « {asked} ». Choisissez parmi {known}.",
    busy: "La bibliothèque est restée occupée trop longtemps. Rien n’a été modifié : réessayez.",
    held: "{by} est en train d’écrire dans la bibliothèque {path}. La lecture reste possible ; pour écrire, fermez ce programme ou attendez qu’il ait fini.",
    "made-by-newer":
      "{path} a été créé par une version plus récente d’Entente. Rien n’y a été touché : mettez Entente à jour ou ouvrez une autre bibliothèque.",
    damaged:
      "{path} est endommagé ou n’est pas une bibliothèque ({reason}). Rien n’y a été modifié : restaurez une copie de son dossier de sauvegardes.",
    "cannot-write-library":
      "{path} ne peut pas être écrit : {reason}. Rien n’a été modifié. Libérez de l’espace ou choisissez un dossier où vous pouvez écrire.",
    "cannot-write-file":
      "{path} n’a pas pu être écrit : {reason}. Ce qui s’y trouvait est intact. Choisissez un autre endroit ou libérez de l’espace.",
    "cannot-read": "{path} n’a pas pu être lu : {reason}. Vérifiez le nom et que vous avez le droit de le lire.",
    "no-such-folder": "Le dossier {path} n’existe pas, et rien n’a été écrit. Créez-le ou choisissez un autre endroit.",
    "index-busy":
      "L’index de recherche est en cours d’écriture par un autre programme. Rien n’a été modifié : réessayez dans un instant.",
    "pack-refused": "Le paquet a été refusé en entier. Problèmes trouvés : {count}.\n{list}",
    "format-not-read":
      "{path} est dans un format qui n’est pas encore lu. Sont lus aujourd’hui le texte brut (.txt, .md) et les passages en JSON Lines (.jsonl). Enregistrez-en le texte en .txt et importez celui-ci.",
    "not-text": "{path} ne contient pas de texte lisible.",
    "too-large": "{path} est trop grand. Divisez-le et importez les parties.",
    "no-citation":
      "{record} ne cite aucune source et ne peut donc pas figurer dans une note : donnez-lui au moins une citation.",
    "unknown-source":
      "{record} cite la source {source}, absente de la bibliothèque : ajoutez cette source ou corrigez la citation.",
    "nothing-to-compare": "Une comparaison demande au moins deux partenaires.",
    "no-manifest":
      "Ce fichier ne contient pas la liste des faits employés : seules les notes enregistrées par Entente peuvent être vérifiées.",
    "bad-manifest": "La liste des faits de ce fichier est endommagée et ne peut pas être lue.",
    "bad-backup": "La sauvegarde {path} n’est pas saine ({reason}). La bibliothèque elle-même n’a pas été touchée.",
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

/** The sentence of a trouble in a language; null where the library's own English has to do. */
export function sayTrouble(trouble: Trouble | null | undefined, language: Language): string | null {
  if (!trouble) return null;
  const words = LANGUAGES[language];
  // A newer library may know troubles that this window does not.
  const sentence = words?.said[trouble.kind] as string | undefined;
  if (!words || !sentence) return null;
  const parts = trouble.cause ? { ...trouble.parts, reason: words.causes[trouble.cause] } : trouble.parts;
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => parts[name] ?? hole);
}
