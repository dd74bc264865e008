//! The fixed words and sentences, each in every language: a phrase that lacks one does not compile.
//!
//! `{named}` places are filled by [`super::fill`]. Sentences only join what records say; none judges.

use super::{Language, fill};

macro_rules! phrases {
    ($( $(#[$note:meta])* $name:ident: $english:literal, $french:literal; )+) => {
        /// A fixed phrase.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)] // A phrase's own words say what it is.
        pub enum Phrase { $( $(#[$note])* $name, )+ }

        impl Phrase {
            /// Every phrase.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its words in a language.
            pub fn say(self, language: Language) -> &'static str {
                match (self, language) {
                    $( (Self::$name, Language::English) => $english, (Self::$name, Language::French) => $french, )+
                }
            }
        }
    };
}

phrases! {
    Comparison: "Comparison of partners", "Comparaison de partenaires";
    MoneyAtStage: "Money: {stage}", "Financements : {stage}";
    TableCompared: "{strand} on {day}", "{strand} au {day}";
    CountryBrief: "Country brief", "Note pays";
    BriefTitle: "European Union – {partner}", "Union européenne – {partner}";
    UnionTitle: "European Union and all its partners", "L’Union européenne et tous ses partenaires";
    AsOf: "As of", "Situation au";
    KnownOn: "As recorded on", "Telle qu’enregistrée le";
    Period: "Period", "Période";
    Strands: "Strands", "Volets";
    HoldsOnly: "This brief holds only", "Cette note contient seulement";
    Data: "Data", "Données";
    PackTitle: "Records of this library (pack {pack})", "Fiches de cette bibliothèque (lot {pack})";
    DataOf: "Pack {pack}, version {version}, data of {date}", "Lot {pack}, version {version}, données au {date}";
    PreparedBy: "Prepared by", "Établie par";
    PeriodFromTo: "{from} to {to}", "{from} – {to}";
    PeriodFrom: "from {from}", "{from} et au-delà";
    PeriodTo: "until {to}", "{to} et avant";
    Contents: "Contents", "Sommaire";
    Table: "Table", "Tableau";
    FigureWord: "Figure", "Figure";
    Notes: "Notes", "Notes";
    NoteWord: "note", "note";
    NotesWord: "notes", "notes";
    BackToText: "Back to the text", "Retour au texte";
    PageOf: "Page {page} of {pages}", "Page {page} sur {pages}";
    StateOfPlay: "State of play", "État des lieux";
    KeyFigures: "Key figures", "Chiffres clés";
    Timeline: "Timeline", "Chronologie";
    WhatChanged: "What changed since {day}", "Ce qui a changé depuis le {day}";
    Instruments: "Instruments", "Instruments";
    Commitments: "Commitments", "Engagements";
    Money: "Money", "Financements";
    Contested: "Contested facts", "Faits contestés";
    Gaps: "Gaps in the record", "Lacunes";
    Sources: "Sources", "Sources";
    Overdue: "Overdue", "En retard";
    Due: "Due", "À échéance";
    UnderWay: "Under way", "En cours";
    Done: "Done", "Réalisés";
    Lapsed: "Lapsed", "Caducs";
    OpenUndated: "Open, without a deadline", "Ouverts, sans échéance";
    NoEvidence: "No evidence either way", "Sans élément de preuve";
    NoData: "no data", "aucune donnée";
    NoneRecorded: "none recorded", "aucun enregistré";
    Yes: "yes", "oui";
    No: "no", "non";
    ColInstrument: "Instrument", "Instrument";
    ColKind: "Kind", "Nature";
    ColSigned: "Signed", "Signature";
    ColInForce: "In force", "En vigueur";
    ColState: "Legal state", "État juridique";
    ColBinding: "Binding", "Contraignant";
    ColCommitment: "Commitment", "Engagement";
    ColBy: "Owed by", "À la charge de";
    ColDue: "Due", "Échéance";
    ColEvidence: "Evidence", "Éléments de preuve";
    ColStage: "Stage", "Étape";
    ColLine: "Line", "Ligne";
    ColAmount: "Amount", "Montant";
    ColReached: "Stages reached", "Étapes franchies";
    ColReason: "Why it was not added", "Pourquoi elle n’est pas additionnée";
    ColFigure: "Figure", "Chiffre";
    ColPeriod: "Period", "Période";
    ColSubject: "Subject", "Objet";
    ColDate: "Date", "Date";
    ColSpeaker: "Who says it", "Qui le dit";
    ColSays: "What they say", "Ce qu’ils disent";
    ColRecord: "Record", "Fiche";
    ColChange: "Change", "Modification";
    TableInstruments: "Instruments and their legal state on {day}", "Instruments et leur état juridique au {day}";
    TableCommitments: "Commitments: {standing}", "Engagements : {standing}";
    TableStages: "Money by stage on {day}", "Financements par étape au {day}";
    TableLines: "Funding lines counted", "Lignes de financement additionnées";
    TableLeftOut: "Lines left out of the totals", "Lignes écartées des totaux";
    TableIndicators: "Figures that sources quote", "Chiffres cités par les sources";
    TableEvents: "Events", "Événements";
    TableClaims: "{title}: {field}", "{title} : {field}";
    TableChanges: "Records that changed since {day}", "Fiches modifiées depuis le {day}";
    TableKey: "Key figures on {day}", "Chiffres clés au {day}";
    CaptionTimeline: "Events (circles, bars where the date is vague) and instruments (diamonds) by strand; the line is the day of this brief", "Événements (cercles, barres si la date est imprécise) et instruments (losanges) par volet ; le trait marque le jour de cette note";
    SumsDrawn: "Drawn from the sums of the table above, which carry their sources.", "Tracé à partir des sommes du tableau ci-dessus, qui portent leurs sources.";
    CaptionMoney: "Money by stage, {currency}", "Financements par étape, {currency}";
    AltTimeline: "Timeline from {from} to {to}: {events} events and {instruments} instruments in {lanes} strands. The list of events below and the table of instruments say the same in words.", "Chronologie du {from} au {to} (événements : {events} ; instruments : {instruments} ; volets : {lanes}). La liste des événements ci-dessous et le tableau des instruments disent la même chose.";
    AltMoney: "Bar chart of money by stage: {bars}.", "Diagramme en barres des financements par étape : {bars}.";
    CaptionTimelineEvents: "Events (circles, bars where the date is vague) by strand; the line is the day of this brief", "Événements (cercles, barres si la date est imprécise) par volet ; le trait marque le jour de cette note";
    AltTimelineEvents: "Timeline from {from} to {to}: {events} events in {lanes} strands. The list of events below says the same in words.", "Chronologie du {from} au {to} (événements : {events} ; volets : {lanes}). La liste des événements ci-dessous dit la même chose.";
    EventsDrawnAlone: "Drawn from {n} events; each stands with its source in the list of events.", "Tracé à partir des événements ({n}) ; chacun figure avec sa source dans la liste des événements.";
    EventsDrawn: "Drawn from {n} events and {instruments} instruments; each stands with its source in the lists of events and instruments.", "Tracé à partir des événements ({n}) et des instruments ({instruments}) ; chacun figure avec sa source dans les listes d’événements et d’instruments.";
    SumOf: "Sum of {n} lines: {lines}.", "Somme de {n} lignes : {lines}.";
    SumShort: "Lines added: {n}.", "Lignes additionnées : {n}.";
    SumOfOne: "One line: {lines}.", "Une ligne : {lines}.";
    CountOf: "Count of records: {what}.", "Nombre de fiches : {what}.";
    CountInstruments: "instruments in this brief", "instruments dans cette note";
    CountCommitments: "commitments in this brief by their standing on {day}", "engagements dans cette note selon leur situation au {day}";
    CountContested: "facts on which this brief’s sources disagree", "faits sur lesquels les sources de cette note divergent";
    DerivedGap: "Found by comparing the records of this brief.", "Constaté en comparant les fiches de cette note.";
    FromChangeLog: "From the library’s change log.", "D’après le journal des modifications.";
    SumFromBreakdown: "{whole} has no figure of its own at this stage; its parts were added (breakdown: {breakdown}).", "{whole} n’a pas de chiffre propre à cette étape ; ses parties ont été additionnées (ventilation : {breakdown}).";
    RemarkMoney: "Amounts stand in their own currency and at the stage a source gives them. A stage without a figure shows “no data”. Each line is added once: wholes and their parts, and money announced twice, are never both counted.", "Les montants figurent dans leur monnaie et à l’étape que la source indique. Une étape sans chiffre porte « aucune donnée ». Chaque ligne est additionnée une seule fois : un tout et ses parties, ou une somme annoncée deux fois, ne sont jamais comptés ensemble.";
    RemarkContested: "Sources disagree on what follows. Each version stands with its speaker and source; none is preferred.", "Les sources divergent sur ce qui suit. Chaque version figure avec son auteur et sa source ; aucune n’est privilégiée.";
    RemarkGaps: "What the records do not show. The absence of a record is not evidence that nothing happened.", "Ce que les fiches ne montrent pas. L’absence de fiche ne prouve pas que rien ne s’est passé.";
    RemarkNothing: "Nothing is recorded under this heading for the chosen period and strands.", "Rien n’est enregistré sous ce titre pour la période et les volets choisis.";
    RemarkNoPart: "Nothing is recorded for the parts that were chosen.", "Rien n’est enregistré pour les parties choisies.";
    RemarkRecordLanguage: "Records are quoted in their own language, English.", "Les textes des fiches sont reproduits dans leur langue, l’anglais.";
    Returned: "Money that was returned", "Fonds restitués";
    SentenceReturned: "{title}: {amount} was returned ({date}).", "{title} : restitution de {amount} ({date}).";
    SentenceReturnedNoAmount: "{title}: money was returned ({date}); the source gives no amount.", "{title} : des fonds ont été restitués ({date}) ; la source ne donne pas de montant.";
    SentenceNet: "Of {paid} paid ({kind}), {returned} was returned; {net} remains.", "Décaissé ({kind}) : {paid} ; restitué : {returned} ; il reste {net}.";
    Warnings: "To look at before using a sum", "À vérifier avant d’utiliser une somme";
    WarnPartsExceed: "At the stage “{stage}” the parts of {whole} add up to {parts}, more than its own {own}; its own figure stands.", "À l’étape « {stage} », les parties de {whole} totalisent {parts}, plus que son propre chiffre ({own}), qui est retenu.";
    WarnOverlap: "At the stage “{stage}” these are all counted, though {line} belongs to each of them: {wholes}.", "À l’étape « {stage} », les lignes suivantes sont toutes comptées alors que {line} appartient à chacune : {wholes}.";
    FromLedger: "Found by adding up the funding lines of this brief.", "Constaté en additionnant les lignes de financement de cette note.";
    SentenceBasis: "The oldest instrument in force is the {title}", "Le plus ancien instrument en vigueur est le suivant : {title}";
    SentenceSignedInForce: ", signed {signed} and in force {in_force}.", " (signature : {signed} ; entrée en vigueur : {in_force}).";
    SentenceLatest: "The newest is the {title}", "Le plus récent : {title}";
    SentenceSignedBinding: ", dated {signed}; it is legally binding.", " (date : {signed}) ; il est juridiquement contraignant.";
    SentenceSignedNonBinding: ", dated {signed}; it is not legally binding.", " (date : {signed}) ; il n’est pas juridiquement contraignant.";
    SentenceCommitments: "Commitments recorded: {n}. Of these, {parts}.", "Engagements enregistrés : {n} ({parts}).";
    PartOverdue: "{n} overdue", "en retard : {n}";
    PartDue: "{n} open with a deadline ahead", "ouverts avant échéance : {n}";
    PartOpen: "{n} open without a deadline", "ouverts sans échéance : {n}";
    PartUnderWay: "{n} under way", "en cours : {n}";
    PartDone: "{n} done", "réalisés : {n}";
    PartLapsed: "{n} lapsed", "caducs : {n}";
    PartUnknown: "{n} without evidence", "sans élément de preuve : {n}";
    SentenceNextDue: "Next deadline: {date}, {text}", "Prochaine échéance : {date}, {text}";
    SentencePaid: "Recorded as {stage}: {amounts}.", "Enregistré à l’étape « {stage} » : {amounts}.";
    SentenceLastEvent: "The latest event recorded is of {date}: {title}.", "Dernier événement enregistré ({date}) : {title}.";
    SentenceNextEvent: "The next event on record is of {date}: {title}.", "Prochain événement enregistré ({date}) : {title}.";
    SentenceContested: "Sources disagree on {n} points.", "Les sources divergent sur {n} points.";
    SentenceContestedOne: "Sources disagree on one point.", "Les sources divergent sur un point.";
    SentenceInstruments: "{n} instruments are recorded, {in_force} of them in force on {day}.", "Instruments enregistrés : {n}, dont {in_force} en vigueur au {day}.";
    KeyInstruments: "Instruments in force, of all recorded", "Instruments en vigueur, sur tous ceux enregistrés";
    KeyCommitments: "Commitments overdue, of all recorded", "Engagements en retard, sur tous ceux enregistrés";
    KeyOf: "{n} of {all}", "{n} sur {all}";
    KeyMoney: "{kind}, {stage}", "{kind}, {stage}";
    And: "and", "et";
    SumBasis: "by {date}, running total", "au {date}, total cumulé";
    LeftOutWhole: "Part of a whole that is counted: {because}", "Partie d’un tout déjà compté : {because}";
    LeftOutRepeats: "Announces the same money as {because}", "Annonce la même somme que : {because}";
    LeftOutRelabels: "Carries the money of {because} under a new label", "Reprend sous un autre nom la somme de : {because}";
    LeftOutBreakdown: "Another breakdown of the same whole is counted: {because}", "Une autre ventilation du même tout est comptée : {because}";
    LeftOutAtStage: "(at the stage “{stage}”)", "(à l’étape « {stage} »)";
    LeftOutEnvelope: "A ceiling that lines are drawn from, not money of its own", "Un plafond sur lequel d’autres lignes sont prélevées, non une somme propre";
    LeftOutStatement: "A speaker’s running sum that overlaps with lines", "Un total annoncé qui recoupe d’autres lignes";
    LeftOutNoData: "No figure at this stage", "Aucun chiffre à cette étape";
    GapNoText: "No published official text is among the sources of {title}.", "Aucun texte officiel publié parmi les sources : {title}.";
    GapNoPayment: "No payment is on record for {title}.", "Aucun décaissement enregistré : {title}.";
    GapNoEvidence: "No evidence shows how the commitments in the strand {strand} are carried out.", "Aucun élément ne montre comment les engagements du volet {strand} sont exécutés.";
    ChangeAdded: "new", "nouvelle";
    ChangeChanged: "changed: {fields}", "modifiée : {fields}";
    ChangeRemoved: "removed", "retirée";
    Partners: "Partners", "Partenaires";
    AllPartners: "all", "tous";
    Shown: "Shown", "Contenu";
    ShownEvents: "events", "événements";
    ShownInstruments: "instruments", "instruments";
    ShownFunding: "steps of money", "étapes de financement";
    ShownDeadlines: "deadlines", "échéances";
    Query: "Search", "Recherche";
    DatesMust: "{period}, vague dates only where they lie wholly within", "{period}, dates imprécises seulement si elles y sont tout entières";
    Entries: "Entries", "Entrées";
    EntriesOf: "{n}, each drawn once", "{n}, chacune dessinée une fois";
    NothingLater: "{day}; what came later is left out", "{day} ; ce qui a suivi est laissé de côté";
    KnownAtChange: "change {n}", "modification n° {n}";
    DeadlineWord: "due", "échéance";
    LaneSeveral: "Several partners", "Plusieurs partenaires";
    LaneNoStrand: "No strand", "Sans volet";
    ContinuedPage: "{period} (continued)", "{period} (suite)";
    VagueDate: "bar: the time in which it lies; an arrow where that goes on", "barre : la période en cause ; une flèche si elle se prolonge";
    ScaleNote: "A year, month or week is drawn as wide as its entries need; within it, time runs evenly.", "Une année, un mois ou une semaine est aussi large que ses entrées l’exigent ; à l’intérieur, le temps est régulier.";
    CrowdedNote: "In a crowded lane the marks stand at their days along its head, and the entries below them in order of date, column by column.", "Dans un couloir chargé, les signes sont à leur jour en tête de couloir et les entrées au-dessous, par date, colonne par colonne.";
    EntriesMany: "{n} entries", "{n} entrées";
    EntriesOne: "{n} entry", "{n} entrée";
    PosterPages: "Entries by period", "Entrées par période";
    PosterPage: "Page", "Page";
    PosterAll: "All", "Total";
    PosterEmpty: "Nothing on the timeline matches these filters.", "Rien dans la chronologie ne correspond à ces filtres.";
    AtStage: "{stage} {date}: {amount}", "{stage} {date} : {amount}";
}

impl Phrase {
    /// Its words with values in their places.
    pub fn fill(self, language: Language, values: &[(&str, &str)]) -> String {
        fill(self.say(language), values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_stand_apart_and_keep_to_their_words() {
        for phrase in Phrase::ALL {
            let french = phrase.say(Language::French);
            let mut before = 'x';
            for sign in french.chars() {
                let apart = matches!(sign, ';' | ':' | '!' | '?' | '»');
                assert!(!apart || before == '\u{202f}', "{phrase:?}: {french}");
                assert!(before != '«' || sign == '\u{202f}', "{phrase:?}: {french}");
                before = sign;
            }
        }
    }

    #[test]
    fn a_phrase_has_the_same_places_in_both_languages() {
        let places = |text: &str| {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
                .collect();
            names.sort();
            names.dedup();
            names
        };
        for phrase in Phrase::ALL {
            let (english, french) = (phrase.say(Language::English), phrase.say(Language::French));
            assert_eq!(places(english), places(french), "{phrase:?}");
        }
    }
}
