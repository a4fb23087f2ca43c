//! Known factors are found again, wild times do not move them, and too little data changes nothing.

#[cfg(test)]
mod fit {
    use std::collections::BTreeMap;

    use atlas::Class;
    use proptest::prelude::*;
    use roads::{DRIVES_MIN, Drive, Errors, Factors};

    /// Drives of a city where residential roads take 1.5 times as long, primary ones 0.8 times, the
    /// evening 1.25 times, driving without signals 1.3 times, and everybody needs 40 s to set off.
    fn drives(many: u32, wild_every: u32) -> Vec<Drive> {
        let mut chance: u64 = 7;
        let mut draw = move |below: u32| {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            ((chance >> 33) % u64::from(below)) as u32
        };
        (0..many)
            .map(|nth| {
                let on = [
                    (Class::Residential, 20 + draw(200)),
                    (Class::Primary, 20 + draw(300)),
                ];
                let on_ms: BTreeMap<Class, f64> =
                    on.map(|(class, s)| (class, f64::from(s) * 1_000.0)).into();
                let (hour, urgent) = (draw(24) as u8, draw(3) > 0);
                let classes = on_ms[&Class::Residential] * 1.5 + on_ms[&Class::Primary] * 0.8;
                let evening = if (17..20).contains(&hour) { 1.25 } else { 1.0 };
                let calm = if urgent { 1.0 } else { 1.3 };
                let noise = 0.9 + f64::from(draw(201)) / 1_000.0;
                let wild = if wild_every > 0 && nth % wild_every == 0 {
                    8.0
                } else {
                    1.0
                };
                let took_ms = (40_000.0 + 5_000.0 + classes * evening * calm * noise) * wild;
                Drive {
                    on_ms,
                    fixed_ms: 5_000.0,
                    hour,
                    urgent,
                    took_ms,
                }
            })
            .collect()
    }

    /// Factors stand in products: what one has too much another has too little. So times are compared.
    fn reckons_well(factors: &Factors, off_max: f64) {
        let sure = drives(500, 0);
        let off = sure
            .iter()
            .map(|drive| factors.reckon_ms(drive) / drive.took_ms - 1.0);
        let mut off: Vec<f64> = off.map(f64::abs).collect();
        off.sort_by(f64::total_cmp);
        assert!(
            off[250] < off_max,
            "half of the drives are off by {:.3}",
            off[250]
        );
    }

    #[test]
    fn known_factors_are_found_again() {
        let factors = Factors::fit(&drives(4_000, 0));
        reckons_well(&factors, 0.06);
        let residential = factors.class[&Class::Residential] / factors.class[&Class::Primary];
        assert!(
            (residential / (1.5 / 0.8) - 1.0).abs() < 0.25,
            "{residential}"
        );
        assert!(factors.hour[18] / factors.hour[10] > 1.12);
        assert!(factors.urgent[0] / factors.urgent[1] > 1.15);
    }

    #[test]
    fn one_wild_time_in_ten_moves_little() {
        reckons_well(&Factors::fit(&drives(4_000, 10)), 0.08);
    }

    #[test]
    fn too_few_drives_change_nothing() {
        let factors = Factors::fit(&drives(DRIVES_MIN as u32 - 1, 0));
        assert_eq!(
            factors,
            Factors {
                drives: DRIVES_MIN - 1,
                ..Factors::default()
            }
        );
    }

    #[test]
    fn an_hour_that_was_hardly_seen_stays_as_it_is() {
        let mut few = drives(1_000, 0);
        few.retain(|drive| {
            drive.hour != 3 || drive.urgent && (drive.took_ms as u64).is_multiple_of(7)
        });
        assert_eq!(Factors::fit(&few).hour[3], 1.0);
    }

    #[test]
    fn errors_are_told_with_their_direction() {
        let errors = Errors::of([(110.0, 100.0), (130.0, 100.0), (90.0, 100.0)].into_iter());
        assert_eq!((errors.median_ms, errors.bias_ms), (10.0, 10.0));
    }

    proptest! {
        /// Whatever was recorded, factors stay numbers within bounds.
        #[test]
        fn nothing_that_was_recorded_breaks_the_fit(
            took in prop::collection::vec((-1e9..1e9_f64, 0.0..1e7_f64, 0..30_u8), 0..80),
        ) {
            let drives: Vec<Drive> = took
                .into_iter()
                .map(|(took_ms, on, hour)| Drive {
                    on_ms: [(Class::Residential, on)].into(),
                    fixed_ms: 0.0,
                    hour: hour % 24,
                    urgent: hour % 2 == 0,
                    took_ms,
                })
                .collect();
            let factors = Factors::fit(&drives);
            let all = factors.class.values().chain(&factors.hour).chain(&factors.urgent);
            prop_assert!(all.copied().all(|factor| (0.1..=10.0).contains(&factor)));
            prop_assert!(factors.pause_ms.is_finite() && factors.pause_ms >= 0.0);
        }
    }
}
