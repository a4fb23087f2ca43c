//! Where to write the name of an area: in the middle of where it is widest, so that the words lie in
//! it even when it is a river.

use crate::world::Step;

/// Lines across an area along which its width is measured.
const LOOKS: i32 = 15;

/// A step within the ring, in the middle of its widest part; nothing when it is too thin to say.
pub fn of(ring: &[Step]) -> Option<Step> {
    let rows = || ring.iter().map(|step| step[1]);
    let (top, bottom) = (rows().min()?, rows().max()?);
    let look = |n: i32| {
        let share = f64::from(2 * n + 1) / f64::from(2 * LOOKS);
        f64::from(top) + share * (f64::from(bottom) - f64::from(top))
    };
    let spans = (0..LOOKS).flat_map(|n| {
        let row = look(n);
        // What is nearer to the middle is preferred where the widths are much alike.
        let off = f64::from((n - LOOKS / 2).abs()) / f64::from(LOOKS);
        across(ring, row).into_iter().map(move |(left, right)| {
            let weight = (right - left) * (1.0 - 0.4 * off);
            (weight, [((left + right) / 2.0) as i32, row as i32])
        })
    });
    let widest = spans.max_by(|a, b| a.0.total_cmp(&b.0));
    widest.map(|(_, step)| step)
}

/// The parts of a row that lie within the ring.
fn across(ring: &[Step], row: f64) -> Vec<(f64, f64)> {
    let next = ring.iter().cycle().skip(1);
    let wide = |step: &Step| step.map(f64::from);
    let crossings = ring.iter().zip(next).filter_map(|(a, b)| {
        let (a, b) = (wide(a), wide(b));
        ((a[1] > row) != (b[1] > row)).then(|| a[0] + (row - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
    });
    let mut crossings: Vec<f64> = crossings.collect();
    crossings.sort_by(f64::total_cmp);
    let (pairs, _) = crossings.as_chunks::<2>();
    pairs.iter().map(|[left, right]| (*left, *right)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_square_is_its_middle() {
        let square = [[0, 0], [100, 0], [100, 100], [0, 100]];
        assert_eq!(of(&square), Some([50, 50]));
    }

    #[test]
    fn the_middle_of_a_horseshoe_lies_in_it() {
        let horseshoe = [
            [0, 0],
            [100, 0],
            [100, 100],
            [80, 100],
            [80, 40],
            [20, 40],
            [20, 100],
            [0, 100],
        ];
        let [x, y] = of(&horseshoe).unwrap();
        assert!(y < 40 || !(20..80).contains(&x), "{x} {y}");
    }

    #[test]
    fn nothing_has_no_middle() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[[0, 0], [9, 0], [5, 0]]), None);
    }
}
