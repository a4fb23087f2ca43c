//! The roads of Porto: no way breaks a turn sign, whoever it binds.

#[cfg(test)]
#[path = "../data/mod.rs"]
mod data;

#[cfg(test)]
mod signs {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use atlas::{Class, PieceIx, Rule, Step};
    use atlas_import::{Import, Settings};
    use roads::{Drivable, Goal, Moves, Part, Profile, TurnCosts};

    use crate::data;

    /// Ways from so many places to each of so many.
    const FROM: usize = 500;
    const TO: usize = 20;

    fn car() -> Profile {
        let speeds: BTreeMap<Class, u16> = [
            (Class::Motorway, 100),
            (Class::MotorwayLink, 50),
            (Class::Trunk, 80),
            (Class::TrunkLink, 50),
            (Class::Primary, 50),
            (Class::PrimaryLink, 40),
            (Class::Secondary, 45),
            (Class::SecondaryLink, 40),
            (Class::Tertiary, 40),
            (Class::TertiaryLink, 30),
            (Class::Unclassified, 30),
            (Class::Residential, 25),
            (Class::LivingStreet, 10),
            (Class::Service, 10),
            (Class::Road, 25),
        ]
        .into();
        Profile {
            moves: Moves::Car,
            passes: [].into(),
            opens: [].into(),
            open_ms: 0,
            emergency: false,
            ignores_turn_signs: false,
            speeds_km_h: speeds,
            of_limit_percent: 100,
            wrong_way_km_h: 0,
            turns: TurnCosts {
                left_ms: 6_000,
                right_ms: 3_000,
                back_ms: 30_000,
            },
        }
    }

    /// Draws pieces of the main part by a fixed walk over all of them.
    fn pieces(drivable: &Drivable, many: usize, seed: u64) -> Vec<PieceIx> {
        let all = drivable.roads().pieces.len() as u64;
        let mut at = seed;
        let drawn = std::iter::repeat_with(move || {
            at = at
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            PieceIx(((at >> 33) % all) as u32)
        });
        drawn
            .filter(|piece| drivable.in_main_part(*piece))
            .take(many)
            .collect()
    }

    /// What a sign says is broken by these steps.
    fn breaks(rule: Rule, sign: &[Step], steps: &[Step]) -> bool {
        match rule {
            Rule::Forbidden => steps.windows(sign.len()).any(|part| part == sign),
            // The last step of a way may be in the middle of what is commanded: it ended there.
            Rule::Only => (0..steps.len()).any(|at| {
                let rest = &steps[at..];
                let long = rest.len().min(sign.len());
                rest[0] == sign[0] && rest[..long] != sign[..long]
            }),
        }
    }

    #[test]
    fn none_of_ten_thousand_ways_breaks_one() {
        let Some(extract) = data::find("geo/porto.osm.pbf") else {
            return;
        };
        let mut import = Import::new(Settings::default());
        import.read(&extract, &mut |_| {}).expect("it is read");
        let roads = Arc::new(import.finish().0.roads);
        let drivable = Drivable::new(roads.clone(), &car());
        let from = pieces(&drivable, FROM, 7);
        let places: Vec<Vec<_>> = from
            .iter()
            .map(|piece| drivable.starts(*piece, Part::of_length(0.5)).collect())
            .collect();
        let (mut ways, mut bent) = (0, 0);
        for to in pieces(&drivable, TO, 11) {
            let goals = drivable.goals(to, Part::of_length(0.5));
            let goals: Vec<Goal> = goals.map(|spot| Goal { spot, rest_ms: 0 }).collect();
            for route in drivable.routes(&places, &goals) {
                let route = route.expect("everything is reached from everywhere in the main part");
                // A way begins and ends in the middle of a piece, on either side of it.
                ways += 1;
                for sign in roads.restrictions.iter().filter(|sign| sign.binds.cars) {
                    assert!(
                        !breaks(sign.rule, &sign.path, &route.steps),
                        "relation {} is broken",
                        sign.source_id
                    );
                    bent += usize::from(route.steps.contains(&sign.path[0]));
                }
            }
        }
        assert_eq!(ways, FROM * TO);
        // The signs mattered: many ways came by one.
        assert!(bent > 1_000, "{bent}");
    }
}
