//! Why something in the records folder is not read.

use std::fs::FileType;
use std::io;

use crate::diagnostics::{Message, say};
use crate::model::{Words, words};

/// Why a file or a folder is not read.
#[derive(Debug)]
pub(super) enum Obstacle {
    Io(io::Error),
    /// A link to nothing.
    Dangling,
    /// A link that leads to itself, or to a folder that it is in.
    Circular,
    /// A link out of the folder.
    Outside,
    /// A folder behind more links than are followed.
    TooManyLinks,
    /// Something else than a file, such as a named pipe.
    NotAFile(Words),
    /// A file that somebody is still writing.
    Unfinished,
}

impl Obstacle {
    /// Why a link cannot be followed.
    pub(super) fn of_link(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Dangling,
            _ if is_circle(&error) => Self::Circular,
            _ => Self::Io(error),
        }
    }

    /// What is not a regular file.
    pub(super) fn not_a_file(kind: FileType) -> Self {
        Self::NotAFile(if kind.is_dir() { words!("a folder", "文件夹") } else { special(kind) })
    }

    /// Whether it is a link that leads nowhere or is not followed.
    pub(super) const fn is_link(&self) -> bool {
        matches!(self, Self::Dangling | Self::Circular | Self::Outside | Self::TooManyLinks)
    }

    /// Whether nothing is there that could be read later: no file was hidden by it.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::NotAFile(_))
            || matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::NotFound)
    }

    /// What is said of it; it follows the name of the file.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => say!(
                FILE_UNREADABLE,
                "cannot be read; let the user that Windrow runs as read it",
                "无法读取；请让运行 Windrow 的用户有读取权限"
            ),
            Self::Io(error) => say!(FILE_UNREADABLE, "cannot be read: {error}", "无法读取：{error}"),
            Self::Dangling => say!(
                LINK_NOT_FOLLOWED,
                "is a link to something that is not there; put that back, or remove the link",
                "是指向不存在内容的链接；请恢复该内容，或删除链接"
            ),
            Self::Circular => {
                say!(LINK_NOT_FOLLOWED, "is a link that leads in a circle; remove it", "是循环链接；请删除")
            }
            Self::Outside => say!(
                LINK_NOT_FOLLOWED,
                "is a link that leads out of the records folder, and such links are not followed; \
                 put a copy of what it leads to in its place",
                "是指向记录文件夹之外的链接，不予读取；请用所指内容的副本代替它"
            ),
            Self::TooManyLinks => say!(
                LINK_NOT_FOLLOWED,
                "is a link to a folder, reached through other links to folders; \
                 put a copy of what it leads to in its place",
                "是经由其他文件夹链接才能到达的文件夹链接；请用所指内容的副本代替它"
            ),
            Self::NotAFile(what) => say!(
                FILE_UNREADABLE,
                "is {what}, not a file; remove it, or put a file in its place",
                "是{what}，不是文件；请删除，或换成文件";
                what = what.clone()
            ),
            Self::Unfinished => say!(
                FILE_UNFINISHED,
                "is still being written, so it is not read yet; it is read when it has stopped changing",
                "仍在写入，因此暂不读取；停止变动后会读取"
            ),
        }
    }
}

impl From<io::Error> for Obstacle {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

#[cfg(unix)]
fn is_circle(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

#[cfg(not(unix))]
const fn is_circle(_: &io::Error) -> bool {
    false
}

/// What a special file is.
#[cfg(unix)]
fn special(kind: FileType) -> Words {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        words!("a named pipe", "命名管道")
    } else if kind.is_socket() {
        words!("a socket", "套接字")
    } else {
        words!("a device", "设备文件")
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> Words {
    words!("something else", "其他东西")
}
