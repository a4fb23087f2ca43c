// WebAuthn as the server writes it (JSON, bytes in base64url) and as browsers take it (buffers).
// Browsers have begun to do this themselves; consoles are not all that new.

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

export function textOf(bytes: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

type Json = Record<string, unknown>;
interface Named {
  id: string;
  type: 'public-key';
  transports?: AuthenticatorTransport[];
}

/** Some servers wrap the options as the call takes them. */
function unwrapped(options: unknown): Json {
  const given = options as Json;
  return (given['publicKey'] ?? given) as Json;
}

function listed(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list ?? []) as Named[]).map((one) => ({ ...one, id: bytesOf(one.id) }));
}

export function creationOptions(options: unknown): PublicKeyCredentialCreationOptions {
  const given = unwrapped(options);
  const user = given['user'] as Json;
  return {
    ...given,
    challenge: bytesOf(String(given['challenge'])),
    user: { ...user, id: bytesOf(String(user['id'])) },
    excludeCredentials: listed(given['excludeCredentials']),
  } as unknown as PublicKeyCredentialCreationOptions;
}

export function requestOptions(options: unknown): PublicKeyCredentialRequestOptions {
  const given = unwrapped(options);
  return {
    ...given,
    challenge: bytesOf(String(given['challenge'])),
    allowCredentials: listed(given['allowCredentials']),
  } as PublicKeyCredentialRequestOptions;
}

/** What the authenticator said, as `RegistrationResponseJSON` or `AuthenticationResponseJSON`. */
export function answerOf(credential: Credential): Json {
  const { id, rawId, type, authenticatorAttachment, response } = credential as PublicKeyCredential;
  const said: Json = { clientDataJSON: textOf(response.clientDataJSON) };
  if ('attestationObject' in response) {
    const made = response as AuthenticatorAttestationResponse;
    said['attestationObject'] = textOf(made.attestationObject);
    said['transports'] = made.getTransports();
  } else {
    const signed = response as AuthenticatorAssertionResponse;
    said['authenticatorData'] = textOf(signed.authenticatorData);
    said['signature'] = textOf(signed.signature);
    said['userHandle'] = signed.userHandle ? textOf(signed.userHandle) : null;
  }
  const extensions = (credential as PublicKeyCredential).getClientExtensionResults();
  return { id, rawId: textOf(rawId), type, authenticatorAttachment, response: said, clientExtensionResults: extensions };
}

/** Passkeys are bound to a name: a page at a bare address, or on an open connection, has none. */
export function passkeysWork(here: { hostname: string; secure: boolean; browser: boolean }): boolean {
  const bare = /^\d+(\.\d+){3}$/.test(here.hostname) || here.hostname.startsWith('[');
  return here.browser && here.secure && !bare;
}

export function passkeysWorkHere(): boolean {
  return passkeysWork({ hostname: location.hostname, secure: isSecureContext, browser: 'credentials' in navigator && 'PublicKeyCredential' in window });
}
