//! Where the server of a data folder listens: `serve` writes it into the folder, and `windrow health` finds it there.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The name of the file. Its only line is an address with a port.
const FILE_NAME: &str = "windrow.address";

/// The file of a server that runs; it is removed when this is dropped.
pub(super) struct Announced {
    file: PathBuf,
    address: SocketAddr,
}

/// Writes the address into the data folder.
pub(super) fn announce(data: &Path, address: SocketAddr) -> io::Result<Announced> {
    let file = data.join(FILE_NAME);
    let new = data.join(format!("{FILE_NAME}.new"));
    fs::write(&new, format!("{address}\n"))?;
    fs::rename(&new, &file)?;
    Ok(Announced { file, address })
}

/// The address of the server that serves this data folder, or that ended without removing the file.
pub(super) fn announced(data: &Path) -> Option<SocketAddr> {
    fs::read_to_string(data.join(FILE_NAME)).ok()?.trim().parse().ok()
}

impl Drop for Announced {
    /// Another server of the same folder may have written its own address.
    fn drop(&mut self) {
        let ours = fs::read_to_string(&self.file).is_ok_and(|text| text.trim() == self.address.to_string());
        if ours {
            _ = fs::remove_file(&self.file); // a file that stays names a port where nothing answers
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_until_its_server_ends() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(announced(folder.path()), None);
        let address = |port| SocketAddr::from(([127, 0, 0, 1], port));
        let first = announce(folder.path(), address(1)).unwrap();
        let second = announce(folder.path(), address(2)).unwrap();
        drop(first);
        assert_eq!(announced(folder.path()), Some(address(2)));
        drop(second);
        assert_eq!(announced(folder.path()), None);
    }
}
