//! Signing in with a passkey.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use kernel::{AccountId, Timestamp};
use serde_json::{Value, json};
use webauthn_rs::prelude::PublicKeyCredential;

use super::Ceremony;
use super::pending::{Using, Whose};
use super::row::{self, Found};
use crate::error::{Error, SignInError};
use crate::identity::Identity;
use crate::ids::{CeremonyId, DeviceId};
use crate::session::{Begin, Kind, Method, NewSession};
use crate::signin::Claim;

impl Identity {
    /// Begins signing in with a passkey: with `None`, whichever the authenticator finds; with a
    /// claim, those of its account. A name without an account or passkeys is shown a made-up one,
    /// always the same, so that asking does not tell who is here.
    ///
    /// # Errors
    /// [`Error::NoPasskeys`].
    ///
    /// # Source
    /// WebAuthn Level 3 section 7.2, and 14.6.2 about names.
    pub fn passkey_sign_in_begin(
        &self,
        claim: Option<&Claim<'_>>,
        device: Option<DeviceId>,
        now: Timestamp,
    ) -> Result<Ceremony, Error> {
        let (options, state) = self
            .webauthn()?
            .start_discoverable_authentication()
            .map_err(|why| Error::Damaged(format!("a sign-in was not begun: {why}")))?;
        // When it is asked for is the page's to say: on a button, or where a name is typed.
        let mut options = json!({ "publicKey": options.public_key });
        let whose = match claim {
            None => Whose::Anybodys,
            Some(claim) => {
                let (whose, credentials) = self.asked_for(claim)?;
                let listed = credentials.iter();
                let listed = listed.map(|id| BASE64_URL_SAFE_NO_PAD.encode(id));
                let listed = listed.map(|id| json!({ "type": "public-key", "id": id }));
                options["publicKey"]["allowCredentials"] = listed.collect();
                whose
            }
        };
        let using = Using { whose, state };
        let known = device.is_some_and(|id| self.live().devices.contains_key(&id));
        let mut pending = self.pending();
        let queue = if known {
            &mut pending.known
        } else {
            &mut pending.unknown
        };
        let id = queue.keep(using, now)?;
        Ok(Ceremony { id, options })
    }

    /// Whose passkeys a claim asks for, and which they are.
    fn asked_for(&self, claim: &Claim<'_>) -> Result<(Whose, Vec<Vec<u8>>), Error> {
        let there = match claim.account {
            Some(account) => row::credentials(&self.db(), account)?,
            None => vec![],
        };
        match claim.account {
            Some(account) if !there.is_empty() => Ok((Whose::Of(account), there)),
            _ => {
                let made_up = self.keys.nobody.mac(&[claim.name.as_bytes()]);
                Ok((Whose::Nobodys, vec![made_up.to_vec()]))
            }
        }
    }

    /// Finishes signing in with a passkey.
    ///
    /// - `answer`: an `AuthenticationResponseJSON`.
    ///
    /// # Errors
    /// [`SignInError::Refused`] whatever was wrong: another challenge, origin or key, no user
    /// verification, a counter that went back, or an account that is barred.
    pub fn passkey_sign_in_finish(
        &self,
        ceremony: CeremonyId,
        answer: &Value,
        device: Option<DeviceId>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let using = {
            let mut pending = self.pending();
            let known = pending.known.take(ceremony, now);
            known.or_else(|| pending.unknown.take(ceremony, now))
        };
        let using = using.ok_or(SignInError::Refused)?;
        let answer: PublicKeyCredential =
            serde_json::from_value(answer.clone()).map_err(|_| SignInError::Refused)?;
        let account = self.owner(&using, &answer)?.ok_or(SignInError::Refused)?;
        let begin = Begin {
            account,
            kind: Kind::Full,
            method: Method::Passkey,
            device,
            alone: false,
        };
        let mut state = Some(using.state);
        // Checked under the lock of the file, so that one count of an authenticator is taken once.
        let begun = self.begin(begin, now, |tx| {
            let found = row::find(tx, answer.get_credential_id())?;
            let (Some(mut found), Some(state)) = (found, state.take()) else {
                return Ok(false);
            };
            let webauthn = self.webauthn()?;
            let judged =
                webauthn.finish_discoverable_authentication_v2(&answer, state, &found.passkey);
            let Some(judged) = judged.ok().filter(|judged| judged.user_verified()) else {
                return Ok(false);
            };
            found.passkey.update_credential(&judged);
            row::used(tx, &found, now)?;
            Ok(true)
        })?;
        begun.ok_or(SignInError::Refused)
    }

    /// Whose passkey the answer names, if it may be theirs.
    fn owner(
        &self,
        using: &Using,
        answer: &PublicKeyCredential,
    ) -> Result<Option<AccountId>, Error> {
        let found = row::find(&self.db(), answer.get_credential_id())?;
        let handle = answer.get_user_unique_id();
        let fits = |found: &Found| {
            let theirs = Some(found.account.0.as_bytes().as_slice());
            match using.whose {
                Whose::Anybodys => handle == theirs,
                Whose::Of(account) => {
                    account == found.account && (handle.is_none() || handle == theirs)
                }
                Whose::Nobodys => false,
            }
        };
        Ok(found.filter(fits).map(|found| found.account))
    }
}
