//! The chart of records per year: SVG without scripts and styles of its own.

use super::frame::Scene;
use super::html::escaped;
use super::texts::Say;
use crate::catalogue::Group;

/// The size of the drawing area, in units of the chart.
const WIDTH: u64 = 960;
const HEIGHT: u64 = 110;
/// Space above the bars, and below them for the labels.
const ABOVE: u64 = 16;
const BELOW: u64 = 20;

/// The most bars; of more years several are in one bar.
const BARS: u64 = 60;

/// A bar: its first and last year, and how many records there are.
struct Bar {
    first: u64,
    last: u64,
    records: u64,
}

/// The chart as HTML; `None` if there are not two years to compare.
pub fn chart(years: &[Group], scene: &Scene<'_>) -> Option<String> {
    let bars = bars(years)?;
    let most = bars.iter().map(|bar| bar.records).max().unwrap_or(1).max(1);
    let count = bars.len() as u64;
    let step = WIDTH / count.max(6);
    let total = HEIGHT + ABOVE + BELOW;
    let label = escaped(scene.say(Say::RecordsPerYear));
    let mut svg =
        format!("<svg viewBox=\"0 0 {WIDTH} {total}\" role=\"img\" aria-label=\"{label}: {}\">", said(&bars));
    for (at, bar) in bars.iter().enumerate() {
        svg += &drawn(bar, at as u64 * step, step, most);
    }
    let base = HEIGHT + ABOVE;
    svg += &format!("<line class=\"base\" x1=\"0\" y1=\"{base}\" x2=\"{}\" y2=\"{base}\"/>", step * count);
    svg += &labels(&bars, step);
    Some(svg + "</svg>")
}

/// The bars in the order of the years, years without records included.
fn bars(years: &[Group]) -> Option<Vec<Bar>> {
    let known: Vec<(u64, u64)> =
        years.iter().filter_map(|year| Some((year.value.parse().ok()?, year.entries))).collect();
    let (first, last) = (known.first()?.0, known.last()?.0);
    if first == last {
        return None;
    }
    let span = last - first + 1;
    let width = [1, 2, 5, 10, 20, 50, 100, 200].into_iter().find(|width| span.div_ceil(*width) < BARS)?;
    let start = first - first % width;
    let number = (last - start) / width + 1;
    let bar = |at: u64| {
        let (first, last) = (start + at * width, start + (at + 1) * width - 1);
        let records =
            known.iter().filter(|(year, _)| (first..=last).contains(year)).map(|(_, count)| count).sum();
        Bar { first, last, records }
    };
    Some((0..number).map(bar).collect())
}

fn name(bar: &Bar) -> String {
    if bar.first == bar.last {
        format!("{:04}", bar.first)
    } else {
        format!("{:04}–{:04}", bar.first, bar.last)
    }
}

/// The chart in words.
fn said(bars: &[Bar]) -> String {
    let words = bars.iter().filter(|bar| bar.records > 0).map(|bar| format!("{} {}", name(bar), bar.records));
    words.collect::<Vec<_>>().join(", ")
}

fn drawn(bar: &Bar, x: u64, step: u64, most: u64) -> String {
    if bar.records == 0 {
        return String::new();
    }
    let height = (bar.records * HEIGHT / most).max(2);
    let (y, width) = (ABOVE + HEIGHT - height, (step * 4 / 5).max(1));
    format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"><title>{}: {}</title></rect>",
        name(bar),
        bar.records
    )
}

/// The first and the last year, and the number of the highest bar above it.
fn labels(bars: &[Bar], step: u64) -> String {
    let text = |x: u64, y: u64, anchor: &str, text: &str| {
        format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>")
    };
    let below = ABOVE + HEIGHT + BELOW - 5;
    let right = step * bars.len() as u64;
    let mut labels = String::new();
    if let (Some(first), Some(last)) = (bars.first(), bars.last()) {
        labels += &text(0, below, "start", &format!("{:04}", first.first));
        labels += &text(right, below, "end", &format!("{:04}", last.last));
    }
    let highest = bars.iter().enumerate().max_by_key(|(_, bar)| bar.records);
    if let Some((at, bar)) = highest {
        labels += &text(at as u64 * step + step * 2 / 5, ABOVE - 5, "middle", &bar.records.to_string());
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Card;

    fn bars_of(years: &[(&str, u64)]) -> Option<Vec<(u64, u64, u64)>> {
        let groups: Vec<_> = years
            .iter()
            .map(|(year, entries)| Group {
                value: (*year).to_owned(),
                entries: *entries,
                first: Card::default(),
            })
            .collect();
        bars(&groups).map(|bars| bars.iter().map(|bar| (bar.first, bar.last, bar.records)).collect())
    }

    #[test]
    fn every_year_has_a_bar_and_many_years_share_one() {
        assert_eq!(bars_of(&[]), None);
        assert_eq!(bars_of(&[("2022", 5)]), None);
        assert_eq!(
            bars_of(&[("2020", 1), ("2022", 5)]).unwrap(),
            [(2020, 2020, 1), (2021, 2021, 0), (2022, 2022, 5)]
        );
        for (first, last) in [("1900", "2022"), ("0001", "9999")] {
            let bars = bars_of(&[(first, 3), (last, 4)]).unwrap();
            assert!(bars.len() <= 60 && bars.iter().map(|(_, _, records)| records).sum::<u64>() == 7);
        }
    }
}
