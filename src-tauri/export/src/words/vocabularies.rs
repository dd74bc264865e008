//! The subject's closed word lists in every language: a word that lacks one does not compile.

use entente_domain::{
    CommitmentState, Confidence, EventKind, FundingKind, InstrumentKind, LegalState, Party, RecordKind, Stage, Strand,
};

use super::Language;

/// A word of the subject that documents print.
pub trait InWords {
    /// Its name in a language.
    fn in_words(self, language: Language) -> &'static str;
}

macro_rules! in_words {
    ($type:ident { $( $word:ident: $english:literal, $french:literal; )+ }) => {
        impl InWords for $type {
            fn in_words(self, language: Language) -> &'static str {
                match (self, language) {
                    $( (Self::$word, Language::English) => $english, (Self::$word, Language::French) => $french, )+
                }
            }
        }
    };
}

in_words!(Strand {
    Migration: "Migration", "Migration";
    Energy: "Energy", "Énergie";
    Trade: "Trade", "Commerce";
    Economy: "Economy", "Économie";
    Security: "Security", "Sécurité";
    People: "People", "Liens humains";
    Humanitarian: "Humanitarian", "Humanitaire";
});

in_words!(InstrumentKind {
    MemorandumOfUnderstanding: "memorandum of understanding", "protocole d’accord";
    JointDeclaration: "joint declaration", "déclaration conjointe";
    Statement: "statement", "déclaration";
    StatusAgreement: "status agreement", "accord sur le statut";
    ReadmissionAgreement: "readmission agreement", "accord de réadmission";
    VisaFacilitationAgreement: "visa facilitation agreement", "accord visant à faciliter la délivrance de visas";
    AssociationAgreement: "association or framework agreement", "accord d’association ou accord-cadre";
    MobilityPartnership: "mobility partnership", "partenariat pour la mobilité";
    ActionPlan: "action plan or priorities", "plan d’action ou priorités";
    FinancingAgreement: "financing agreement", "convention de financement";
    Decision: "decision", "décision";
    Regulation: "regulation", "règlement";
    WorkingArrangement: "working arrangement", "arrangement de travail";
    ConferenceOutcome: "conference outcome", "conclusions de conférence";
});

in_words!(LegalState {
    Negotiating: "under negotiation", "en négociation";
    Signed: "signed or adopted", "signé ou adopté";
    ProvisionallyApplied: "provisionally applied", "appliqué à titre provisoire";
    InForce: "in force", "en vigueur";
    Suspended: "suspended", "suspendu";
    Expired: "expired or replaced", "expiré ou remplacé";
});

in_words!(Party {
    Eu: "EU", "UE";
    Partner: "partner", "partenaire";
    Both: "both sides", "les deux parties";
    MemberState: "Member State", "État membre";
});

in_words!(Stage {
    Announced: "announced", "annoncé";
    Pledged: "pledged", "promis";
    Adopted: "adopted", "adopté";
    Signed: "signed", "signé";
    Contracted: "contracted", "contracté";
    Disbursed: "paid", "décaissé";
    Returned: "returned", "restitué";
    Cancelled: "cancelled", "annulé";
});

in_words!(FundingKind {
    Grant: "grants", "dons";
    Loan: "loans", "prêts";
    Guarantee: "guarantees", "garanties";
    BudgetSupport: "budget support", "appui budgétaire";
    InvestmentMobilised: "investment to be mobilised", "investissements à mobiliser";
    Mixed: "mixed or unspecified", "mixte ou non précisé";
});

in_words!(EventKind {
    Signing: "signing", "signature";
    Visit: "visit", "visite";
    Summit: "summit", "sommet";
    Statement: "statement", "déclaration";
    Adoption: "adoption", "adoption";
    EntryIntoForce: "entry into force", "entrée en vigueur";
    Disbursement: "payment", "décaissement";
    Conference: "conference", "conférence";
    Council: "council or committee", "conseil ou comité";
    Incident: "incident", "incident";
    Report: "report", "rapport";
});

in_words!(RecordKind {
    Partner: "partner", "partenaire";
    Source: "source", "source";
    Instrument: "instrument", "instrument";
    Commitment: "commitment", "engagement";
    Funding: "funding line", "ligne de financement";
    Event: "event", "événement";
    Indicator: "indicator", "indicateur";
    Document: "document", "document";
    Note: "note", "note";
    Tag: "tag", "étiquette";
    SavedSearch: "saved search", "recherche enregistrée";
});

in_words!(CommitmentState {
    Open: "open", "ouvert";
    UnderWay: "under way", "en cours";
    Done: "done", "réalisé";
    Lapsed: "lapsed", "caduc";
    Unknown: "no evidence", "sans élément de preuve";
});

in_words!(Confidence {
    High: "high", "élevée";
    Medium: "medium", "moyenne";
    Low: "low", "faible";
});
