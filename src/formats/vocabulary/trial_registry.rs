//! Registries of clinical trials, by the letters that their numbers begin with.

use crate::model::{Trial, TrialStage};

/// A registry.
pub(in crate::formats) struct TrialRegistry {
    /// What its numbers begin with, in capitals.
    prefix: &'static str,
    pub(in crate::formats) name: &'static str,
    /// Behind `10.18810/` in the DOI by which Crossref knows it.
    crossref: &'static str,
}

impl TrialRegistry {
    /// The DOI by which Crossref knows the registry.
    pub(in crate::formats) fn doi(&self) -> String {
        format!("10.18810/{}", self.crossref)
    }
}

const fn row(prefix: &'static str, name: &'static str, crossref: &'static str) -> TrialRegistry {
    TrialRegistry { prefix, name, crossref }
}

const REGISTRIES: [TrialRegistry; 14] = [
    row("NCT", "ClinicalTrials.gov", "clinical-trials-gov"),
    row("ISRCTN", "ISRCTN registry", "isrctn"),
    row("UMIN", "UMIN Clinical Trials Registry", "umin-japan"),
    row("JRCT", "Japan Registry of Clinical Trials", "jrct"),
    row("CHICTR", "Chinese Clinical Trial Registry", "chictr"),
    row("ACTRN", "Australian New Zealand Clinical Trials Registry", "anzctr"),
    row("EUCTR", "EU Clinical Trials Register", "euctr"),
    row("NTR", "Dutch Trial Register", "dutch-trial-register"),
    row("DRKS", "German Clinical Trials Register", "drks"),
    row("IRCT", "Iranian Registry of Clinical Trials", "irct"),
    row("CTRI", "Clinical Trials Registry - India", "clinical-trial-registry-india"),
    row("PACTR", "Pan African Clinical Trial Registry", "pactr"),
    row("KCT", "Clinical Research Information Service (Korea)", "cris"),
    row("TCTR", "Thai Clinical Trials Registry", "tctr"),
];

/// The registry that the number of the trial is of.
pub(in crate::formats) fn trial_registry(trial: &Trial) -> Option<&'static TrialRegistry> {
    let number = trial.number.trim().to_uppercase();
    REGISTRIES.iter().find(|known| number.starts_with(known.prefix))
}

/// The words of Crossref, which JATS uses as well.
pub(in crate::formats) const fn stage_name(stage: TrialStage) -> &'static str {
    match stage {
        TrialStage::PreResults => "preResults",
        TrialStage::Results => "results",
        TrialStage::PostResults => "postResults",
    }
}
