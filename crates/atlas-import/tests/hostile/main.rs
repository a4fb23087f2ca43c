//! Extracts that are broken, cut off, or meant to do harm: each ends in a map or in a sentence.

#[cfg(test)]
#[path = "../../../roads/tests/data/mod.rs"]
mod data;
#[cfg(test)]
#[path = "../extract/mod.rs"]
mod extract;

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use atlas_import::{Broken, Error, Import, PbfError, Settings};
    use proptest::prelude::*;

    use crate::data;
    use crate::extract::{Extract, Packing, bytes, frame};

    fn import_within(bytes: &[u8], memory_bytes_max: u64) -> Result<usize, Error> {
        let mut import = Import::new(Settings {
            memory_bytes_max,
            ..Settings::default()
        });
        import.read_from("town.osm.pbf", &mut Cursor::new(bytes), &mut |_| {})?;
        Ok(import.finish().0.roads.pieces.len())
    }

    fn import(bytes: &[u8]) -> Result<usize, Error> {
        import_within(bytes, 1 << 26)
    }

    #[track_caller]
    fn broken(bytes: &[u8]) -> (u64, Broken) {
        match import(bytes).expect_err("broken") {
            Error::Extract(PbfError::Block { at_byte, broken }) => (at_byte, broken),
            error => panic!("{error}"),
        }
    }

    /// Something of everything that is read.
    fn town() -> Extract {
        (1..=9)
            .fold(Extract::new(), |all, id| {
                all.node(id, id * 50, id * id * 7, "")
            })
            .node(20, 10, 10, "barrier=gate,access=private")
            .node(21, 20, 90, "addr:housenumber=2,addr:street=A")
            .node(22, 30, 95, "addr:housenumber=8")
            .node(23, 35, 95, "highway=milestone,distance=4")
            .node(24, 35, 95, "place=town,name=T,name:zh=镇")
            .way(
                10,
                &[1, 2, 3, 20, 4, 23],
                "highway=primary,oneway=yes,maxspeed=30 mph",
            )
            .way(11, &[4, 5, 6, 4], "highway=residential,junction=roundabout")
            .way(12, &[21, 22], "addr:interpolation=even")
            .way(13, &[5, 6, 7, 5], "building=yes,addr:housenumber=4")
            .way(14, &[3, 8], "highway=service")
            .way(15, &[8, 9], "boundary=administrative,admin_level=4")
            .way(16, &[7, 8, 9, 7], "")
            .relation(
                1,
                &["way 10 from", "node 3 via", "way 14 to"],
                "type=restriction,restriction=no_left_turn",
            )
            .relation(
                2,
                &["way 10 from", "way 11 via", "way 14 to"],
                "type=restriction,restriction=only_u_turn",
            )
            .relation(
                3,
                &["way 16 outer", "way 13 inner"],
                "type=multipolygon,natural=water,name=See",
            )
            .relation(
                4,
                &["way 15 outer", "node 24 label"],
                "type=boundary,boundary=administrative,admin_level=2",
            )
    }

    #[test]
    fn the_town_is_a_map() {
        for packing in [Packing::Raw, Packing::Zlib, Packing::Zstd] {
            assert_eq!(import(&town().bytes(packing)).expect("a map"), 6);
        }
    }

    #[test]
    fn a_file_that_is_cut_off_says_where() {
        let file = town().bytes(Packing::Raw);
        let (at_byte, broken) = broken(&file[..file.len() - 1]);
        assert_eq!(broken, Broken::Truncated);
        let error = import(&file[..file.len() - 1]).expect_err("cut off");
        assert_eq!(
            error.to_string(),
            format!("the block at byte {at_byte} cannot be read: it ends too early")
        );
    }

    #[test]
    fn a_block_that_unpacks_to_more_than_a_block_is_refused() {
        let start = frame("OSMHeader", &[], Packing::Raw);
        let zeros = vec![0; 64 << 20];
        for packing in [Packing::Zlib, Packing::Zstd] {
            let bomb = [start.clone(), frame("OSMData", &zeros, packing)].concat();
            assert!(bomb.len() < 1 << 20, "it is small while it is packed");
            assert!(matches!(broken(&bomb), (_, Broken::Long(_))));
        }
    }

    #[test]
    fn a_block_that_claims_to_be_large_is_refused_before_it_is_read() {
        let file = town().bytes(Packing::Raw);
        let header = [
            0, 0, 0, 15, 0x0a, 7, b'O', b'S', b'M', b'D', b'a', b't', b'a', 0x18,
        ];
        // Two gigabytes, as a number of five bytes and nothing after it.
        let claim = [file, header.to_vec(), vec![0xff, 0xff, 0xff, 0xff, 0x07]].concat();
        assert!(matches!(broken(&claim), (_, Broken::Long(2_147_483_647))));
        let claim = [town().bytes(Packing::Raw), vec![0xff; 4]].concat();
        assert!(matches!(broken(&claim), (_, Broken::Long(4_294_967_295))));
    }

    #[test]
    fn a_file_that_asks_for_more_memory_than_was_allowed_is_refused() {
        // A road of two million nodes is 8 kB while it is packed.
        let road = town().way(99, &[7; 2_000_000], "highway=primary");
        let file = road.bytes(Packing::Zlib);
        assert!(file.len() < 10_000);
        assert!(matches!(import_within(&file, 1 << 20), Err(Error::Memory)));
    }

    #[test]
    fn a_file_with_history_is_refused_by_name() {
        let mut header = vec![];
        bytes(&mut header, 4, b"HistoricalInformation");
        let (_, broken) = broken(&frame("OSMHeader", &header, Packing::Raw));
        assert_eq!(broken, Broken::Feature("HistoricalInformation".to_owned()));
    }

    /// Flips a bit here and there, and cuts the file off.
    fn damage(mut file: Vec<u8>, flips: &[(usize, u8)], cut: usize) -> Vec<u8> {
        for (at, bit) in flips {
            let at = at % file.len();
            file[at] ^= 1 << bit;
        }
        let cut = cut % (file.len() * 2);
        file.truncate(cut.max(1));
        file
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_damage_makes_the_reader_panic(
            flips in prop::collection::vec((any::<usize>(), 0..8_u8), 1..6),
            cut in any::<usize>(),
        ) {
            // Without packing, every bit is a bit of the data.
            let _ = import(&damage(town().bytes(Packing::Raw), &flips, cut));
        }

        #[test]
        fn no_damage_to_packed_blocks_makes_the_reader_panic(
            flips in prop::collection::vec((any::<usize>(), 0..8_u8), 1..3),
            zstd in any::<bool>(),
        ) {
            let packing = if zstd { Packing::Zstd } else { Packing::Zlib };
            let _ = import(&damage(town().bytes(packing), &flips, usize::MAX));
        }

        #[test]
        fn no_block_makes_the_reader_panic(block in prop::collection::vec(any::<u8>(), 0..300)) {
            let start = frame("OSMHeader", &[], Packing::Raw);
            let _ = import(&[start, frame("OSMData", &block, Packing::Raw)].concat());
        }
    }

    #[test]
    fn a_real_extract_that_is_damaged_does_not_make_the_reader_panic() {
        let Some(path) = data::find("geo/liechtenstein-2015.osm.pbf") else {
            return;
        };
        let file = std::fs::read(path).expect("the file");
        let first = file[..file.len().min(400_000)].to_vec();
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::with_cases(40)
        });
        let flips = prop::collection::vec((any::<usize>(), 0..8_u8), 1..4);
        runner
            .run(&(flips, any::<usize>()), |(flips, cut)| {
                let _ = import(&damage(first.clone(), &flips, cut));
                Ok(())
            })
            .expect("no panic");
    }
}
