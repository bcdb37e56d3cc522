//! One row of the table of settings.

/// One setting, as people see it. The variable is `WINDROW_` and the key in capitals, the flag `--` and the
/// key with hyphens.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The key in `windrow.toml`.
    pub key: &'static str,
    /// The default; empty for none.
    pub default: &'static str,
    /// The placeholder for the value in help.
    pub placeholder: &'static str,
    /// What it means.
    pub about: &'static str,
    /// Whether the short help (`-h`) shows it.
    pub common: bool,
}

impl Setting {
    /// The environment variable.
    pub fn variable(&self) -> String {
        format!("WINDROW_{}", self.key.to_uppercase())
    }

    /// The flag, without its hyphens.
    pub fn flag(&self) -> String {
        self.key.replace('_', "-")
    }
}
