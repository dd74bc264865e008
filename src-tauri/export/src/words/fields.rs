//! What the fields of records are called, where a document names one.

use super::Language;

/// A field's name as a reader of the language says it; one that is not known here is given back with its words apart.
pub fn field_in_words(field: &str, language: Language) -> String {
    match (language, french(field)) {
        (Language::French, Some(name)) => name.to_owned(),
        _ => field.replace(['-', '_'], " "),
    }
}

fn french(field: &str) -> Option<&'static str> {
    Some(match field {
        "about" => "objet",
        "amount" => "montant",
        "article" => "article",
        "binding" => "caractère contraignant",
        "breakdown" => "ventilation",
        "by" => "à la charge de",
        "capital" => "capitale",
        "cites" => "citations",
        "claims" => "versions par auteur",
        "confidence" => "fiabilité",
        "counts_as" => "prise en compte",
        "counts_reason" => "motif de la prise en compte",
        "date" => "date",
        "due" => "échéance",
        "expires" => "fin",
        "force" => "force de l’engagement",
        "format" => "format",
        "fund" => "fonds ou payeur",
        "history" => "vie juridique",
        "id" => "identifiant",
        "identifier" => "référence",
        "in_force" => "entrée en vigueur",
        "instrument" => "instrument",
        "instruments" => "instruments",
        "iso" => "code",
        "kind" => "nature",
        "label" => "libellé",
        "language" => "langue",
        "name" => "nom",
        "names" => "noms",
        "note" => "remarque",
        "official" => "caractère officiel",
        "pages" => "pages",
        "part_of" => "partie de",
        "parties" => "parties",
        "partners" => "partenaires",
        "passages" => "passages",
        "people" => "participants",
        "period" => "période",
        "place" => "lieu",
        "publisher" => "éditeur",
        "query" => "requête",
        "records" => "fiches",
        "relabels" => "reprend sous un autre nom",
        "related" => "liens avec d’autres instruments",
        "repeats" => "annonce à nouveau",
        "sha256" => "empreinte du fichier",
        "signatories" => "signataires",
        "signed" => "signature",
        "stages" => "étapes",
        "states" => "états d’avancement",
        "status" => "statut",
        "strand" => "volet",
        "strands" => "volets",
        "summary" => "résumé",
        "text" => "texte",
        "title" => "titre",
        "unit" => "unité",
        "url" => "adresse",
        "value" => "valeur",
        "warnings" => "avertissements",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_in_the_language_of_the_document() {
        assert_eq!(field_in_words("in_force", Language::English), "in force");
        assert_eq!(field_in_words("in_force", Language::French), "entrée en vigueur");
        assert_eq!(field_in_words("of-a-newer-pack", Language::French), "of a newer pack");
    }
}
