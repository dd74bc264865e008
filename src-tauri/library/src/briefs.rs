//! A brief of each of many partners, into one folder.

use std::path::{Path, PathBuf};

use entente_domain::PartnerCode;
use serde::Serialize;
use specta::Type;

use crate::{BriefAsk, BriefFormat, Error, Library, Trouble, Work, files::must_be_a_folder, work::Doing};

/// Briefs that were saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BriefsSaved {
    /// Where.
    pub folder: String,
    /// Of which partners; each in a file named by the partner's code and the day, such as `tn-2026-11-25.docx`, with a
    /// number where a file of that name was there: `tn-2026-11-25-2.docx`.
    pub saved: Vec<PartnerCode>,
    /// Those that could not be.
    pub refused: Vec<RefusedBrief>,
    /// The user stopped it: the briefs that were saved before are there, each whole.
    pub stopped: bool,
}

/// A brief that could not be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RefusedBrief {
    /// Of which partner.
    pub partner: PartnerCode,
    /// Why, in English.
    pub reason: String,
    /// The same by name, where it has one.
    pub trouble: Option<Trouble>,
}

impl Library {
    /// Writes the same brief of each partner, one after the other: one that cannot be made is named, and the rest goes on.
    /// No file that is there is replaced: nobody was asked whether it may be. What is to stand beside the partner of `ask` is left out.
    ///
    /// # Errors
    ///
    /// There is no such folder.
    pub fn save_briefs_followed(
        &self,
        ask: &BriefAsk,
        partners: &[PartnerCode],
        format: BriefFormat,
        folder: &Path,
        work: &Work,
    ) -> Result<BriefsSaved, Error> {
        must_be_a_folder(folder)?;
        let mut briefs = BriefsSaved {
            folder: folder.display().to_string(),
            saved: Vec::new(),
            refused: Vec::new(),
            stopped: false,
        };
        for (done, partner) in (0..).zip(partners.iter().copied()) {
            if !work.goes_on(Doing::Briefs, done, partners.len() as u64) {
                briefs.stopped = true;
                break;
            }
            let ask = BriefAsk {
                partner,
                beside: Vec::new(),
                ..ask.clone()
            };
            let name = format!("{}-{}", partner.as_str().to_lowercase(), ask.moment.as_of);
            let file = free_file(folder, &name, format.extension());
            match self.save_brief(&ask, format, &file) {
                Ok(_) => briefs.saved.push(partner),
                Err(error) => briefs.refused.push(RefusedBrief {
                    partner,
                    reason: error.to_string(),
                    trouble: error.trouble(),
                }),
            }
        }
        Ok(briefs)
    }
}

/// A file that is not there yet: under this name, or with the first number that is free.
fn free_file(folder: &Path, name: &str, extension: &str) -> PathBuf {
    let numbered = (2_u64..).map(|number| format!("{name}-{number}.{extension}"));
    std::iter::once(format!("{name}.{extension}"))
        .chain(numbered)
        .map(|name| folder.join(name))
        // A link that leads nowhere is somebody's too.
        .find(|file| file.symlink_metadata().is_err())
        .expect("numbers do not run out")
}
