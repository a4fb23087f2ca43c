//! The conversation with one witness.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use tlog::witness::{ADD_CHECKPOINT, AddCheckpoint, read_cosignatures, read_size};
use tlog::{Hash, NOTE_BYTES_MAX, Note};
use ureq::Agent;

use super::{Outcome, Witness};

/// What every witness is asked.
pub(super) struct Submission<'s> {
    /// The checkpoint as the log signed it.
    pub(super) note: &'s Note,
    pub(super) size: u64,
    /// Makes the proof from a size.
    pub(super) prove: &'s (dyn Fn(u64) -> Result<Vec<Hash>, String> + Sync),
}

/// One witness, and how far it is as we believe.
pub(super) struct Remote {
    witness: Witness,
    agent: Agent,
    deadline: Duration,
    /// The size it cosigned last for us; 0 when it has not yet. Held while it is being asked, so
    /// that two checkpoints do not overtake one another.
    last: Mutex<u64>,
}

/// An answer, read whole.
struct Answer {
    status: u16,
    retry_after_s: Option<u64>,
    body: String,
}

/// What connects. A redirect is an answer like any other, since a checkpoint is for the witness
/// that was named and nobody else; and the environment does not say where requests go.
pub(super) fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .user_agent("answerable")
        .build()
        .into()
}

impl Remote {
    pub(super) fn new(witness: Witness, agent: Agent, deadline: Duration) -> Self {
        Self {
            witness,
            agent,
            deadline,
            last: Mutex::new(0),
        }
    }

    pub(super) fn witness(&self) -> &Witness {
        &self.witness
    }

    /// Asks; when the witness says that it has another size than we thought, asks once more.
    pub(super) fn submit(&self, submission: &Submission<'_>) -> Outcome {
        let until = Instant::now() + self.deadline;
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let size = submission.size;
        if *last > size {
            return Outcome::Superseded { size: *last };
        }
        let first = self.ask(submission, *last, until);
        let outcome = match first {
            // What it has is what it says, and not what we thought.
            Outcome::Moved { size: told } if told < size || (told == size && *last < size) => {
                self.ask(submission, told, until)
            }
            other => other,
        };
        if let Outcome::Cosigned(_) = outcome {
            *last = size;
        }
        outcome
    }

    /// Asks once; [`Outcome::Moved`] when the witness has another size than `old`.
    fn ask(&self, submission: &Submission<'_>, old: u64, until: Instant) -> Outcome {
        let size = submission.size;
        let proof = match old {
            0 => Ok(Vec::new()),
            _ if old == size => Ok(Vec::new()),
            _ => (submission.prove)(old),
        };
        let request = match proof {
            Ok(proof) => AddCheckpoint {
                old,
                proof,
                note: submission.note.clone(),
            },
            Err(why) => return Outcome::NoProof(why),
        };
        match self.post(&request.to_text(), until) {
            Ok(answer) => self.read(&answer, &submission.note.text, old, size),
            Err(error) => Outcome::Unreachable(error.to_string()),
        }
    }

    fn post(&self, request: &str, until: Instant) -> Result<Answer, ureq::Error> {
        let left = until.saturating_duration_since(Instant::now());
        let url = format!(
            "{}/{ADD_CHECKPOINT}",
            self.witness.url.trim_end_matches('/')
        );
        let mut answer = self
            .agent
            .post(url)
            .config()
            .timeout_global(Some(left.max(Duration::from_millis(1))))
            .build()
            .content_type("text/plain; charset=utf-8")
            .send(request)?;
        let retry_after = answer.headers().get("retry-after");
        let retry_after_s = retry_after.and_then(|value| value.to_str().ok()?.parse().ok());
        let body = answer.body_mut().with_config().limit(NOTE_BYTES_MAX as u64);
        Ok(Answer {
            body: body.read_to_string()?,
            status: answer.status().as_u16(),
            retry_after_s,
        })
    }

    /// What an answer means, to a request that said `old` and carried a tree of `size`.
    fn read(&self, answer: &Answer, checkpoint: &str, old: u64, size: u64) -> Outcome {
        match answer.status {
            200 => match read_cosignatures(&answer.body, checkpoint, &self.witness.key) {
                Ok(lines) => Outcome::Cosigned(lines),
                Err(error) => Outcome::BadCosignature(error),
            },
            400 => Outcome::NotUnderstood(beginning(&answer.body)),
            403 => Outcome::KeyNotTrusted,
            404 => Outcome::LogNotKnown,
            409 => match read_size(&answer.body) {
                Some(told) if told > size => Outcome::Ahead { size: told },
                Some(told) if told != old => Outcome::Moved { size: told },
                // It has the size we said, so what it objects to is the root. The protocol of
                // 2024 answered so to another root at the same size, with or without a size.
                _ if old == size => Outcome::Forked { size },
                _ => unexpected(answer),
            },
            422 if old == size && size > 0 => Outcome::Forked { size },
            422 if old > 0 => Outcome::NotConsistent { old },
            429 | 503 => Outcome::Busy {
                retry_after_s: answer.retry_after_s,
            },
            _ => unexpected(answer),
        }
    }
}

fn unexpected(answer: &Answer) -> Outcome {
    Outcome::Unexpected {
        status: answer.status,
        said: beginning(&answer.body),
    }
}

/// The beginning of what a stranger said, for a person to read.
fn beginning(said: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    said.trim().chars().take(200).map(plain).collect()
}
