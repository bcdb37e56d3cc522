//! A progress bar for long work; drawn on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar, and the lines that are printed above it.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        bar.set_style(style("{spinner} {human_pos} records, {elapsed}"));
        Self(bar)
    }

    /// Shows the progress, and the remaining time once the total is known.
    pub(super) fn show(&self, done: u64, of: Option<u64>) {
        if let Some(of) = of
            && self.0.length() != Some(of)
        {
            self.0.set_style(style("{wide_bar} {human_pos}/{human_len}, {eta} left"));
            self.0.set_length(of);
        }
        self.0.set_position(done);
    }

    /// Prints a line for people above the bar.
    pub(super) fn tell(&self, line: &str) {
        self.0.suspend(|| eprintln!("{line}"));
    }

    pub(super) fn clear(self) {
        self.0.finish_and_clear();
    }
}

/// The default where the template is wrong, which a test excludes.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
