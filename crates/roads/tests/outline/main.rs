//! The outline holds every line, keeps holes, and closes its rings.

#[cfg(test)]
mod outline {
    use kernel::Point;
    use proptest::prelude::*;
    use roads::outline;

    fn point(north_m: f64, east_m: f64) -> Point {
        Point::from_degrees(north_m / 111_195.0, east_m / 111_195.0).expect("near")
    }

    /// Twice the area of a ring, in square metres: above 0 against the clock.
    fn area_m2(ring: &[Point]) -> f64 {
        let metres = |point: &Point| (point.lon() * 111_195.0, point.lat() * 111_195.0);
        let legs = ring
            .windows(2)
            .map(|leg| (metres(&leg[0]), metres(&leg[1])));
        legs.map(|((ax, ay), (bx, by))| ax * by - bx * ay)
            .sum::<f64>()
            / 2.0
    }

    #[test]
    fn a_line_has_one_ring_about_three_cells_wide() {
        let rings = outline(&[vec![point(0.0, 0.0), point(0.0, 950.0)]], 100.0);
        assert_eq!(rings.len(), 1);
        assert!(
            (area_m2(&rings[0]) - 360_000.0).abs() < 10_000.0,
            "{}",
            area_m2(&rings[0])
        );
    }

    #[test]
    fn a_block_that_nobody_enters_stays_a_hole() {
        let corners = [
            (0.0, 0.0),
            (0.0, 950.0),
            (950.0, 950.0),
            (950.0, 0.0),
            (0.0, 0.0),
        ];
        let block = corners.map(|(north, east)| point(north, east)).to_vec();
        let rings = outline(&[block], 100.0);
        let mut areas: Vec<f64> = rings.iter().map(|ring| area_m2(ring)).collect();
        areas.sort_by(f64::total_cmp);
        assert_eq!(areas.len(), 2);
        assert!(
            (areas[0] + 360_000.0).abs() < 10_000.0 && (areas[1] - 1_440_000.0).abs() < 10_000.0,
            "{areas:?}"
        );
    }

    #[test]
    fn nothing_has_no_outline() {
        assert_eq!(outline(&[], 100.0), Vec::<Vec<Point>>::new());
        assert_eq!(outline(&[vec![]], 100.0), Vec::<Vec<Point>>::new());
    }

    proptest! {
        #[test]
        fn rings_are_closed_and_hold_the_points_of_the_lines(
            lines in prop::collection::vec(prop::collection::vec((0.0..3_000.0_f64, 0.0..3_000.0_f64), 1..5), 1..6),
        ) {
            let lines: Vec<Vec<Point>> = lines
                .into_iter()
                .map(|line| line.into_iter().map(|(north, east)| point(north, east)).collect())
                .collect();
            let rings = outline(&lines, 100.0);
            for ring in &rings {
                prop_assert!(ring.len() >= 5 && ring.first() == ring.last());
            }
            for point in lines.iter().filter(|line| line.len() > 1).flatten() {
                // A ray to the east crosses the borders an odd number of times.
                let crosses = rings.iter().flat_map(|ring| ring.windows(2)).filter(|leg| {
                    let (low, high) = (leg[0].lat_e7().min(leg[1].lat_e7()), leg[0].lat_e7().max(leg[1].lat_e7()));
                    leg[0].lon_e7() > point.lon_e7() && low <= point.lat_e7() && point.lat_e7() < high
                });
                prop_assert!(crosses.count() % 2 == 1, "{point:?} is outside");
            }
        }
    }
}
