//! Service figures, named as the pack in force names things.

use std::path::Path;

use domain::{Entry, Event, record};
use kernel::Timestamp;
use pack::Pack;
use projections::{Figures, IncidentView, Reader, figures};

use crate::error::StartError;
use crate::packs;
use crate::projector::rebuild_views;

struct Named {
    pack: Pack,
    zone: jiff::tz::TimeZone,
}

impl projections::Label for Named {
    fn type_name(&self, view: &IncidentView) -> String {
        let found = self
            .pack
            .incident_types
            .iter()
            .find(|kind| kind.code == view.type_code);
        found.map_or_else(
            || view.type_code.to_string(),
            |kind| kind.name.en.to_string(),
        )
    }

    fn priority_name(&self, view: &IncidentView) -> String {
        let found = self
            .pack
            .priorities
            .iter()
            .find(|priority| priority.code == view.priority);
        found.map_or_else(
            || view.priority.to_string(),
            |priority| priority.name.en.to_string(),
        )
    }

    fn hour(&self, at: Timestamp) -> String {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        format!("{:02}", instant.to_zoned(self.zone.clone()).hour())
    }
}

/// The figures of a record that nobody is writing to. Views that are behind are folded first.
///
/// # Errors
/// [`StartError`] when there is no record, or it cannot be read.
pub fn service_figures(folder: &Path) -> Result<Figures, StartError> {
    let mut journal = journal::open_reader(folder).map_err(journal::Error::from)?;
    let size = journal::Read::size(&mut journal).map_err(journal::Error::from)?;
    let behind = Reader::open(folder)
        .and_then(|reader| reader.entries())
        .map_or(true, |n| n < size);
    if behind {
        let _taken = journal::Folder::take(folder)?;
        rebuild_views(folder, &mut journal, |_, _| ())?;
    }
    let (mut pack, mut timezone) = (None, None);
    let mut failed = None;
    let read = journal::Read::range(&mut journal, 0, size, &mut |seq, _, bytes| {
        // Only the record's own events are looked at, and their entries name their area.
        if !bytes
            .windows(b"\"record.".len())
            .any(|part| part == b"\"record.")
        {
            return true;
        }
        match Entry::from_bytes(bytes) {
            Ok(entry) => {
                for event in &entry.events {
                    match event {
                        Event::Record(record::Event::Opened { timezone: zone, .. }) => {
                            timezone = Some(zone.clone())
                        }
                        Event::Record(record::Event::PackAdopted { pack: digest, .. }) => {
                            pack = Some(*digest)
                        }
                        _ => {}
                    }
                }
                true
            }
            Err(source) => {
                failed = Some(StartError::Entry { seq, source });
                false
            }
        }
    });
    read.map_err(journal::Error::from)?;
    if let Some(error) = failed {
        return Err(error);
    }
    let (Some(digest), Some(timezone)) = (pack, timezone) else {
        return Err(StartError::Nothing);
    };
    let zone = jiff::tz::TimeZone::get(&timezone).map_err(|_| StartError::Timezone(timezone))?;
    let named = Named {
        pack: packs::get(folder, digest)?,
        zone,
    };
    Ok(figures(&Reader::open(folder)?, &named)?)
}
