//! Flags over environment over file over defaults; what is wrong is told at once.

use crate::program::{Place, said};

#[test]
fn config_shows_each_value_and_where_it_came_from() {
    let place = Place::with(0);
    place.write("windrow.toml", "# ours\npage_size = 7\ndata = \"store\"\nrecords = \"r\"\n");
    let mut command = place.command(&["config", "--data", "d"]);
    let said = said(command.env("WINDROW_RECORDS", "from-env").output().unwrap());
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for (value, origin) in [
        ("records = \"from-env\"", "WINDROW_RECORDS"),
        ("data = \"d\"", "--data"),
        ("page_size = 7", "windrow.toml:2:1"),
        ("listen = \"127.0.0.1:8080\"", "default"),
    ] {
        let line =
            said.out.lines().find(|line| line.starts_with(value)).unwrap_or_else(|| panic!("{}", said.out));
        assert_eq!(line[value.len()..].trim(), format!("# {origin}"));
    }
}

#[test]
fn a_setting_means_the_same_before_and_after_the_command_and_in_another_file() {
    let place = Place::with(0);
    place.write("other.toml", "page_size = 8\n");
    for arguments in [["--page-size", "9", "config"], ["config", "--page-size", "9"]] {
        let said = place.run(&arguments);
        assert!(said.out.contains("page_size = 9  "), "{said:?}");
    }
    assert!(place.run(&["config", "--config", "other.toml"]).out.contains("# other.toml:1:1"));
    let absent = place.run(&["config", "--config", "absent.toml"]);
    assert!(absent.code == 2 && absent.err.contains("absent.toml: "), "{absent:?}");
}

#[test]
fn every_problem_of_the_configuration_is_reported_and_nothing_is_started() {
    let place = Place::with(1);
    place.write("windrow.toml", "pagesize = 7\n");
    for command in ["serve", "sync", "health", "config"] {
        let output = place.command(&[command, "--workers", "0"]).env("WINDROW_DATE", "x").output().unwrap();
        let said = said(output);
        assert_eq!(said.code, 2);
        for part in [
            "windrow.toml:1:1: unknown key `pagesize`, did you mean `page_size`?",
            "WINDROW_DATE: unknown variable, did you mean `WINDROW_DATA`?",
            "--workers: `0` is not a value of workers: give a whole number",
        ] {
            assert!(said.err.contains(part), "{}", said.err);
        }
    }
    assert!(!place.path().join("data").exists());
}

#[test]
fn variables_of_a_kubernetes_service_do_not_keep_windrow_from_starting() {
    let place = Place::with(0);
    let mut command = place.command(&["config"]);
    command.env("WINDROW_SERVICE_HOST", "10.0.0.1").env("WINDROW_SERVICE_PORT_HTTP", "80");
    command.env("WINDROW_PORT", "tcp://10.0.0.1:80").env("WINDROW_PORT_80_TCP_ADDR", "10.0.0.1");
    assert_eq!(said(command.output().unwrap()).code, 0);
    let mistyped = said(command.env("WINDROW_PORT", "8080").output().unwrap());
    assert!(mistyped.code == 2 && mistyped.err.contains("WINDROW_PORT: unknown variable"), "{mistyped:?}");
}

#[test]
fn a_base_url_that_cannot_work_is_refused_with_what_to_write() {
    let place = Place::with(1);
    let said = place.run(&["serve", "--base-url", "https://example.org/metrics"]);
    assert!(said.code == 2 && said.err.contains("write `https://example.org/oai`"), "{said:?}");
}

#[test]
fn a_wrong_command_line_is_reported_with_a_suggestion() {
    let place = Place::with(0);
    let said = place.run(&["serve", "--pagesize", "7"]);
    assert!(said.code == 2 && said.err.contains("'--page-size'"), "{said:?}");
    let said = place.run(&["serv"]);
    assert!(said.code == 2 && said.err.contains("'serve'"), "{said:?}");
    let said = place.run(&[]);
    assert!(said.code == 2 && said.err.contains("Usage: windrow"), "{said:?}");
    let said = place.run(&["--version"]);
    assert_eq!((said.code, said.out), (0, format!("windrow {}\n", env!("CARGO_PKG_VERSION"))));
    let short = place.run(&["-h"]).out;
    let long = place.run(&["--help"]).out;
    assert!(short.contains("--listen") && !short.contains("--max-body") && long.contains("--max-body"));
}
