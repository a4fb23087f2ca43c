//! From the text of policies to policies: parsed, checked against the schema, named.

use std::collections::{BTreeMap, BTreeSet};

use cedar_policy::{PolicyId, PolicySet, Schema, ValidationMode, Validator};
use kernel::{Code, Digest, Line};
use miette::Diagnostic;
use serde::Serialize;

use crate::decide::Access;
use crate::schema::schema;
use crate::statement::{Statement, line, statements};

/// The name of a policy, as its `@id` gives it; no two of a pack share one.
pub type PolicyName = Code;

/// One file of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct File<'a> {
    /// Its name in the pack.
    pub name: &'a Code,
    /// Its text.
    pub text: &'a str,
}

/// What policies may speak of beside the schema: words of the same pack.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Roles.
    pub roles: &'a BTreeSet<Code>,
    /// Purposes.
    pub purposes: &'a BTreeSet<Code>,
}

/// What is wrong with a policy, in a sentence its author can act on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file's name in the pack.
    pub file: Code,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "policies/{}.cedar:{}: {}",
            self.file, self.line, self.sentence
        )
    }
}

impl std::error::Error for Mistake {}

/// The languages in which a policy says itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    ZhCn,
}

/// One policy, as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its name.
    pub name: PolicyName,
    /// The file it stands in.
    pub file: Code,
    /// The line it begins on.
    pub line: usize,
    /// It permits; otherwise it forbids, which wins.
    pub permits: bool,
    /// Its text, from its first annotation to its semicolon.
    pub text: String,
    says_en: Line,
    says_zh: Line,
}

impl Policy {
    /// What it says, in one sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> &str {
        match language {
            Language::En => self.says_en.as_str(),
            Language::ZhCn => self.says_zh.as_str(),
        }
    }
}

impl Access {
    /// Reads the policies of a pack.
    ///
    /// # Errors
    /// Every [`Mistake`] by file and line, when there is one: what is not a policy or does not fit the
    /// schema, a role or purpose that the pack does not have, somebody named instead of a role, a
    /// name that is missing or given twice, a sentence that is missing.
    pub fn read(files: &[File<'_>], known: Known<'_>) -> Result<Self, Vec<Mistake>> {
        let schema_text = schema();
        let schema: Schema = schema_text
            .parse()
            .expect("the schema is made of a table, and a test reads it");
        let mut reading = Reading {
            known,
            mistakes: Vec::new(),
            policies: BTreeMap::new(),
        };
        let mut set = Vec::new();
        for file in files {
            for statement in statements(file.text) {
                set.extend(reading.policy(file, statement));
            }
        }
        reading.validate(&schema, &set);
        if !reading.mistakes.is_empty() {
            reading.mistakes.sort();
            reading.mistakes.dedup();
            return Err(reading.mistakes);
        }
        Ok(Self::new(
            &schema,
            &set,
            reading.policies,
            known,
            digest(files, &schema_text),
        ))
    }
}

/// The name of the set: what it says and the words in which it says it.
fn digest(files: &[File<'_>], schema: &str) -> Digest {
    #[derive(Serialize)]
    struct Set<'a> {
        policies: Vec<File<'a>>,
        schema: &'a str,
    }
    let mut policies = files.to_vec();
    policies.sort_by_key(|file| file.name);
    let bytes = kernel::canonical::to_bytes(&Set { policies, schema });
    Digest::of(&bytes.expect("texts alone always have a canonical form"))
}

struct Reading<'a> {
    known: Known<'a>,
    mistakes: Vec<Mistake>,
    policies: BTreeMap<PolicyName, Policy>,
}

impl Reading<'_> {
    fn note(&mut self, file: &File<'_>, byte: usize, sentence: String) {
        self.mistakes.push(Mistake {
            file: file.name.clone(),
            line: line(file.text, byte),
            sentence,
        });
    }

    fn policy(
        &mut self,
        file: &File<'_>,
        statement: Statement<'_>,
    ) -> Option<cedar_policy::Policy> {
        let parsed = match cedar_policy::Policy::parse(None, statement.text) {
            Ok(parsed) => parsed,
            Err(errors) => {
                for error in errors.iter() {
                    let label = error.labels().and_then(|mut labels| labels.next());
                    let byte = label.map_or(0, |label| label.offset());
                    let sentence = format!("not a policy: {}", sentence(error));
                    self.note(file, statement.start + byte, sentence);
                }
                return None;
            }
        };
        self.words(file, statement, &parsed);
        let name = self.name(file, statement, &parsed)?;
        let mut says = |annotation| self.says(file, statement, &parsed, annotation);
        let (says_en, says_zh) = (says("says_en"), says("says_zh"));
        let policy = Policy {
            name: name.clone(),
            file: file.name.clone(),
            line: line(file.text, statement.start),
            permits: parsed.effect() == cedar_policy::Effect::Permit,
            text: statement.text.to_owned(),
            says_en: says_en?,
            says_zh: says_zh?,
        };
        let id = PolicyId::new(name.as_str());
        self.policies.insert(name, policy);
        Some(parsed.new_id(id))
    }

    fn name(
        &mut self,
        file: &File<'_>,
        statement: Statement<'_>,
        parsed: &cedar_policy::Policy,
    ) -> Option<PolicyName> {
        let Some(id) = parsed.annotation("id") else {
            let sentence = "the policy has no name; add @id(\"a-code\")".to_owned();
            self.note(file, statement.start, sentence);
            return None;
        };
        let name = match Code::new(id) {
            Ok(name) => name,
            Err(error) => {
                self.note(file, statement.start, format!("the policy's @id: {error}"));
                return None;
            }
        };
        if let Some(first) = self.policies.get(&name) {
            let sentence = format!(
                "policy '{name}' is already at {}.cedar:{}; give each a name of its own",
                first.file, first.line
            );
            self.note(file, statement.start, sentence);
            return None;
        }
        Some(name)
    }

    fn says(
        &mut self,
        file: &File<'_>,
        statement: Statement<'_>,
        parsed: &cedar_policy::Policy,
        annotation: &str,
    ) -> Option<Line> {
        let name = parsed.annotation("id").unwrap_or_default();
        let Some(text) = parsed.annotation(annotation) else {
            let sentence =
                format!("policy '{name}' does not say itself; add @{annotation}(\"one sentence\")");
            self.note(file, statement.start, sentence);
            return None;
        };
        match Line::new(text) {
            Ok(line) => Some(line),
            Err(error) => {
                let sentence = format!("@{annotation} of policy '{name}': {error}");
                self.note(file, statement.start, sentence);
                None
            }
        }
    }

    /// Roles and purposes are those of the pack, and nobody is named in person.
    fn words(&mut self, file: &File<'_>, statement: Statement<'_>, parsed: &cedar_policy::Policy) {
        let literals: BTreeSet<(String, String)> = parsed
            .entity_literals()
            .iter()
            .map(|uid| (uid.type_name().to_string(), uid.id().unescaped().to_owned()))
            .collect();
        for (kind, id) in literals {
            let (one, many, known) = match kind.as_str() {
                "Role" => ("role", "roles", self.known.roles),
                "Purpose" => ("purpose", "purposes", self.known.purposes),
                "Action" | "Ground" => continue,
                _ => {
                    let sentence = format!(
                        "names one {kind} ('{id}'); policies speak of roles and kinds of records"
                    );
                    self.note(file, place(statement, &kind, &id), sentence);
                    continue;
                }
            };
            if !known.contains(id.as_str()) {
                let list: Vec<&str> = known.iter().map(Code::as_str).collect();
                let sentence = format!(
                    "names {one} '{id}', which the pack does not have; {many} are: {}",
                    list.join(", ")
                );
                self.note(file, place(statement, &kind, &id), sentence);
            }
        }
    }

    fn validate(&mut self, schema: &Schema, set: &[cedar_policy::Policy]) {
        let set = PolicySet::from_policies(set.iter().cloned())
            .expect("policies of different names make a set");
        let result = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
        let errors = result
            .validation_errors()
            .map(|error| (error.policy_id(), error as &dyn Diagnostic));
        // What can never apply or looks like something else is not what its author meant.
        let warnings = result
            .validation_warnings()
            .map(|warning| (warning.policy_id(), warning as &dyn Diagnostic));
        for (id, error) in errors.chain(warnings) {
            let name: &str = id.as_ref();
            let Some(policy) = self.policies.get(name) else {
                continue;
            };
            let label = error.labels().and_then(|mut labels| labels.next());
            let within = label.map_or(0, |label| label.offset());
            self.mistakes.push(Mistake {
                file: policy.file.clone(),
                line: policy.line + line(&policy.text, within) - 1,
                sentence: sentence(error),
            });
        }
    }
}

/// Where a statement names an entity, or where it begins.
fn place(statement: Statement<'_>, kind: &str, id: &str) -> usize {
    let found = statement.text.find(&format!("{kind}::\"{id}\""));
    statement.start + found.unwrap_or(0)
}

fn sentence(error: &dyn Diagnostic) -> String {
    let said = error.to_string().replace('\n', " ");
    match error.help() {
        Some(help) => format!("{said}; {}", help.to_string().replace('\n', " ")),
        None => said,
    }
}
