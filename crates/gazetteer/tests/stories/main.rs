//! Stories of callers in a made-up town, in both languages.

#[cfg(test)]
mod chinese;
#[cfg(test)]
mod english;
#[cfg(test)]
mod index;
#[cfg(test)]
mod located;
#[cfg(test)]
mod town;
#[cfg(test)]
mod words;

#[cfg(test)]
mod told {
    use gazetteer::{Gazetteer, Hit, Home, Position};
    use kernel::{Digest, Point};

    pub fn gazetteer() -> Gazetteer {
        let map = Digest::of(b"a made-up town");
        Gazetteer::build(&super::town::town(), map, Home::Memory).expect("an index")
    }

    pub fn first(words: &str, near: Option<Point>) -> Option<Hit> {
        let hits = gazetteer().search(words, near, 10).expect("a search");
        hits.into_iter().next()
    }

    /// The first hit as `title`, with a mark when it is not exact and what was taken for what.
    pub fn found(words: &str, language: &str) -> String {
        let Some(hit) = first(words, None) else {
            return "nothing".to_owned();
        };
        let mark = match hit.position {
            Position::Exact => "",
            Position::Interpolated => " ~",
            Position::StreetOnly => " ?",
        };
        let taken = hit
            .corrected
            .iter()
            .map(|one| format!(" ({} for {})", one.taken, one.said));
        let taken: String = taken.collect();
        format!("{}{mark}{taken}", hit.title(language))
    }
}
