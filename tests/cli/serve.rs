//! `windrow serve` and `windrow health`: a server from its start to its end.

use std::net::{TcpListener, TcpStream};

use crate::http::Request;
use crate::program::{Place, REPOSITORY, Serving, article};

#[test]
fn serve_answers_logs_each_request_once_and_ends_well_on_sigterm() {
    let place = Place::with(1);
    let mut serving = place.serve(&[]);
    assert!(serving.get("/oai?verb=Identify").contains("<repositoryName>Test</repositoryName>"));
    serving.get("/health/live");
    let line = serving.line_with("verb=\"Identify\"");
    for part in [
        "INFO",
        "result=\"ok\"",
        "status=200",
        "entries=",
        "bytes=",
        "ms=",
        "client=127.0.0.1",
        "agent=\"test\"",
    ] {
        assert!(line.contains(part), "{part} not in {line}");
    }
    let (code, rest) = serving.stop();
    assert_eq!(code, 0);
    assert!(rest.contains("stopped") && !rest.contains("Identify") && !rest.contains("health"), "{rest}");
}

/// The first answer with status 200 already has records: a harvester that got noRecordsMatch might not come again.
#[test]
fn the_first_lists_of_a_new_repository_have_its_records() {
    for synchronised_before in [false, true] {
        let place = Place::with(300);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if synchronised_before {
            assert_eq!(place.run(&["sync"]).code, 0);
        }
        let address = format!("127.0.0.1:{port}");
        let mut serving = place.serve_at(&address, &[]);
        let list = Request {
            method: "GET",
            target: "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
            headers: &[],
            body: b"",
        };
        while TcpStream::connect(&address).is_err() {}
        let first = loop {
            let reply = list.send(&address);
            assert!([200, 503].contains(&reply.status), "{}", reply.status);
            if reply.status == 200 {
                break reply;
            }
        };
        assert!(first.text().contains("<identifier>"), "{}", first.text());
        serving.line_with("serving");
        assert_eq!(serving.stop().0, 0);
    }
}

/// However few files it may open, the program reports that, and never panics or names another remedy.
#[cfg(target_os = "linux")]
#[test]
fn too_few_open_files_are_reported_as_that() {
    let place = Place::with(1);
    for limit in [10, 14, 18, 22, 26, 30, 40] {
        let program = env!("CARGO_BIN_EXE_windrow");
        let script = format!("ulimit -n {limit}; exec {program} serve --listen 127.0.0.1:0 --workers 2");
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(place.path())
            .output()
            .unwrap();
        let said = crate::program::said(output);
        assert!(said.code == 1 && said.err.contains("ulimit -n"), "{limit}: {said:?}");
    }
}

/// A store that cannot be opened because of open files is not one whose files belong to somebody else.
#[cfg(target_os = "linux")]
#[test]
fn a_command_without_free_descriptors_names_the_limit() {
    let place = Place::with(1);
    assert_eq!(place.run(&["sync"]).code, 0);
    let program = env!("CARGO_BIN_EXE_windrow");
    let mut failed = 0;
    for limit in 4..16 {
        let script = format!("ulimit -n {limit}; exec {program} verify");
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(place.path())
            .output()
            .unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() || error.contains("ulimit -n"), "{limit}: {error}");
        failed += usize::from(!output.status.success());
    }
    assert!(failed > 0, "no limit was too low");
}

#[test]
fn a_server_that_cannot_start_ends_with_the_reason() {
    let place = Place::with(1);
    place.write("records/repository.toml", "name = 5");
    let said = place.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(said.code == 1 && said.err.contains("repository.toml"), "{said:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_takes_no_memory_in_huge_pages() {
    let place = Place::with(1);
    let status = place.serve(&[]).status();
    let mut told = status.lines().filter(|line| line.starts_with("THP_enabled:")); // nothing before Linux 5.0
    assert!(told.all(|line| line.ends_with("\t0")), "{status}");
}

#[test]
fn the_log_is_json_by_configuration() {
    let place = Place::with(1);
    let mut serving = place.serve(&["--log-format", "json", "--trust-forwarded", "on"]);
    let headers = [("X-Forwarded-For", "6.6.6.6, 192.0.2.1"), ("User-Agent", "a\"b")];
    serving.get_with("/oai?verb=GetRecord&identifier=x", &headers);
    let line: serde_json::Value = serde_json::from_str(&serving.line_with("GetRecord")).unwrap();
    assert_eq!(line["result"], "badArgument");
    assert_eq!(line["status"], 200);
    assert_eq!(line["client"], "192.0.2.1");
    assert_eq!(line["agent"], "a\"b");
}

#[test]
fn an_edit_saved_while_it_runs_is_served_and_a_bad_one_is_told() {
    let place = Place::with(1);
    let mut serving = place.serve(&[]);
    serving.line_with("records synchronised");
    place.write(&article(7), "[[title]]\nlang = \"en\"\ntext = \"New\"\n");
    serving.line_with("created=1");
    place.write(&article(7), "[[title]]\nlang = \"en\"\ntext = 7\n");
    serving.line_with(" error: a7.toml:3:");
    let ready: serde_json::Value = serde_json::from_str(&serving.get("/health/ready")).unwrap();
    assert_eq!((&ready["status"], &ready["items"]), (&"degraded".into(), &2.into()));
    assert!(ready["problems"][0].as_str().unwrap().starts_with("error: a7.toml:3:"), "{ready}");
    let said = place.run(&["health", "--listen", &serving.address]);
    assert_eq!(said.code, 0);
    assert!(
        said.out.starts_with("degraded: 2 items") && said.out.contains("\n- error: a7.toml:3:"),
        "{said:?}"
    );
}

#[test]
fn a_folder_without_records_is_reported_with_the_next_step_unless_records_were_loaded() {
    let place = Place::with(0);
    let mut serving = place.serve(&[]);
    let line = serving.line_with("there are no records in records");
    assert!(line.contains("WARN") && line.contains("windrow init DIR"), "{line}");
    place.write(&article(0), "[[title]]\nlang = \"en\"\ntext = \"New\"\n");
    serving.line_with("created=1");
    assert!(!serving.stop().1.contains("there are no records"));
    let loaded = Place::with(0);
    loaded.write(
        "a.jsonl",
        "{\"identifier\":\"oai:a.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"T\"}]}\n",
    );
    assert_eq!(loaded.run(&["load", "a.jsonl", "--source", "other"]).code, 0);
    let mut serving = loaded.serve(&[]);
    serving.line_with("records synchronised");
    assert!(!serving.stop().1.contains("there are no records"));
}

/// A store that another folder was published from is not emptied, and what to do is logged.
#[test]
fn a_folder_of_another_namespace_is_reported_with_the_next_step() {
    let place = Place::with(1);
    assert_eq!(place.run(&["sync"]).code, 0);
    place.write("records/repository.toml", &REPOSITORY.replace("journal.org", "other.org"));
    let mut serving = place.serve(&[]);
    let line = serving.line_with("the namespace was `journal.org`");
    assert!(line.contains(" error: repository.toml: ") && line.contains("remove the data folder"), "{line}");
    assert!(serving.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").contains("oai:journal.org:a0"));
}

#[test]
fn without_watching_an_edit_waits() {
    let place = Place::with(1);
    let mut serving = place.serve(&["--watch", "off"]);
    serving.line_with("records synchronised");
    place.write(&article(7), "[[title]]\nlang = \"en\"\ntext = \"New\"\n");
    let (code, rest) = serving.stop();
    assert!(code == 0 && !rest.contains("created=1"), "{rest}");
}

#[test]
fn health_fails_with_a_remedy_where_nobody_answers_or_somebody_else() {
    let place = Place::with(0);
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = socket.accept().unwrap();
        std::io::Read::read(&mut stream, &mut [0; 1000]).unwrap();
        std::io::Write::write_all(&mut stream, b"HTTP/1.1 200 OK\r\n\r\n<html>").unwrap();
    });
    let said = place.run(&["health", "--listen", &address]);
    assert!(said.code == 1 && said.err.contains("is not Windrow"), "{said:?}");
    answering.join().unwrap();
    let said = place.run(&["health", "--listen", &address]);
    assert!(said.code == 1 && said.err.contains("is `windrow serve` running"), "{said:?}");
}

#[test]
fn an_address_that_is_taken_is_told_with_the_remedy() {
    let place = Place::with(1);
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    let said = place.run(&["serve", "--listen", &address]);
    assert!(said.code == 1 && said.err.contains(&format!("cannot listen on {address}: ")), "{said:?}");
    assert!(said.err.contains("stop what listens there") && said.err.contains("--listen"), "{said:?}");
    let said = place.run(&["serve", "--listen", "host.invalid:80"]);
    assert!(said.code == 1 && said.err.contains("choose an address of this machine"), "{said:?}");
}

#[test]
fn the_base_url_is_fixed_by_configuration() {
    let place = Place::with(1);
    let serving = place.serve(&["--base-url", "https://example.org/journal/oai"]);
    let answer = serving.get("/journal/oai?verb=Identify");
    assert!(answer.contains("<baseURL>https://example.org/journal/oai</baseURL>"));
    assert!(serving.get("/").contains("https://example.org/journal/oai"));
}

#[test]
fn health_finds_the_server_of_its_data_folder() {
    let place = Place::with(1);
    let serving = place.serve(&[]);
    let said = place.run(&["health"]);
    assert!(said.code == 0 && said.out.starts_with("ok: 1 items"), "{said:?}");
    let said = place.run(&["health", "--data", "elsewhere", "--listen", &serving.address]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(serving.stop().0, 0);
    assert!(!place.path().join("data/windrow.address").exists());
}

#[test]
fn a_user_agent_with_letters_beyond_ascii_is_logged() {
    let place = Place::with(1);
    let mut serving = place.serve(&[]);
    serving.get_with("/oai?verb=Identify", &[("User-Agent", "récolte 收割")]);
    let line = serving.line_with("verb=\"Identify\"");
    assert!(line.contains("agent=\"récolte 收割\""), "{line}");
}

#[test]
fn a_base_url_that_others_cannot_reach_is_warned_of() {
    let place = Place::with(1);
    place.write("windrow.toml", "base_url = \"https://example.org/oai\"\n");
    for (config, warned) in [("absent", true), ("windrow.toml", false)] {
        let mut command = place.command(&["serve", "--listen", "0.0.0.0:0"]);
        if config == "absent" {
            place.write("empty.toml", "");
            command.args(["--config", "empty.toml"]);
        }
        let log = Serving::until_served(&mut command);
        assert_eq!(log.contains("no base URL is set") && log.contains("WINDROW_BASE_URL"), warned, "{log}");
    }
}

/// Standard error is a pipe that is full: a log driver that hangs must not keep the process from ending.
#[cfg(target_os = "linux")]
#[test]
fn serve_ends_though_nobody_reads_standard_error() {
    use std::io::Write as _;

    let place = Place::with(1);
    let (reader, mut writer) = std::io::pipe().unwrap();
    let filling = std::thread::spawn({
        let mut writer = writer.try_clone().unwrap();
        move || _ = writer.write_all(&[b'x'; 1 << 20])
    });
    let mut command = place.command(&["serve", "--listen", "127.0.0.1:0", "--shutdown-timeout", "2"]);
    let mut child = command.stderr(writer.try_clone().unwrap()).spawn().unwrap();
    _ = writer.flush();
    let file = place.path().join("data/windrow.address");
    let address = loop {
        match std::fs::read_to_string(&file) {
            Ok(address) if address.ends_with('\n') => break address.trim().to_owned(),
            _ => std::thread::yield_now(),
        }
    };
    let request =
        crate::http::Request { method: "GET", target: "/oai?verb=Identify", headers: &[], body: b"" };
    while request.send(&address).status == 503 {} // it is starting
    assert_eq!(request.send(&address).status, 200);
    let killed =
        std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    drop((command, writer, reader));
    filling.join().unwrap();
}
