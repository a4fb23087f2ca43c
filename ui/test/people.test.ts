// Coming in, sitting down and looking after accounts, where there is something to work out.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCOPES } from '../src/accounts/scopes';
import { describe, expect, it, vi } from 'vitest';
import { Refused } from '../src/api/http';
import { answerOf, bytesOf, creationOptions, passkeysWork, requestOptions, textOf } from '../src/api/passkey';
import type { Account, Standing } from '../src/api/types';
import { actsOn, found } from '../src/accounts/find';
import { homeOf, invitationOf, signInAt, wayBack } from '../src/sign-in/address';
import { inFours, pictureOf } from '../src/sign-in/qr';
import { Trying, waitOf } from '../src/sign-in/trying.svelte';
import { codeAt } from '../e2e/people';

const ORIGIN = 'https://desk.example.org';

describe('the address of the sign-in page', () => {
  it('holds a link behind its hash, or nothing', () => {
    expect(invitationOf('#ansi_0123456789abcdefgh')).toBe('ansi_0123456789abcdefgh');
    for (const none of ['', '#', '#short', '#<script>alert(1)</script>aaaaaaaa', `#${'a'.repeat(201)}`]) expect(invitationOf(none)).toBe('');
  });

  it('remembers the way back, on this site alone', () => {
    expect(signInAt('/')).toBe('/sign-in.html');
    const asked = signInAt('/accounts.html?a=b');
    expect(wayBack(asked.slice(asked.indexOf('?')), ORIGIN)).toBe('/accounts.html?a=b');
    for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in.html', '']) {
      expect([elsewhere, wayBack(`?back=${encodeURIComponent(elsewhere)}`, ORIGIN)]).toEqual([elsewhere, null]);
    }
    expect(wayBack('', ORIGIN)).toBeNull();
  });

  it('leads administrators to the accounts and everybody else to the desk', () => {
    expect(homeOf(['administrator'])).toBe('/accounts.html');
    expect(homeOf(['oversight-inspector'])).toBe('/oversight.html');
    expect(homeOf(['dispatcher', 'supervisor'])).toBe('/');
  });
});

describe('passkeys', () => {
  it('need a name and a safe connection', () => {
    const at = (hostname: string, secure = true): boolean => passkeysWork({ hostname, secure, browser: true });
    expect([at('desk.example.org'), at('localhost'), at('127.0.0.1'), at('[::1]'), at('desk.example.org', false)]).toEqual([true, true, false, false, false]);
    expect(passkeysWork({ hostname: 'localhost', secure: true, browser: false })).toBe(false);
  });

  it('carry bytes as base64url, there and back', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    for (const size of [0, 1, 2, 3, 255, 256]) expect(bytesOf(textOf(bytes.slice(0, size).buffer))).toEqual(bytes.slice(0, size));
    expect(textOf(Uint8Array.of(251, 255).buffer)).toBe('-_8');
  });

  it('read what the server writes, wrapped or not', () => {
    const options = { challenge: '-_8', user: { id: 'AQ', name: 'A-1', displayName: 'A-1' }, excludeCredentials: [{ type: 'public-key', id: 'Ag' }], rp: { id: 'x', name: 'y' } };
    for (const given of [options, { publicKey: options }]) {
      const made = creationOptions(given);
      expect([made.challenge, made.user.id, made.user.name, made.excludeCredentials?.[0]?.id]).toEqual([Uint8Array.of(251, 255), Uint8Array.of(1), 'A-1', Uint8Array.of(2)]);
    }
    expect(requestOptions({ challenge: 'AQ' }).allowCredentials).toEqual([]);
  });

  it('say what the authenticator said, as JSON', () => {
    const common = { id: 'AQ', rawId: Uint8Array.of(1).buffer, type: 'public-key', authenticatorAttachment: 'platform', getClientExtensionResults: () => ({}) };
    const [data, sign] = [Uint8Array.of(2).buffer, Uint8Array.of(3).buffer];
    const signed = answerOf({ ...common, response: { clientDataJSON: data, authenticatorData: data, signature: sign, userHandle: null } } as unknown as Credential);
    expect(signed).toMatchObject({ rawId: 'AQ', response: { clientDataJSON: 'Ag', authenticatorData: 'Ag', signature: 'Aw', userHandle: null } });
    const made = answerOf({ ...common, response: { clientDataJSON: data, attestationObject: sign, getTransports: () => ['usb'] } } as unknown as Credential);
    expect(made).toMatchObject({ response: { attestationObject: 'Aw', transports: ['usb'] } });
  });
});

describe('a try at the door', () => {
  const refused = (code: string, detail: string): Refused => new Refused({ title: code, status: 429, code, detail });

  it('waits as long as the server says, and shows it', async () => {
    expect(waitOf(refused('slow-down', 'Wait \u20687\u2069 seconds.'))).toBe(7);
    expect(waitOf(refused('sign-in-failed', '12 characters'))).toBe(0);
    expect(waitOf(new Error('9'))).toBe(0);
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    const trying = new Trying();
    await trying.run(() => Promise.reject(refused('slow-down', 'Wait 3 seconds.')));
    expect([trying.busy, trying.wait_s, trying.error instanceof Refused]).toEqual([false, 3, true]);
    const again = vi.fn(() => Promise.resolve(1));
    expect(await trying.run(again)).toBeNull();
    expect(again).not.toHaveBeenCalled();
    vi.advanceTimersByTime(3100);
    expect([trying.wait_s, trying.error]).toEqual([0, null]);
    expect(await trying.run(again)).toBe(1);
    vi.useRealTimers();
  });
});

describe('an authenticator', () => {
  it('is drawn from numbers and letters alone', () => {
    const svg = '<svg viewBox="0 0 61 61" xmlns="x"><rect width="61px" fill="#fff"/><path d="M4,4h1v1h-1M5,4h1v1h-1" fill="#000"/></svg>';
    expect(pictureOf(svg)).toEqual({ box: '0 0 61 61', path: 'M4,4h1v1h-1M5,4h1v1h-1' });
    expect(pictureOf('<svg viewBox="0 0 1 1"><script>x</script></svg>')).toBeNull();
    expect(inFours('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
  });

  it('shows in the stories what RFC 6238 says', () => {
    // Appendix B: "12345678901234567890" at 59 s and at 1111111109 s, the last six of eight digits.
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect([codeAt(secret, 1), codeAt(secret, 37037036)]).toEqual(['287082', '081804']);
  });
});

describe('accounts', () => {
  const account = (service_number: string, standing: Standing, role = 'dispatcher', unit?: string): Account => ({
    account: service_number.toLowerCase(), service_number, standing, posts: [unit ? { role, unit } : { role }], seats: [], named: false,
  });
  const all = [account('B-2', 'active'), account('A-1', 'closed'), account('C-3', 'active', 'crew', 'E32')];
  const posts = (one: Account): string => one.posts.map((post) => `${post.role} ${post.unit ?? ''}`).join(' ');

  it('are found by every word, and whoever is out stands last', () => {
    const numbers = (words: string): string[] => found(all, words, posts).map((one) => one.service_number);
    expect(numbers('')).toEqual(['B-2', 'C-3', 'A-1']);
    expect(numbers('crew e32')).toEqual(['C-3']);
    expect(numbers('crew b-2')).toEqual([]);
  });

  it('are changed by others, as their standing allows', () => {
    expect(actsOn(account('A-1', 'active'), 'a-1')).toEqual([]);
    expect(actsOn(account('A-1', 'active'), 'x')).toEqual(['posts', 'name', 'suspend', 'recover', 'close']);
    expect(actsOn(account('A-1', 'invited'), 'x')).toEqual(['again', 'posts', 'name', 'close']);
    expect(actsOn(account('A-1', 'suspended'), 'x')).toEqual(['posts', 'name', 'resume', 'close']);
    expect(actsOn(account('A-1', 'closed'), 'x')).toEqual([]);
  });
});

describe('a seat', () => {
  it('is the one of this browser while its person sits there', async () => {
    const { seat } = await import('../src/desk/seat.svelte');
    expect(seat.name).toBe('desk-1');
    seat.follow([]);
    expect([seat.name, seat.last]).toEqual(['', 'desk-1']);
    expect([seat.rename('Desk 2'), seat.rename('desk-2')]).toEqual([false, true]);
    seat.follow(['desk-1', 'desk-2']);
    expect(seat.name).toBe('desk-2');
  });
});

describe('what a key can be made for', () => {
  it('is what the policies can let machines do, and nothing else', () => {
    const schema = readFileSync(join(import.meta.dirname, '../../crates/access/schema.cedarschema'), 'utf8');
    const actions = [...schema.matchAll(/^action "([a-z_]+)" in \[([^\]]*)\]/gm)];
    const machines = actions.filter(([, , groups]) => groups?.includes('"all of machine"')).map(([, name]) => name);
    expect(machines.length).toBeGreaterThan(10);
    expect(Object.keys(SCOPES).sort()).toEqual(machines.sort());
  });
});
