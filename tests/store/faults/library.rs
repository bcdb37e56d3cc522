//! The library that makes calls of the file system fail, and the file that controls it.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::super::preloaded::built;

/// Which calls: a sum of these (`enum call`).
pub const OPEN: i32 = 1;
pub const OPEN_TO_WRITE: i32 = 2;
pub const READ: i32 = 4;
pub const WRITE: i32 = 8;
pub const SYNC: i32 = 16;
pub const TRUNCATE: i32 = 32;
pub const REMOVE: i32 = 64;

/// How they fail (`enum how`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Fail,
    /// A success that reads or writes only half.
    Half,
    HalfThenFail,
    /// Nothing is read, as if the file were shorter.
    EndOfFile,
}

/// Error numbers of Linux.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    InputOutput = 5,
    AccessDenied = 13,
    TooManyOpenFiles = 24,
    NoSpace = 28,
    ReadOnly = 30,
}

/// Which of the calls fail.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    /// One, after so many.
    Once(i32),
    /// All, after so many.
    AllAfter(i32),
    /// One in so many.
    OneIn(i32),
}

/// What is to fail, and how.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    pub calls: i32,
    pub how: How,
    pub error: Error,
}

/// The file that controls the library (`struct control`).
pub struct Control {
    file: File,
}

const SIZE: usize = 64;

/// Where in the file it says which calls fail, and how many did.
const CALLS: u64 = 0;
const FAILED: u64 = 28;

impl Control {
    /// A new file, in which nothing is to fail.
    pub fn make(path: &Path) -> Self {
        std::fs::write(path, [0; SIZE]).unwrap();
        Self::open(path)
    }

    pub fn open(path: &Path) -> Self {
        Self { file: OpenOptions::new().read(true).write(true).open(path).unwrap() }
    }

    /// From now on calls for files whose names end so fail.
    pub fn begin(&self, fault: Fault, amount: Amount, name: &str) {
        self.end();
        let (skip, times, odds) = match amount {
            Amount::Once(skip) => (skip, 1, 0),
            Amount::AllAfter(skip) => (skip, i32::MAX, 0),
            Amount::OneIn(odds) => (0, 0, odds),
        };
        let numbers = [fault.how as i32, fault.error as i32, skip, times, odds, 0, 0];
        let mut bytes: Vec<u8> = numbers.into_iter().flat_map(i32::to_ne_bytes).collect();
        bytes.extend_from_slice(name.as_bytes());
        bytes.resize(SIZE - 4, 0);
        self.file.write_all_at(&bytes, 4).unwrap();
        self.file.write_all_at(&fault.calls.to_ne_bytes(), CALLS).unwrap();
    }

    /// From now on nothing fails.
    pub fn end(&self) {
        self.file.write_all_at(&[0; 4], CALLS).unwrap();
    }

    /// How many calls have failed since the beginning of the fault.
    pub fn failed(&self) -> i32 {
        let mut bytes = [0; 4];
        self.file.read_exact_at(&mut bytes, FAILED).unwrap();
        i32::from_ne_bytes(bytes)
    }
}

/// The library; `None` where it cannot be built.
fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    LIBRARY.get_or_init(|| built("faults", include_str!("faults.c"))).as_deref()
}

/// Whether faults can be injected here.
pub fn is_possible() -> bool {
    library().is_some()
}

/// Lets calls of a program for the files of a folder fail; `None` without the library.
pub fn injected<'c>(program: &'c mut Command, folder: &Path, control: &Path) -> Option<&'c mut Command> {
    let library = library()?;
    Some(
        program
            .env("LD_PRELOAD", library)
            .env("WINDROW_FAULTS_FOLDER", folder)
            .env("WINDROW_FAULTS_CONTROL", control),
    )
}
