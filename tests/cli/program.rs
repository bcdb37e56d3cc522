//! The program in a folder of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

use crate::http::Request;

pub const REPOSITORY: &str =
    "name = \"Test\"\nnamespace = \"journal.org\"\nadmin_emails = [\"oai@journal.org\"]\n";

/// A working directory with a `records` folder.
pub struct Place {
    folder: TempDir,
}

/// How a command ended and what it said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    /// With a repository of so many articles.
    pub fn with(articles: usize) -> Self {
        let place = Self { folder: TempDir::new().unwrap() };
        std::fs::create_dir(place.path().join("records")).unwrap();
        place.write("records/repository.toml", REPOSITORY);
        for number in 0..articles {
            place.write(&article(number), "[[title]]\nlang = \"en\"\ntext = \"T\"\n");
        }
        place
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).unwrap();
    }

    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.path().join(name)).unwrap();
    }

    /// The program, in this folder, with nothing of Windrow in its environment, and no language.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_windrow"));
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("WINDROW_"))
        {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C");
        command.current_dir(self.path()).args(arguments).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).output().unwrap())
    }

    /// Starts `serve` on a free port, and waits until it says that it serves.
    pub fn serve(&self, arguments: &[&str]) -> Serving {
        let mut serving = self.serve_at("127.0.0.1:0", arguments);
        let line = serving.line_with("127.0.0.1:");
        let at = line.find("127.0.0.1:").unwrap();
        let end = line[at..].find([' ', '"']).unwrap_or(line.len() - at);
        serving.address = line[at..at + end].to_owned();
        serving
    }

    /// Starts `serve` at an address, and does not wait.
    pub fn serve_at(&self, address: &str, arguments: &[&str]) -> Serving {
        let mut command = self.command(&["serve", "--listen", address]);
        let mut child = command.args(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, log) = channel();
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| _ = sender.send(line)));
        Serving { child, log, address: address.to_owned() }
    }
}

/// The name of an article's file.
pub fn article(number: usize) -> String {
    format!("records/a{number}.toml")
}

pub fn said(output: Output) -> Said {
    Said {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A server that runs; it is killed when a test ends early.
pub struct Serving {
    child: Child,
    log: Receiver<String>,
    pub address: String,
}

impl Serving {
    /// Starts `serve`, and stops it when it serves; the log until then.
    pub fn until_served(command: &mut Command) -> String {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut log = String::new();
        for line in lines {
            log += &(line + "\n");
            if log.contains(" serving ") {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        log
    }

    /// The next line of the log that has this in it.
    pub fn line_with(&mut self, part: &str) -> String {
        let mut before = Vec::new();
        loop {
            let Ok(line) = self.log.recv_timeout(Duration::from_secs(30)) else {
                panic!("no `{part}` in the log: {before:#?}");
            };
            if line.contains(part) {
                return line;
            }
            before.push(line);
        }
    }

    /// The body of a GET.
    pub fn get(&self, target: &str) -> String {
        self.get_with(target, &[("User-Agent", "test")])
    }

    /// The same with headers.
    pub fn get_with(&self, target: &str, headers: &[(&str, &str)]) -> String {
        let reply = Request { method: "GET", target, headers, body: b"" }.send(&self.address);
        assert_eq!(reply.status, 200, "{target}");
        reply.text().to_owned()
    }

    /// What the system says of the process.
    #[cfg(target_os = "linux")]
    pub fn status(&self) -> String {
        std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap()
    }

    /// Asks with SIGTERM to stop; how that ended, and the rest of the log.
    pub fn stop(mut self) -> (i32, String) {
        let killed = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        let rest: Vec<_> = self.log.iter().collect();
        (self.child.wait().unwrap().code().unwrap_or(-1), rest.join("\n"))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
