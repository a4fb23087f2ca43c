//! Files that are missing, old, new, or of somebody else.

use super::*;
use crate::Error;

fn opened(folder: &std::path::Path) -> Result<Identity, Error> {
    Identity::open(folder, options(), START)
}

#[test]
fn a_database_without_its_key_is_refused_and_no_key_is_made() {
    let house = house();
    let key = house.folder.path().join("identity.key");
    std::fs::remove_file(&key).unwrap();
    let found = opened(house.folder.path());
    assert!(matches!(found, Err(Error::BadKey { .. })), "{found:?}");
    assert!(!key.exists());
}

#[test]
fn the_key_of_another_house_is_refused() {
    let (house, other) = (house(), house_with(options()));
    let key = |house: &House| house.folder.path().join("identity.key");
    std::fs::copy(key(&other), key(&house)).unwrap();
    let found = opened(house.folder.path());
    assert!(matches!(found, Err(Error::BadKey { .. })), "{found:?}");
}

#[test]
fn a_file_of_a_later_build_is_refused() {
    let house = house();
    house.db().pragma_update(None, "user_version", 2).unwrap();
    let found = opened(house.folder.path());
    assert!(
        matches!(found, Err(Error::Newer { found: 2, .. })),
        "{found:?}"
    );
}

#[test]
fn codes_that_were_moved_to_another_account_do_not_open() {
    let house = house();
    let (one, two) = (house.official(1), house.official(2));
    house
        .db()
        .execute(
            "UPDATE totp SET sealed = (SELECT sealed FROM totp WHERE account = ?1) WHERE account = ?2",
            [one.account.0.as_bytes(), two.account.0.as_bytes()],
        )
        .unwrap();
    let code = one.code(START);
    let tried = house.sign_in_password(&two.at(None), PASSWORD, Some(&code), START);
    assert!(matches!(tried, Err(SignInError::Failed(Error::Damaged(_)))));
}

#[test]
fn an_address_that_browsers_make_no_passkeys_for_is_refused() {
    for origin in [
        "http://desk.example.org",
        "https://192.0.2.7",
        "https://example.net",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            origin: Some(origin.parse().unwrap()),
            ..options()
        };
        let found = Identity::open(folder.path(), options, START);
        assert!(matches!(found, Err(Error::BadOrigin { .. })), "{origin}");
    }
}

#[test]
fn the_tables_are_those_of_this_format() {
    let house = house();
    let db = house.db();
    let mut rows = db
        .prepare("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        .unwrap();
    let rows = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let found: Vec<String> = rows.map(Result::unwrap).collect();
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(plain(&found.join(" ")), plain(crate::schema::TABLES));
    // A change of the tables is a change of the format: raise FORMAT, bring a step, and then this.
    let digest = kernel::Digest::of(plain(crate::schema::TABLES).as_bytes());
    assert_eq!(
        (crate::schema::FORMAT, digest.to_string().as_str()),
        (
            1,
            "cd304c01329aed18eae62e05e2dcb7c21bcfb959ae45ed8415b98d00b5422106"
        )
    );
}
