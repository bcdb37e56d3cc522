//! The folder watched while the repository serves.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use windrow::clock::SystemClock;
use windrow::folder::{Confirm, StoreHealth, Watch};
use windrow::repository::Health;
use windrow::store::Store;
use windrow::store::sqlite::{Durability, Sqlite};

use super::world::{REPOSITORY, seen};

/// Far more than it takes; a machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

pub fn wait_for(store: &dyn Store, expected: &[(&str, &str)]) {
    let began = Instant::now();
    loop {
        let seen = seen(store, "oai_dc");
        let seen: Vec<_> = seen.iter().map(|(name, title, _)| (name.as_str(), title.as_str())).collect();
        if seen == expected {
            return;
        }
        assert!(began.elapsed() < PATIENCE, "{seen:?}, and not {expected:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

pub fn watched(interval: Option<Duration>, act: impl FnOnce(&std::path::Path, &dyn Store)) {
    let folder = TempDir::new().unwrap();
    let records = folder.path().join("records");
    std::fs::create_dir(&records).unwrap();
    std::fs::write(records.join("repository.toml"), REPOSITORY).unwrap();
    let store = Arc::new(
        Sqlite::open_with(&folder.path().join("data"), Arc::new(SystemClock), Durability::Scratch).unwrap(),
    );
    let watch = Watch::start(store.clone(), records.clone(), interval, Confirm::Withhold).unwrap();
    act(&records, &*store);
    drop(watch);
}

fn edit(records: &std::path::Path, store: &dyn Store) {
    std::fs::write(records.join("a.toml"), "[[title]]\ntext = \"A\"\n").unwrap();
    wait_for(store, &[("a", "A")]);
    std::fs::create_dir(records.join("2022")).unwrap();
    std::fs::write(records.join("2022/b.toml"), "[[title]]\ntext = \"B\"\n").unwrap();
    wait_for(store, &[("a", "A"), ("2022/b", "B")]);
    std::fs::write(records.join("a.toml"), "[[title]]\ntext = \"half").unwrap();
    std::fs::write(records.join("2022/b.toml"), "[[title]]\ntext = \"B2\"\n").unwrap();
    wait_for(store, &[("a", "A"), ("2022/b", "B2")]);
    std::fs::remove_file(records.join("a.toml")).unwrap();
    wait_for(store, &[("2022/b", "B2"), ("a", "†")]);
}

#[test]
fn an_edit_is_visible_soon_because_the_system_tells_of_it() {
    watched(Some(Duration::from_secs(3_600)), edit);
}

#[test]
fn a_changed_default_is_visible_soon_too() {
    watched(Some(Duration::from_secs(3_600)), |records, store| {
        std::fs::create_dir(records.join("2022")).unwrap();
        std::fs::write(records.join("2022/a.toml"), "[[title]]\ntext = \"A\"\n").unwrap();
        wait_for(store, &[("2022/a", "A")]);
        let rendered = |issue: &str| {
            std::fs::write(records.join("2022/issue.toml"), format!("published = \"{issue}\"\n")).unwrap();
            let began = Instant::now();
            while !super::world::bodies(store, "oai_dc").iter().any(|body| body.contains(issue)) {
                assert!(began.elapsed() < PATIENCE);
                std::thread::sleep(Duration::from_millis(50));
            }
        };
        rendered("1999");
        rendered("2001");
    });
}

/// As checkouts are swapped under a running server.
#[test]
#[cfg(unix)]
fn a_folder_that_is_linked_elsewhere_is_followed_at_once() {
    watched(Some(Duration::from_secs(3_600)), |records, store| {
        let (there, link) = (records.with_file_name("there"), records.with_file_name("link"));
        std::fs::create_dir(&there).unwrap();
        std::fs::write(there.join("repository.toml"), REPOSITORY).unwrap();
        std::fs::write(there.join("c.toml"), "[[title]]\ntext = \"C\"\n").unwrap();
        std::os::unix::fs::symlink(&there, &link).unwrap();
        std::fs::rename(records, records.with_file_name("before")).unwrap();
        std::fs::rename(&link, records).unwrap();
        wait_for(store, &[("c", "C")]);
        std::fs::remove_file(there.join("c.toml")).unwrap();
        std::fs::write(there.join("d.toml"), "[[title]]\ntext = \"D\"\n").unwrap();
        wait_for(store, &[("d", "D"), ("c", "†")]);
    });
}

/// As Kubernetes replaces the files of a ConfigMap.
#[test]
#[cfg(unix)]
fn a_hidden_link_that_leads_elsewhere_is_followed_at_once() {
    use std::os::unix::fs::symlink;
    watched(Some(Duration::from_secs(3_600)), |records, store| {
        for (version, title) in [("..1", "A"), ("..2", "A2")] {
            std::fs::create_dir(records.join(version)).unwrap();
            let text = format!("[[title]]\ntext = \"{title}\"\n");
            std::fs::write(records.join(version).join("a.toml"), text).unwrap();
        }
        symlink("..1", records.join("..data")).unwrap();
        symlink("..data/a.toml", records.join("a.toml")).unwrap();
        wait_for(store, &[("a", "A")]);
        symlink("..2", records.join("..data_tmp")).unwrap();
        std::fs::rename(records.join("..data_tmp"), records.join("..data")).unwrap();
        wait_for(store, &[("a", "A2")]);
    });
}

#[test]
fn a_folder_that_is_made_anew_is_found_again() {
    watched(Some(Duration::from_millis(500)), |records, store| {
        std::fs::remove_dir_all(records).unwrap();
        std::thread::sleep(Duration::from_millis(600));
        std::fs::create_dir(records).unwrap();
        std::fs::write(records.join("repository.toml"), REPOSITORY).unwrap();
        edit(records, store);
    });
}

#[test]
fn a_folder_that_cannot_be_synchronised_is_told_by_health_until_it_can() {
    let folder = TempDir::new().unwrap();
    let records = folder.path().join("records");
    std::fs::create_dir(&records).unwrap();
    std::fs::write(records.join("repository.toml"), "").unwrap();
    let store = Arc::new(Sqlite::open(&folder.path().join("data"), Arc::new(SystemClock)).unwrap());
    let watch =
        Watch::start(store.clone(), records.clone(), Some(Duration::from_millis(100)), Confirm::Withhold)
            .unwrap();
    let health = StoreHealth::new(store, watch.trouble(), Arc::new(SystemClock));
    let wait_until = |expected: &dyn Fn(&[String]) -> bool| {
        let began = Instant::now();
        while !expected(&health.report().unwrap().problems) {
            assert!(began.elapsed() < PATIENCE);
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait_until(&|problems| problems.iter().any(|problem| problem.contains("repository.toml:1:1: ")));
    std::fs::write(records.join("repository.toml"), REPOSITORY).unwrap();
    wait_until(&<[String]>::is_empty);
}
