//! Asking the witnesses of a policy.

use std::path::Path;
use std::time::Duration;

use application::{Cosigned, Cosigners, Policy, Prove, PublishAs, WitnessAnswer};
use tlog::Note;
use witness::client::{Client, Outcome, Witness};

use crate::Failure;

/// How long a witness may take: a receipt is to be witnessed within two seconds.
const ANSWER_WITHIN: Duration = Duration::from_millis(1_500);

/// How the log of a record is published, as the command line says.
#[derive(clap::Args)]
pub struct LogArgs {
    /// Whom receipts need as witnesses, and where these are asked: a C2SP tlog-policy file.
    #[arg(long, env = "ANSWERABLE_POLICY")]
    policy: Option<std::path::PathBuf>,
    /// The name others know the log by, when the record is begun: the address it is published at,
    /// without scheme.
    #[arg(long, env = "ANSWERABLE_ORIGIN")]
    origin: Option<String>,
    /// Lets everybody read the entries of the log, and not their hashes alone.
    #[arg(long)]
    publish_entries: bool,
}

impl LogArgs {
    /// What the application publishes by.
    pub fn publish(&self) -> Result<PublishAs, Failure> {
        Ok(PublishAs {
            origin: self.origin.clone(),
            entries_public: self.publish_entries,
            ..publish(self.policy.as_deref())?
        })
    }
}

/// Publishes under the witnesses of a policy file, or under none.
pub fn publish(policy: Option<&Path>) -> Result<PublishAs, Failure> {
    let Some(path) = policy else {
        return Ok(PublishAs::default());
    };
    let asked = Asked::of(&answerable_verify::policy(path)?)?;
    Ok(PublishAs {
        cosigners: asked.map(|asked| Box::new(asked) as Box<dyn Cosigners>),
        policy: Some(std::fs::read_to_string(path)?),
        ..PublishAs::default()
    })
}

/// The witnesses of a policy that can be asked.
struct Asked {
    client: Client,
    names: Vec<String>,
}

impl Asked {
    /// Those with an address; nothing when there are none.
    fn of(policy: &Policy) -> Result<Option<Self>, Failure> {
        let (mut witnesses, mut names) = (vec![], vec![]);
        for one in &policy.witnesses {
            if let Some(url) = &one.url {
                let (key, url) = (one.key.clone(), url.trim_end_matches('/').to_owned());
                witnesses.push(Witness { key, url });
                names.push(one.name.clone());
            }
        }
        if witnesses.is_empty() {
            return Ok(None);
        }
        let client = Client::new(witnesses, ANSWER_WITHIN)?;
        Ok(Some(Self { client, names }))
    }
}

impl Cosigners for Asked {
    fn cosign(&mut self, note: &str, prove: &mut Prove<'_>) -> Cosigned {
        let unsigned = |reason: String| Cosigned {
            note: note.to_owned(),
            answers: vec![("all".to_owned(), WitnessAnswer::Failed(reason))],
        };
        let mut signed = match Note::from_text(note) {
            Ok(note) => note,
            Err(error) => return unsigned(error.to_string()),
        };
        let proofs = |old| prove(old).ok_or("there is no proof from that size");
        let outcomes = match self.client.submit(&signed, proofs) {
            Ok(outcomes) => outcomes,
            Err(error) => return unsigned(error.to_string()),
        };
        let mut answers = Vec::with_capacity(outcomes.len());
        for (name, outcome) in self.names.iter().zip(outcomes) {
            let alarm = outcome.is_alarm();
            let answer = match outcome {
                Outcome::Cosigned(lines) => {
                    lines.into_iter().for_each(|line| signed.append(line));
                    WitnessAnswer::Good
                }
                other if alarm => WitnessAnswer::Alarm(format!("{other:?}")),
                other => WitnessAnswer::Failed(format!("{other:?}")),
            };
            answers.push((name.clone(), answer));
        }
        Cosigned {
            note: signed.to_text(),
            answers,
        }
    }
}
