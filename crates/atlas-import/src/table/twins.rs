//! Streets that a table lists once in each direction.

use std::collections::HashMap;

use kernel::Point;

use super::row::Row;

type Key = (u32, u32, Vec<Point>);

/// Makes one row of two that are the same street, once from here to there and once back.
pub(super) fn join(rows: Vec<Row>) -> Vec<Row> {
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    let mut alone: HashMap<Key, Vec<usize>> = HashMap::new();
    for row in rows {
        let back: Vec<Point> = row.line.iter().rev().copied().collect();
        let waiting = alone.get_mut(&(row.head, row.tail, back));
        let twin = waiting.and_then(|waiting| {
            let same = |first: &Row| first.class == row.class && first.names == row.names;
            // The first that waits is the one; rows of one course that differ in name are few.
            let at = waiting.iter().take(8).position(|at| same(&joined[*at]))?;
            Some(waiting.swap_remove(at))
        });
        match twin {
            Some(twin) => both_ways(&mut joined[twin], row),
            None => {
                let key = (row.tail, row.head, row.line.clone());
                alone.entry(key).or_default().push(joined.len());
                joined.push(row);
            }
        }
    }
    joined
}

fn both_ways(first: &mut Row, twin: Row) {
    first.against = true;
    first.against_km_h = twin.along_km_h;
    // What is to the right of one is to the left of the other, and counted from its other end.
    let turned = |(from, to)| (to, from);
    first.left = first.left.or(twin.right.map(turned));
    first.right = first.right.or(twin.left.map(turned));
}
