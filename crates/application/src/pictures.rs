//! The ciphertexts of photos: files beside the record, because a picture is longer than what is written
//! with an entry.
//!
//! A file arrives before the act that names it, durable, under the act's key; once the act is in the
//! journal it goes to the folder of its report. So a start has to ask only about what was on its way
//! when the program ended, and not about every photo there is.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use kernel::{ActKey, Digest, PhotoId, ReportId};

/// Where files are until their act is in the journal.
const ARRIVING: &str = "arriving";

/// The folder of photos of one record.
pub(crate) struct Pictures(PathBuf);

/// An envelope on its way: for which report, by which act, and its digest.
#[derive(Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) report: ReportId,
    pub(crate) key: ActKey,
    pub(crate) envelope: Digest,
}

impl Arrival {
    fn name(&self) -> String {
        format!("{}.{}.{}", self.report, self.key, self.envelope)
    }
}

impl Pictures {
    /// Those of the record in this folder. Nothing is made before the first photo.
    pub(crate) fn of(record: &Path) -> Self {
        Self(record.join("photos"))
    }

    fn arriving(&self) -> PathBuf {
        self.0.join(ARRIVING)
    }

    fn of_report(&self, report: ReportId) -> PathBuf {
        self.0.join(report.to_string())
    }

    /// Keeps an envelope, durable on return.
    pub(crate) fn arrive(&self, arrival: &Arrival, envelope: &[u8]) -> io::Result<()> {
        let folder = self.arriving();
        if !folder.exists() {
            fs::create_dir_all(&folder)?;
            self.0.parent().map_or(Ok(()), sync)?;
            sync(&self.0)?;
        }
        let (draft, path) = (
            folder.join(format!("{}.part", arrival.name())),
            folder.join(arrival.name()),
        );
        let mut file = File::create(&draft)?;
        file.write_all(envelope)?;
        file.sync_all()?;
        fs::rename(draft, path)?;
        sync(&folder)
    }

    /// Puts an envelope where it belongs, now that its act is in the journal. One that was erased since
    /// is not there any more, and stays so.
    pub(crate) fn settle(&self, arrival: &Arrival) -> io::Result<()> {
        let (from, folder) = (
            self.arriving().join(arrival.name()),
            self.of_report(arrival.report),
        );
        if !from.exists() {
            return Ok(());
        }
        fs::create_dir_all(&folder)?;
        gone_is_fine(fs::rename(&from, folder.join(arrival.envelope.to_string())))?;
        gone_is_fine(sync(&folder))?;
        sync(&self.0)
    }

    /// Removes an envelope whose act did not enter the journal.
    pub(crate) fn discard(&self, arrival: &Arrival) -> io::Result<()> {
        gone_is_fine(fs::remove_file(self.arriving().join(arrival.name())))
    }

    /// The bytes of an envelope; nothing when its file is gone.
    pub(crate) fn read(
        &self,
        report: ReportId,
        photo: PhotoId,
        envelope: Digest,
    ) -> io::Result<Option<Vec<u8>>> {
        // It may be on its way still: its act was answered to somebody else a moment ago.
        let arrival = Arrival {
            report,
            key: ActKey(photo.0),
            envelope,
        };
        let settled = self.of_report(report).join(envelope.to_string());
        for path in [&settled, &self.arriving().join(arrival.name()), &settled] {
            match fs::read(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                read => return read.map(Some),
            }
        }
        Ok(None)
    }

    /// Removes all photos of a report. Those on their way go first: what settles meanwhile is then found
    /// where it settled.
    pub(crate) fn erase(&self, report: ReportId) -> io::Result<()> {
        let prefix = format!("{report}.");
        for name in self.names()? {
            if name.starts_with(&prefix) {
                gone_is_fine(fs::remove_file(self.arriving().join(name)))?;
            }
        }
        gone_is_fine(fs::remove_dir_all(self.of_report(report)))?;
        gone_is_fine(sync(&self.0))
    }

    /// After a crash: settles what an entry names, and removes what none does.
    pub(crate) fn tidy<E: From<io::Error>>(
        &self,
        mut is_named: impl FnMut(&Arrival) -> Result<bool, E>,
    ) -> Result<(), E> {
        for name in self.names()? {
            match arrival(&name) {
                Some(arrival) if is_named(&arrival)? => self.settle(&arrival)?,
                _ => gone_is_fine(fs::remove_file(self.arriving().join(name)))?,
            }
        }
        Ok(())
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let files = match fs::read_dir(self.arriving()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
            files => files?,
        };
        let name = |file: io::Result<fs::DirEntry>| {
            file.map(|file| file.file_name().to_string_lossy().into_owned())
        };
        files.map(name).collect()
    }
}

/// What a name of an arriving file says; nothing when the file was cut off while it was written.
fn arrival(name: &str) -> Option<Arrival> {
    let mut parts = name.split('.');
    let arrival = Arrival {
        report: parts.next()?.parse().ok()?,
        key: parts.next()?.parse().ok()?,
        envelope: Digest::from_hex(parts.next()?)?,
    };
    parts.next().is_none().then_some(arrival)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn gone_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn arrival_of(n: u128, bytes: &[u8]) -> Arrival {
        Arrival {
            report: ReportId(Uuid::from_u128(n)),
            key: ActKey(Uuid::from_u128(100 + n)),
            envelope: Digest::of(bytes),
        }
    }

    fn read(pictures: &Pictures, arrival: &Arrival) -> Option<Vec<u8>> {
        let found = pictures.read(arrival.report, arrival.key.photo(), arrival.envelope);
        found.unwrap()
    }

    #[test]
    fn a_start_keeps_what_an_entry_names_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let pictures = Pictures::of(folder.path());
        pictures.tidy(|_| Ok::<_, io::Error>(false)).unwrap();
        let (named, orphan) = (arrival_of(1, b"one"), arrival_of(2, b"two"));
        pictures.arrive(&named, b"one").unwrap();
        pictures.arrive(&orphan, b"two").unwrap();
        fs::write(pictures.arriving().join("cut-off.part"), "on").unwrap();
        assert!(read(&pictures, &named).is_some());
        let is_named = |one: &Arrival| Ok::<_, io::Error>(one.key == named.key);
        pictures.tidy(is_named).unwrap();
        assert_eq!(pictures.names().unwrap(), Vec::<String>::new());
        assert_eq!(read(&pictures, &named).unwrap(), b"one");
        assert_eq!(read(&pictures, &orphan), None);
    }

    #[test]
    fn erasing_takes_what_is_there_and_what_is_on_its_way() {
        let folder = tempfile::tempdir().unwrap();
        let pictures = Pictures::of(folder.path());
        let (one, two) = (arrival_of(1, b"one"), arrival_of(1, b"two"));
        for (arrival, bytes) in [(&one, b"one"), (&two, b"two")] {
            pictures.arrive(arrival, bytes).unwrap();
        }
        pictures.settle(&one).unwrap();
        pictures.erase(one.report).unwrap();
        pictures.settle(&two).unwrap();
        assert_eq!(read(&pictures, &one), None);
        assert_eq!(read(&pictures, &two), None);
        pictures.erase(one.report).unwrap();
    }
}
