//! The settings of a witness, from one file.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tlog::{KeyType, Verifier};

use super::Error;

/// The settings. Paths are relative to the folder of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The name it cosigns under, a URL without its scheme: `witness.example/w1`.
    pub name: String,
    /// Where it listens; a reverse proxy with TLS stands before it.
    pub listen: SocketAddr,
    /// The file of what it has cosigned. It must never go back to an older copy.
    pub state: PathBuf,
    /// The file of its key, made on the first start.
    pub key: PathBuf,
    /// Signed requests that one log may make in a minute.
    #[serde(default = "requests_per_minute")]
    pub requests_per_minute: u32,
    /// Path under which the checkpoints cosigned last are shown, `/` for the same as submissions.
    /// Nothing is shown without it.
    pub monitoring: Option<String>,
    /// The logs it knows.
    pub origins: Vec<Origin>,
}

/// A log that a witness knows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The first line of its checkpoints.
    pub origin: String,
    /// The keys it signs with.
    #[serde(deserialize_with = "verifiers")]
    pub keys: Vec<Verifier>,
}

/// What is wrong with settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Not of the form that settings have; says where.
    #[error("{0}")]
    Toml(String),
    /// The name could not stand in a signature line.
    #[error("the name {0:?} is empty, or has spaces or plus signs")]
    Name(String),
    /// There is nothing to witness.
    #[error("no origin is given")]
    NoOrigin,
    /// Twice the same log.
    #[error("the origin {0} is given twice")]
    OriginTwice(String),
    /// A log without a key, or with one of a witness.
    #[error("the origin {0} needs at least one key, and only keys that logs sign with")]
    Keys(String),
    /// No request could ever be answered.
    #[error("requests_per_minute is at least 1")]
    Rate,
    /// Not a path.
    #[error("monitoring is a path that begins with a slash and has letters, digits, -, _, . and /")]
    Monitoring,
}

fn requests_per_minute() -> u32 {
    120
}

fn verifiers<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Verifier>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?;
    let read = |text: &String| text.parse().map_err(|error| format!("{text:?}: {error}"));
    let keys: Result<_, String> = texts.iter().map(read).collect();
    keys.map_err(serde::de::Error::custom)
}

impl Config {
    /// Reads settings from a file.
    ///
    /// # Errors
    /// [`Error::File`] or [`Error::Config`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })?;
        let mut config = Self::parse(&text)?;
        if let Some(folder) = path.parent() {
            config.state = folder.join(&config.state);
            config.key = folder.join(&config.key);
        }
        Ok(config)
    }

    /// Reads settings from text.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self =
            toml::from_str(text).map_err(|error| ConfigError::Toml(error.to_string()))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        if tlog::Cosigner::new(&self.name, [0; 32]).is_err() {
            return Err(ConfigError::Name(self.name.clone()));
        }
        if self.origins.is_empty() {
            return Err(ConfigError::NoOrigin);
        }
        let mut seen = BTreeSet::new();
        for Origin { origin, keys } in &self.origins {
            if !seen.insert(origin) {
                return Err(ConfigError::OriginTwice(origin.clone()));
            }
            if keys.is_empty() || keys.iter().any(|key| key.kind() != KeyType::Note) {
                return Err(ConfigError::Keys(origin.clone()));
            }
        }
        if self.requests_per_minute == 0 {
            return Err(ConfigError::Rate);
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        let path = |path: &str| path.starts_with('/') && path.chars().all(plain);
        if self
            .monitoring
            .as_deref()
            .is_some_and(|prefix| !path(prefix))
        {
            return Err(ConfigError::Monitoring);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
name = "witness.example/w1"
listen = "127.0.0.1:7120"
state = "witness.db"
key = "witness.key"

[[origins]]
origin = "PeterNeumann"
keys = ["PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"]
"#;

    #[test]
    fn settings_are_read_and_what_is_left_out_is_cautious() {
        let config = Config::parse(GOOD).unwrap();
        assert_eq!(config.requests_per_minute, 120);
        assert_eq!(config.monitoring, None);
        assert_eq!(config.origins[0].keys[0].name(), "PeterNeumann");
    }

    #[test]
    fn the_settings_in_the_manuals_are_good() {
        for manual in [
            include_str!("../../../../docs/operations/witness.md"),
            include_str!("../../../../docs/guide/en/run-a-witness.md"),
            include_str!("../../../../docs/guide/zh-CN/run-a-witness.md"),
        ] {
            let settings = manual.split("```toml\n").nth(1).unwrap();
            let config = Config::parse(settings.split("```").next().unwrap()).unwrap();
            assert_eq!(config.monitoring.as_deref(), Some("/"));
        }
    }

    #[test]
    fn a_wrong_setting_is_named() {
        let origin = GOOD.split("[[origins]]").nth(1).unwrap();
        for (from, to, expected) in [
            ("state =", "stat =", "unknown field `stat`"),
            ("c74f20a3", "c74f20a4", "the key id does not belong"),
            ("witness.example/w1", "two words", "\"two words\""),
            (
                "listen =",
                "requests_per_minute = 0\nlisten =",
                "at least 1",
            ),
            ("listen =", "monitoring = \"x\"\nlisten =", "monitoring"),
            ("listen =", "monitoring = \"/{x}\"\nlisten =", "monitoring"),
            (
                "[[origins]]",
                &format!("[[origins]]{origin}[[origins]]"),
                "given twice",
            ),
            ("[\"Peter", "[] # [\"Peter", "at least one key"),
            (
                "origin = ",
                "colour = 1\norigin = ",
                "unknown field `colour`",
            ),
        ] {
            let wrong = Config::parse(&GOOD.replace(from, to))
                .unwrap_err()
                .to_string();
            assert!(wrong.contains(expected), "{to}: {wrong}");
        }
        let none = GOOD.split("[[origins]]").next().unwrap().to_owned() + "origins = []\n";
        assert_eq!(Config::parse(&none).err(), Some(ConfigError::NoOrigin));
    }
}
