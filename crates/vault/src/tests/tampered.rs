//! Rows that were changed behind the vault's back do not give a key.

use super::{fields, watched};
use crate::error::Error;

#[test]
fn rows_that_were_exchanged_between_records_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _) = watched(folder.path());
    let [one, two] = [0, 1].map({
        let all = fields(&vault, 2);
        move |n: usize| all[n].key
    });
    let changes = [
        "UPDATE person SET wrapped = (SELECT wrapped FROM person WHERE key = ?2) WHERE key = ?1",
        "UPDATE person SET part = 'other' WHERE key = ?1 AND ?2 NOT NULL",
        "UPDATE person SET record = zeroblob(16) WHERE key = ?1 AND ?2 NOT NULL",
    ];
    for change in changes {
        vault.inner().db.execute_batch("SAVEPOINT before").unwrap();
        let changed = {
            let inner = vault.inner();
            let ids = (one.0.as_bytes(), two.0.as_bytes());
            inner.db.execute(change, ids).unwrap()
        };
        assert_eq!(changed, 1);
        assert!(matches!(vault.get(one), Err(Error::Damaged(_))), "{change}");
        assert!(vault.get(two).is_ok());
        let back = "ROLLBACK TO before; RELEASE before";
        vault.inner().db.execute_batch(back).unwrap();
        assert!(vault.get(one).is_ok());
    }
}
