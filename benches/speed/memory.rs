//! The anonymous memory of a process, watched from its start to its end.

use std::time::Duration;

/// How often it is looked at.
pub const INTERVAL: Duration = Duration::from_millis(10);

/// Prints the most that the process had, in MB, when it has ended.
pub fn run(pid: &str, name: &str) {
    let mut most = 0.0_f64;
    while let Some(megabytes) = anonymous(pid) {
        most = most.max(megabytes);
        std::thread::sleep(INTERVAL);
    }
    println!("{name} {most:.1}");
}

/// `RssAnon` in MB; none when the process has ended.
pub fn anonymous(pid: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    let kibibytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

/// For how long this thread has been on a processor so far: what the client itself costs.
pub fn own_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|number| number.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}
