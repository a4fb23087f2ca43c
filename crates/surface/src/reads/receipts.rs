//! Receipts: files that other people's software verifies, and codes that show how things stand.

use application::{Code, CodeError, Standing, Words};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

use fast_qr::ECL;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Reader;
use crate::extract::Path;
use crate::problem::Problem;
use crate::server::App;

/// Whether the witnesses that the policy asks for have cosigned.
const WITNESSED: HeaderName = HeaderName::from_static("answerable-witnessed");

/// The receipt of an entry, as a C2SP tlog-proof file with the entry inside. It waits a moment for
/// the next checkpoint when the entry is under none yet.
#[utoipa::path(get, path = "/v1/entries/{entry}/receipt", tag = "receipts", params(("entry" = u64, Path)),
    responses((status = 200, description = "a C2SP tlog-proof file; the header Answerable-Witnessed says whether its policy's quorum is met or `pending`", body = String, content_type = "text/plain"),
        (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn receipt(
    State(app): State<App>,
    reader: Reader,
    Path(entry): Path<u64>,
) -> Result<Response, Problem> {
    let waited = app.application.until_published(entry).await;
    waited.map_err(|error| Problem::of(reader.0, &error))?;
    let receipt = app.ask(reader.0, move |application| application.receipt(entry));
    let (receipt, quorum) = receipt.await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{entry}.tlog-proof\""),
        ),
        (
            WITNESSED,
            if quorum { "quorum" } else { "pending" }.to_owned(),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, receipt.to_string()).into_response())
}

/// The short code of an entry, to be typed or spoken.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptCode {
    /// Five groups of four letters and digits.
    pub letters: String,
    /// Nine English words.
    pub words_en: String,
    /// Nine Chinese characters.
    pub words_zh: String,
}

/// The short code of an entry.
#[utoipa::path(get, path = "/v1/entries/{entry}/code", tag = "receipts", params(("entry" = u64, Path)),
    responses((status = 200, body = ReceiptCode), (status = "4XX", body = Problem)))]
pub async fn code(
    State(app): State<App>,
    reader: Reader,
    Path(entry): Path<u64>,
) -> Result<Response, Problem> {
    let code = app.application.code_of(entry);
    let code = code.map_err(|error| Problem::of(reader.0, &error))?;
    let body = ReceiptCode {
        letters: code.letters(),
        words_en: code.words(Words::English),
        words_zh: code.words(Words::Chinese),
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
}

/// A part of a receipt as a QR code, for paper.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QrPart {
    /// The receipt without the entry: place, hashes, checkpoint and signatures.
    Proof,
    /// The entry, which the receipt is about.
    Entry,
    /// The short code in letters.
    Code,
}

/// A part of a receipt as a QR code.
#[utoipa::path(get, path = "/v1/entries/{entry}/qr/{part}", tag = "receipts",
    params(("entry" = u64, Path), ("part" = inline(QrPart), Path)),
    responses((status = 200, description = "the QR code", body = String, content_type = "image/svg+xml"),
        (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn qr(
    State(app): State<App>,
    reader: Reader,
    Path((entry, part)): Path<(u64, QrPart)>,
) -> Result<Response, Problem> {
    let waited = app.application.until_published(entry).await;
    waited.map_err(|error| Problem::of(reader.0, &error))?;
    let made = app.ask(reader.0, move |application| application.receipt(entry));
    let (mut receipt, _) = made.await?;
    let bytes = match part {
        QrPart::Entry => receipt.extra.take().unwrap_or_default(),
        QrPart::Proof => {
            receipt.extra = None;
            receipt.to_string().into_bytes()
        }
        QrPart::Code => {
            let code = app.application.code_of(entry);
            let code = code.map_err(|error| Problem::of(reader.0, &error))?;
            code.letters().into_bytes()
        }
    };
    // What does not fit on one code is told by the file alone.
    let qr = QRBuilder::new(bytes).ecl(ECL::L).build();
    let qr = qr.map_err(|_| Problem::new(reader.0, "too-long-for-paper", &[]))?;
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, SvgBuilder::default().to_str(&qr)).into_response())
}

/// How what a receipt is about stands: a state and its times, and nothing about anybody.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptState {
    /// Whose record it is.
    pub agency: String,
    /// The number of the entry.
    pub entry: u64,
    /// When the journal took it.
    pub at_ms: i64,
    /// What it did, by the names of its events.
    pub events: Vec<String>,
    /// Where the report stands: `waiting`, `dismissed`, `open`, `sent`, `on_scene`, `closed`; nothing when the entry is about no report.
    pub state: Option<String>,
    /// Since when.
    pub since_ms: Option<i64>,
    /// Personal fields that came with it were erased then.
    pub erased_at_ms: Option<i64>,
    /// Under this law.
    pub erased_under: Option<String>,
    /// It stands under a signed checkpoint.
    pub signed: bool,
    /// The witnesses that the policy asks for have cosigned it.
    pub witnessed: bool,
}

impl From<Standing> for ReceiptState {
    fn from(standing: Standing) -> Self {
        let (erased_at_ms, erased_under) = standing
            .erased
            .map(|(at, basis)| (at.0, basis.to_string()))
            .unzip();
        Self {
            agency: standing.agency.to_string(),
            entry: standing.entry,
            at_ms: standing.at.0,
            events: standing.events,
            state: standing.state.map(|(state, _)| state.name().to_owned()),
            since_ms: standing.state.map(|(_, since)| since.0),
            erased_at_ms,
            erased_under,
            signed: standing.signed,
            witnessed: standing.witnessed,
        }
    }
}

/// How what a receipt is about stands, by its code in letters or words.
#[utoipa::path(get, path = "/v1/receipts/{code}", tag = "receipts", params(("code" = String, Path)),
    responses((status = 200, body = ReceiptState), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn state(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let misread = |error: CodeError| Problem::new(reader.0, "bad-code", &misread(&error));
    let code = Code::parse(&code).map_err(misread)?;
    let unknown = || Problem::new(reader.0, "no-such-code", &[]);
    let entry = app.application.entry_of(code).ok_or_else(unknown)?;
    let standing = app.ask(reader.0, move |application| application.standing(entry));
    let standing = standing.await?.ok_or_else(unknown)?;
    let headers = [(header::CACHE_CONTROL, "no-store")];
    Ok((headers, Json(ReceiptState::from(standing))).into_response())
}

/// What is wrong with a code, for a sentence in the reader's language.
fn misread(error: &CodeError) -> Vec<(&'static str, String)> {
    let kind = match error {
        CodeError::TooLong => "too-long",
        CodeError::Sign { .. } => "sign",
        CodeError::LetterCount(_) => "letter-count",
        CodeError::WordCount(_) => "word-count",
        CodeError::Word { .. } => "word",
        CodeError::Letters { group: Some(_) } => "letters-of-group",
        CodeError::Letters { group: None } => "letters",
        CodeError::Words => "words",
    };
    let mut words = vec![("what", kind.to_owned())];
    match error {
        CodeError::Sign { sign, group } => {
            words.extend([("sign", sign.to_string()), ("group", group.to_string())]);
        }
        CodeError::LetterCount(count) | CodeError::WordCount(count) => {
            words.push(("count", count.to_string()));
        }
        CodeError::Word { at, word } => {
            words.extend([("at", at.to_string()), ("word", word.clone())]);
        }
        CodeError::Letters { group: Some(group) } => words.push(("group", group.to_string())),
        CodeError::TooLong | CodeError::Letters { group: None } | CodeError::Words => {}
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_misread_code_is_told_in_the_readers_language() {
        let group = Some(3);
        let errors = [
            CodeError::TooLong,
            CodeError::Sign {
                sign: '#',
                group: 2,
            },
            CodeError::LetterCount(19),
            CodeError::WordCount(8),
            CodeError::Word {
                at: 4,
                word: "dicee".into(),
            },
            CodeError::Letters { group },
            CodeError::Letters { group: None },
            CodeError::Words,
        ];
        for error in &errors {
            let told = |language| Problem::new(language, "bad-code", &misread(error)).detail;
            let (english, chinese) = (told(Language::En), told(Language::ZhCn));
            assert!(english.contains("paper"), "{error:?}: {english}");
            assert!(chinese.contains("纸面"), "{error:?}: {chinese}");
            let wrong = |said: &str| said.contains("letter") || said.contains("group");
            assert!(!wrong(&chinese), "{error:?}: {chinese}");
        }
    }
}
