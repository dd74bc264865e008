//! What is chosen on the command line, in the library's words.

use entente_library::{
    AnswerLanguage, BriefFormat, BriefPart, ExportFormat, LanesBy, Paper as OnPaper, SearchSort, Whose,
};

use crate::arguments::{Exports, Format, Lanes, Language, Paper, Part, Sort, Take};

impl From<Sort> for SearchSort {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Relevance => Self::Relevance,
            Sort::Date => Self::Date,
            Sort::DateDescending => Self::DateDescending,
            Sort::Document => Self::Document,
        }
    }
}

impl From<Language> for AnswerLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Fr => Self::Fr,
        }
    }
}

impl From<Part> for BriefPart {
    fn from(part: Part) -> Self {
        match part {
            Part::StateOfPlay => Self::StateOfPlay,
            Part::KeyFigures => Self::KeyFigures,
            Part::Timeline => Self::Timeline,
            Part::Instruments => Self::Instruments,
            Part::Commitments => Self::Commitments,
            Part::Money => Self::Money,
            Part::Contested => Self::Contested,
            Part::Gaps => Self::Gaps,
            Part::Sources => Self::Sources,
        }
    }
}

impl From<Format> for BriefFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Md => Self::Md,
            Format::Html => Self::Html,
            Format::Docx => Self::Docx,
            Format::Pdf => Self::Pdf,
        }
    }
}

impl From<Exports> for ExportFormat {
    fn from(format: Exports) -> Self {
        match format {
            Exports::Csv => Self::Csv,
            Exports::Xlsx => Self::Xlsx,
            Exports::Jsonl => Self::Jsonl,
            Exports::Ris => Self::Ris,
            Exports::Bibtex => Self::Bibtex,
            Exports::Csl => Self::Csl,
            Exports::Ics => Self::Ics,
            Exports::Iati => Self::Iati,
        }
    }
}

impl From<Lanes> for LanesBy {
    fn from(lanes: Lanes) -> Self {
        match lanes {
            Lanes::Strand => Self::Strand,
            Lanes::Partner => Self::Partner,
        }
    }
}

impl From<Paper> for OnPaper {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::A4 => Self::A4,
            Paper::A3 => Self::A3,
        }
    }
}

impl From<Take> for Whose {
    fn from(take: Take) -> Self {
        match take {
            Take::Ours => Self::Ours,
            Take::Theirs => Self::Theirs,
        }
    }
}
