//! Every reason to say no has a page, a row in the table, and two sentences in both languages.

use std::collections::{BTreeMap, BTreeSet};

use crate::words::messages;
use crate::{file, none, root};

fn codes() -> BTreeSet<&'static str> {
    let mut codes: BTreeSet<&str> = application::Refusal::codes().into_iter().collect();
    codes.extend(application::Error::CODES);
    codes.extend(surface::CODES);
    codes
}

/// The table of docs/errors/README.md: status by code.
fn table() -> BTreeMap<String, u16> {
    let text = file("docs/errors/README.md");
    let rows = text.lines().filter(|line| line.starts_with("| ["));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let code = cells[1].trim_start_matches('[').split(']').next();
        let status = cells[2].parse().expect("a status");
        (code.expect("a code").to_owned(), status)
    })
    .collect()
}

#[test]
fn every_code_has_its_page_its_status_and_its_sentences() {
    let (codes, table) = (codes(), table());
    let languages = ["en", "zh-CN"];
    let sentences = languages.map(|tag| messages(&file(&format!("locales/{tag}/problems.ftl"))));
    let mut complaints = vec![];
    for code in &codes {
        let status = surface::status_of(code).as_u16();
        match table.get(*code) {
            None => complaints.push(format!("{code} is not in docs/errors/README.md")),
            Some(told) if *told != status => complaints.push(format!(
                "{code} is answered {status}; docs/errors/README.md says {told}"
            )),
            Some(_) => {}
        }
        let page = std::fs::read_to_string(root().join(format!("docs/errors/{code}.md")));
        match page {
            Err(_) => complaints.push(format!("docs/errors/{code}.md is missing")),
            Ok(page) => {
                let first = format!("# {code}\n");
                if !page.starts_with(&first) || !page.contains(&format!("HTTP {status} ")) {
                    complaints.push(format!("docs/errors/{code}.md: title or status is wrong"));
                }
            }
        }
        for (tag, said) in languages.iter().zip(&sentences) {
            for message in [(*code).to_owned(), format!("{code}-detail")] {
                if !said.contains_key(&message) {
                    complaints.push(format!("locales/{tag}/problems.ftl lacks {message}"));
                }
            }
        }
    }
    let strangers = table.keys().filter(|code| !codes.contains(code.as_str()));
    complaints.extend(strangers.map(|code| format!("docs/errors/README.md: no code {code}")));
    for page in std::fs::read_dir(root().join("docs/errors")).expect("pages") {
        let page = page.expect("a page").path();
        let name = page
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name != "README" && !codes.contains(name.as_str()) {
            complaints.push(format!("docs/errors/{name}.md explains no code"));
        }
    }
    for message in sentences[0].keys() {
        if !codes.contains(message.trim_end_matches("-detail")) {
            complaints.push(format!("problems.ftl says {message}, which is no code"));
        }
    }
    none(complaints);
}
