//! Counts and lists what a replay met: refusals, oddities, and the warnings the rules gave.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use application::{Error, Event, Recorded, dispatch, intake};

use super::plan::Step;
use crate::Failure;

/// Lines of each kind that are shown; the report in the data folder has all of them.
const SHOWN: usize = 5;

/// What a replay met.
#[derive(Debug, Default)]
pub struct Tally {
    pub rows: usize,
    pub calls: usize,
    pub acts: usize,
    kinds: BTreeMap<String, Vec<String>>,
}

const REFUSED: &str = "refused";
const UNREAD: &str = "rows that could not be read";

impl Tally {
    pub fn new(unread: &[String]) -> Self {
        let mut tally = Self::default();
        unread
            .iter()
            .for_each(|sentence| tally.unread(sentence.clone()));
        tally
    }

    pub fn unread(&mut self, sentence: String) {
        self.oddity(UNREAD, sentence);
    }

    pub fn oddity(&mut self, kind: &str, sentence: String) {
        self.kinds
            .entry(kind.to_owned())
            .or_default()
            .push(sentence);
    }

    /// Acts that were refused.
    pub fn refused(&self) -> usize {
        self.kinds.get(REFUSED).map_or(0, Vec::len)
    }

    /// Takes an answer in. A journal that has stopped ends the replay; a refusal does not.
    pub fn answered(
        &mut self,
        step: &Step,
        answer: Result<Recorded, Error>,
    ) -> Result<(), Failure> {
        self.acts += 1;
        match answer {
            Ok(recorded) => {
                for event in recorded.events() {
                    if let Some((kind, sentence)) = warning(event, step) {
                        self.oddity(kind, sentence);
                    }
                }
                Ok(())
            }
            Err(Error::Refused(refusal)) => {
                self.oddity(REFUSED, format!("{}: {refusal}", step.about));
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Prints the counts and some of each kind, and writes all of them beside the record.
    pub fn print(&self, data: &Path) -> Result<(), Failure> {
        let path = data.join("replay-report.txt");
        let mut file = std::io::BufWriter::new(std::fs::File::create(&path)?);
        for (kind, sentences) in &self.kinds {
            println!("{}: {kind}", sentences.len());
            writeln!(file, "{}: {kind}", sentences.len())?;
            for (nth, sentence) in sentences.iter().enumerate() {
                writeln!(file, "  {sentence}")?;
                if nth < SHOWN {
                    println!("  {sentence}");
                }
            }
            if sentences.len() > SHOWN {
                println!(
                    "  … and {} more, in {}",
                    sentences.len() - SHOWN,
                    path.display()
                );
            }
        }
        Ok(file.flush()?)
    }
}

/// What the rules themselves found remarkable.
fn warning(event: &Event, step: &Step) -> Option<(&'static str, String)> {
    let about = &step.about;
    match event {
        Event::Dispatch(dispatch::Event::OverlapWarned { .. }) => {
            Some(("sent on before it was free", about.clone()))
        }
        Event::Dispatch(dispatch::Event::TransitionWarned { before, after, .. }) => Some((
            "a move the pack does not list",
            format!("{about}: {before} to {after}"),
        )),
        Event::Dispatch(dispatch::Event::OrderWarned { broken, .. })
        | Event::Intake(intake::Event::OrderWarned { broken, .. }) => Some((
            "times that stand the wrong way round",
            format!(
                "{about}: {} is {} s after {}",
                broken.first,
                broken.first_ms.since_ms(broken.then_ms) / 1_000,
                broken.then
            ),
        )),
        Event::Dispatch(dispatch::Event::StampsMissing { missing, .. }) => {
            let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
            Some((
                "done without having told",
                format!("{about}: {}", missing.join(", ")),
            ))
        }
        _ => None,
    }
}
