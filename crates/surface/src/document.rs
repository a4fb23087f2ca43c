//! The OpenAPI document, with what is the same for every operation said in one place.
//!
//! Every request passes the door and a limit or two before its handler, so every operation may answer
//! with a problem, whether its handler thinks of one or not; and a problem is `application/problem+json`.

use utoipa::openapi::path::Operation;
use utoipa::openapi::{ContentBuilder, OpenApi, PathItem, Ref, RefOr, Response};

/// Answers of every operation that are problems.
const ANSWERS: [&str; 2] = ["4XX", "503"];
const PROBLEM: &str = "application/problem+json";
const SCHEMA: &str = "#/components/schemas/Problem";

/// Says of every operation what the door and the bounds around the handlers may answer.
pub fn completed(mut document: OpenApi) -> OpenApi {
    for item in document.paths.paths.values_mut() {
        operations(item).for_each(complete);
    }
    document
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let all = [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.delete,
    ];
    all.into_iter().flatten()
}

fn complete(operation: &mut Operation) {
    let answers = &mut operation.responses.responses;
    for status in ANSWERS {
        let answer = answers.entry(status.to_owned());
        answer.or_insert_with(|| RefOr::T(Response::default()));
    }
    for (status, answer) in answers {
        if let RefOr::T(answer) = answer {
            describe(status, answer);
        }
    }
}

/// What refuses has the body and the type of a problem, and nothing else has.
fn describe(status: &str, answer: &mut Response) {
    let said = match status.as_bytes().first() {
        Some(b'4') => "Refused, with what to do",
        Some(b'5') => "Not now; ask again",
        _ => "As asked",
    };
    if answer.description.is_empty() {
        answer.description = said.to_owned();
    }
    if status.starts_with(['4', '5']) {
        let schema = RefOr::Ref(Ref::new(SCHEMA));
        let content = ContentBuilder::new().schema(Some(schema)).build();
        answer.content.clear();
        answer.content.insert(PROBLEM.to_owned(), RefOr::T(content));
    }
}

#[cfg(test)]
mod tests {
    use crate::server::api_document;

    #[test]
    fn every_operation_may_be_refused_and_refuses_with_a_problem() {
        let document = serde_json::to_value(api_document()).expect("JSON");
        let items = document["paths"].as_object().expect("paths");
        let mut asked = 0;
        for (path, item) in items {
            for (method, operation) in item.as_object().expect("operations") {
                let answers = operation["responses"].as_object().expect("answers");
                assert!(answers.contains_key("4XX"), "{method} {path}");
                for (status, answer) in answers {
                    let problem = answer["content"].get(super::PROBLEM).is_some();
                    let refuses = status.starts_with(['4', '5']);
                    assert_eq!(problem, refuses, "{method} {path} {status}");
                    assert!(answer["description"].is_string(), "the format asks for one");
                    asked += 1;
                }
            }
        }
        assert!(asked > 250, "{asked} answers were looked at");
    }
}
