//! What comes of a small extract: told as a few nodes, ways and relations.

#[cfg(test)]
mod areas;
#[cfg(test)]
mod barriers;
#[cfg(test)]
#[path = "../extract/mod.rs"]
mod extract;
#[cfg(test)]
mod places;
#[cfg(test)]
mod roads;
#[cfg(test)]
mod several;
#[cfg(test)]
mod turns;

#[cfg(test)]
mod told {
    use atlas::{Atlas, Piece, Roads};
    use atlas_import::{Import, Reason, Settings, SourceReport};

    use crate::extract::{Extract, Packing};

    /// The map of one extract, and what came of it.
    pub fn import(extract: &Extract) -> (Atlas, SourceReport) {
        let mut import = Import::new(Settings::default());
        let mut file = std::io::Cursor::new(extract.bytes(Packing::Zlib));
        import
            .read_from("town.osm.pbf", &mut file, &mut |_| {})
            .expect("an extract");
        let (atlas, mut report) = import.finish();
        (atlas, report.sources.remove(0))
    }

    pub fn roads(extract: &Extract) -> Roads {
        import(extract).0.roads
    }

    /// Five nodes in a row from west to east, 100 m apart, numbered from 1; 6 to the north of 3 and 7 to
    /// the south of it.
    pub fn row() -> Extract {
        let row = (1..=5).fold(Extract::new(), |row, id| row.node(id, id * 100, 0, ""));
        row.node(6, 300, 100, "").node(7, 300, -100, "")
    }

    /// The way of each piece, and how many points it has.
    pub fn pieces(roads: &Roads) -> Vec<(i64, usize)> {
        let of = |piece: &Piece| (piece.source_id, piece.line.len());
        roads.pieces.iter().map(of).collect()
    }

    #[track_caller]
    pub fn left_out(report: &SourceReport, reason: Reason, object: &str) {
        let dropped = report.dropped.get(&reason);
        let first = dropped.and_then(|dropped| dropped.first.first());
        let named = first.map(|first| first.object.to_string());
        assert_eq!(named.as_deref(), Some(object), "{:?}", report.dropped);
    }
}
