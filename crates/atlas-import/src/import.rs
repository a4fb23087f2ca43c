//! The import of several sources into one map.

use std::io::{Read, Seek};
use std::path::Path;

use atlas::{Atlas, Builder, Meta, Names};
use kernel::Digest;

use crate::memory::Memory;
use crate::osm::{self, Known, Sheet};
use crate::report::{Report, SourceReport};
use crate::source::{Kind, Progress, Source};
use crate::table::{self, Mapping};
use crate::{Error, parts};

/// How an import goes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the map is called.
    pub title: Names,
    /// Which column is what in the tables among the sources; a table is read by the first mapping of
    /// which it has all columns.
    pub mappings: Vec<Mapping>,
    /// What all sources together may hold in memory, in bytes, as far as it grows with them.
    pub memory_bytes_max: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: Names::default(),
            mappings: vec![],
            memory_bytes_max: 4 << 30,
        }
    }
}

/// A map in the making.
#[derive(Debug)]
pub struct Import {
    settings: Settings,
    builder: Builder,
    memory: Memory,
    known: Known,
    credits: Vec<Names>,
    sources: Vec<atlas::Source>,
    report: Report,
}

impl Import {
    /// An import that has read nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let memory = Memory::new(settings.memory_bytes_max);
        Self {
            settings,
            builder: Builder::new(),
            memory,
            known: Known::default(),
            credits: vec![],
            sources: vec![],
            report: Report::default(),
        }
    }

    /// Reads a file onto the map, and says on the way how far it is. What a file is, its first bytes say.
    ///
    /// # Errors
    /// [`Error`] when the file is not read to its end. A source is on the map whole or not at all, but for
    /// names that nothing bears, so that one may go on without it.
    pub fn read(&mut self, path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<(), Error> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut file = std::fs::File::open(path)?;
        self.read_from(&name, &mut file, progress)
    }

    /// Reads a source under a name, like [`Import::read`].
    ///
    /// # Errors
    /// As for [`Import::read`].
    pub fn read_from(
        &mut self,
        name: &str,
        from: &mut (impl Read + Seek),
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), Error> {
        let mut source = Source::new(from, progress)?;
        let kind = source.kind()?.ok_or(Error::Kind)?;
        let mut report = SourceReport {
            name: name.to_owned(),
            ..SourceReport::default()
        };
        let memory = self.memory;
        let read = self.onto_map(kind, &mut source, &mut report);
        self.known.end(read.is_ok());
        if read.is_err() {
            // What was held for it is let go.
            self.memory = memory;
        }
        let (digest, credit) = read?;
        if !self.credits.contains(&credit) {
            self.credits.push(credit);
        }
        let name = name.to_owned();
        self.sources.push(atlas::Source { name, digest });
        self.report.sources.push(report);
        Ok(())
    }

    fn onto_map<R: Read + Seek>(
        &mut self,
        kind: Kind,
        source: &mut Source<'_, R>,
        report: &mut SourceReport,
    ) -> Result<(Digest, Names), Error> {
        let mut sheet = Sheet {
            builder: &mut self.builder,
            report,
            memory: &mut self.memory,
            known: &mut self.known,
        };
        match kind {
            Kind::Extract => {
                let digest = source.digest(osm::PASSES)?;
                osm::read(source, &mut sheet)?;
                Ok((digest, osm::credit()))
            }
            Kind::Table(packing) => {
                let digest = source.digest(1)?;
                let mappings = &self.settings.mappings;
                let mapping = table::read(source, packing, mappings, &mut sheet)?;
                Ok((digest, mapping.credit()))
            }
        }
    }

    /// The map, and what came of its sources.
    #[must_use]
    pub fn finish(self) -> (Atlas, Report) {
        let meta = Meta {
            title: self.settings.title,
            credit: together(&self.credits),
            bounds: None,
            sources: self.sources,
        };
        let atlas = self.builder.finish(meta);
        let mut report = self.report;
        report.parts = parts(&atlas.roads);
        (atlas, report)
    }
}

/// All credits in one, in both languages of the product.
fn together(credits: &[Names]) -> Names {
    let in_language = |tag: &str| {
        let credits: Vec<&str> = credits
            .iter()
            .map(|credit| credit.in_language(tag))
            .collect();
        credits.join("; ")
    };
    match credits {
        [] => Names::default(),
        [only] => only.clone(),
        _ => Names::both(&in_language("en"), &in_language("en"), &in_language("zh")),
    }
}
