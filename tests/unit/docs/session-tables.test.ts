import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeychainProblem, offlineCauses } from '@mytone/shared/auth-state.ts';
import type { SignInFailure, SignUpFailure } from '@mytone/shared/failures.ts';
import { describe, expect, it } from 'vitest';
import { readAnswer, successes } from '../../../src/main/auth/api/answer-reader.ts';
import type { NoAnswer } from '../../../src/main/auth/api/api-answer.ts';
import { longestBytes, timeoutMs } from '../../../src/main/auth/api/http/http-client.ts';
import { longestWaitMs } from '../../../src/main/auth/api/wait-until-awake.ts';
import { longestWindowsCredentialBytes } from '../../../src/main/auth/create-session.ts';
import type { SessionRecord } from '../../../src/main/auth/ports.ts';
import {
  idleDelay,
  isYoung,
  received,
  staysAwakeMs,
  storeDelay,
  waitAfter,
} from '../../../src/main/auth/session/core/retry-schedule.ts';
import type { LiveSession } from '../../../src/main/auth/session/core/state.ts';
import { transitions } from '../../../src/main/auth/session/core/transitions.ts';
import {
  deathReason,
  isDead,
  isStale,
  isTold,
} from '../../../src/main/auth/session/core/verdicts.ts';
import { longestLength } from '../../../src/main/auth/session/session-log.ts';
import { longestRemovalMs, slowKeychainMs } from '../../../src/main/auth/session/shell.ts';
import { awakeTimeoutMs } from '../../../src/main/auth/time/answer-timeout.ts';
import { toleratedMs } from '../../../src/main/auth/time/clock-watch.ts';
import { readAccessToken } from '../../../src/main/auth/tokens/access-token.ts';
import { longestRetryMs } from '../../../src/main/auth/tokens/revocations.ts';
import { service, type VaultEntry } from '../../../src/main/auth/tokens/vault.ts';
import { root } from '../../support/project.ts';
import { tableOf } from './markdown-table.ts';

const page = readFileSync(join(root, 'docs/session.md'), 'utf8');

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const at = { wall: 0, server: 10 * day, chance: 0 };
const never: NoAnswer = {
  kind: 'no-answer',
  cause: 'network',
  status: null,
  mayHaveBeenHandled: false,
  retryAfterMs: null,
};

function inTime(ms: number): string {
  if (ms >= day) {
    return ms === day ? '1 day' : `${ms / day} days`;
  }
  return ms > 100 * second ? `${ms / minute} min` : `${ms / second} s`;
}

/** The first whole multiple of `unit` for which something no longer holds. */
function limitOf(unit: number, holds: (ms: number) => boolean): number {
  let ms = unit;
  while (holds(ms)) {
    ms += unit;
  }
  return ms;
}

function jwt(seconds: number): string {
  const issued = at.server / second;
  const claims = btoa(JSON.stringify({ iat: issued, exp: issued + seconds }));
  return `e30.${claims}.x`;
}

function leadOf(seconds: number): number {
  const { expiresAt, renewAt } = readAccessToken(jwt(seconds), at.server);
  return (expiresAt ?? 0) - (renewAt ?? 0);
}

const unknownLife = { value: 'opaque', expiresAt: null, renewAt: null };
const waitOf = (...[answer, during, how]: Parameters<typeof waitAfter>) =>
  waitAfter(answer, during, how).delayMs;
const first = { failures: 0, isSeen: true, chance: 0 };
const many = { failures: 30, isSeen: true, chance: 0 };

/** What the code does, by the words of the page. */
const limits: Readonly<Record<string, string>> = {
  'a host that answered counts as awake for': inTime(staysAwakeMs),
  'first wait after a failure': inTime(waitOf(never, 'wake', first)),
  'longest wait between two `GET /`, while the window can be seen': inTime(
    waitOf(never, 'wake', many),
  ),
  'longest wait while it cannot be seen': inTime(waitOf(never, 'wake', { ...many, isSeen: false })),
  'longest wait after a refresh that was sent and failed': inTime(waitOf(never, 'refresh', many)),
  'after a refresh that was answered with a failure, only the user asks again within': inTime(
    waitAfter({ ...never, status: 503 }, 'refresh', first).firmMs,
  ),
  'wait after a certificate, a proxy that wants a sign-in, or a 422': inTime(
    waitOf({ ...never, cause: 'certificate' }, 'wake', first),
  ),
  'the jitter shortens a wait by at most': `${
    100 - (100 * waitOf(never, 'refresh', { ...many, chance: 1 })) / waitOf(never, 'refresh', many)
  } %`,
  '`Retry-After` is obeyed for at most': inTime(
    waitOf({ ...never, retryAfterMs: 365 * day }, 'wake', first),
  ),
  'an access token is renewed before it expires by': inTime(leadOf(10_000)),
  '… or, if that is less, by this much of its life': `${leadOf(100) / second} %`,
  'an access token is renewed at the latest after': inTime(
    received(unknownLife, at).renewAt - at.server,
  ),
  'a refused access token is not renewed again while it is younger than': inTime(
    limitOf(minute, (age) =>
      isYoung({ token: unknownLife, receivedAt: at.server - age, renewAt: 0 }, at),
    ),
  ),
  'shortest timer while nothing is wrong': inTime(idleDelay({ access: null } as LiveSession, at)),
  'a refused session counts as run out, not ended, if it was last confirmed before': inTime(
    limitOf(day, (idleMs) => deathReason(401, { idleMs, isUnknown: false }) === 'revoked'),
  ),
  'longest wait before a failed write to the keychain is repeated': inTime(storeDelay(30, 0)),
  'a keychain call counts as slow after': inTime(slowKeychainMs),
  'a sign-out waits for the keychain for at most': inTime(longestRemovalMs),
  'a sign-out is sent to the server for at most': inTime(longestRetryMs),
  'a refresh, a profile, or a `GET /` after a failure is given up after': inTime(awakeTimeoutMs),
  'any other request is given up after': inTime(timeoutMs),
  'a form waits for a sleeping host for at most': inTime(longestWaitMs),
  "a jump of the computer's clock counts from": inTime(toleratedMs),
  'longest response that is read': `${longestBytes / 2 ** 20} MiB`,
  "longest secret of Windows' keychain": `${longestWindowsCredentialBytes.toLocaleString('en')} bytes`,
  'changes in the session log': String(longestLength),
};

describe('docs/session.md', () => {
  it('has only tables that are compared here, in transitions.test.ts or in explore.test.ts', () => {
    const sections = page.split('\n## ').slice(1);
    const counts = sections.map((section) => [
      section.slice(0, section.indexOf('\n')),
      (section.match(/(?:^\|.*\n)+/gm) ?? []).length,
    ]);
    expect(Object.fromEntries(counts.filter(([, count]) => count !== 0))).toEqual({
      States: 1,
      'Reasons for being signed out': 1,
      Events: 1,
      Verdicts: 1,
      Limits: 1,
      Codes: 2,
      'What is stored where': 1,
    });
  });

  it('has a row for every state', () => {
    const states = tableOf(page, 'States').map(([state]) => state);
    expect(states.sort()).toEqual(
      Object.keys(transitions)
        .map((state) => `\`${state}\``)
        .sort(),
    );
  });

  it('names every problem of a keychain in the row "keychain-locked"', () => {
    const problems = { unavailable: 1, denied: 1, 'locked-or-cleared': 1 } satisfies Record<
      KeychainProblem,
      1
    >;
    const row = tableOf(page, 'States').find(([state]) => state === '`keychain-locked`');
    const [, named = ''] = /\(([^)]*)\)/.exec(row?.[1] ?? '') ?? [];
    expect(named.split(', ')).toEqual(Object.keys(problems).map((problem) => `\`${problem}\``));
  });

  it('gives every limit the value of the code', () => {
    expect(Object.fromEntries(tableOf(page, 'Limits'))).toEqual(limits);
  });

  it('explains every cause of being offline', () => {
    const causes = tableOf(page, 'Codes').map(([cause]) => cause);
    expect(causes.sort()).toEqual(offlineCauses.map((cause) => `\`${cause}\``).sort());
  });

  it('explains every code that a form reports, and names the form', () => {
    const signIn = {
      'wrong-credentials': 1,
      'account-disabled': 1,
      'sign-in-refused': 1,
      'invalid-fields': 1,
      'too-many-attempts': 1,
      unreachable: 1,
      cancelled: 1,
      busy: 1,
    } satisfies Record<SignInFailure['code'], 1>;
    const signUp = {
      'email-taken': 1,
      'username-taken': 1,
      'account-taken': 1,
      'sign-up-refused': 1,
      'answer-lost': 1,
      'registered-not-signed-in': 1,
      'invalid-fields': 1,
      'too-many-attempts': 1,
      unreachable: 1,
      cancelled: 1,
      busy: 1,
    } satisfies Record<SignUpFailure['code'], 1>;
    const rows = tableOf(page, 'Codes', 1).map((row) => row.slice(0, 3).join(' '));
    const codes = [...new Set([...Object.keys(signIn), ...Object.keys(signUp)])];
    expect(rows.sort()).toEqual(
      codes
        .map((code) => `\`${code}\` ${code in signIn ? 'yes' : ''} ${code in signUp ? 'yes' : ''}`)
        .sort(),
    );
  });

  it('names everything that is stored, and where', () => {
    const entries = {
      'refresh-token': `keychain, service \`${service}\`, account = the API's origin`,
      canary: 'keychain, `<origin>#canary`',
      revocations: 'keychain, `<origin>#revocations`',
    } satisfies Record<VaultEntry, string>;
    const stored = {
      marker: 'marker (user id, when)',
      profile: 'profile',
      verifiedAt: 'when the API last confirmed the session',
      lastEmail: 'last e-mail',
      signOutReason: 'reason of the last sign-out',
      endedSession: 'which session it ended',
      pendingRevocations: 'number of sign-outs that the server has not heard of',
      tokenChecksums: 'checksums of the last two tokens',
      tokenSession: 'name of the session of the newest of them',
    } satisfies Record<keyof SessionRecord, string>;
    const rows = Object.fromEntries(tableOf(page, 'What is stored where'));
    const fields = rows['settings file, per origin'] ?? '';
    expect(fields.split(/, (?![^(]*\))| and /)).toEqual(Object.values(stored));
    expect(Object.keys(rows).filter((place) => place.startsWith('keychain'))).toEqual(
      Object.values(entries),
    );
  });
});

describe('the verdicts of docs/session.md', () => {
  const statuses = Array.from({ length: 300 }, (_, index) => index + 300);
  const answerTo = (status: number, detail: unknown) =>
    readAnswer(
      { kind: 'response', status, json: { detail }, isEmpty: false, retryAfterMs: null },
      successes.anything,
    );
  const answers = statuses.map((status) => ({
    status,
    answer: answerTo(status, status === 422 ? [{ loc: ['body'], type: 'missing' }] : 'no'),
  }));
  const rows = new Map(tableOf(page, 'Verdicts').map(([call, ...cells]) => [call, cells]));

  it.each([
    ['refresh', '`POST /auth/refresh`'],
    ['profile', '`GET /auth/me`'],
  ] as const)(
    'say which statuses of a %s end the session or are shown to the user',
    (call, row) => {
      const [dead = '', , told = ''] = rows.get(row) ?? [];
      const numbersIn = (cell: string) => [...cell.matchAll(/\d{3}/g)].map(Number);
      const isEnd = (answer: (typeof answers)[number]['answer']) =>
        call === 'refresh' && isDead(answer);
      expect(numbersIn(dead)).toEqual(
        answers.filter(({ answer }) => isEnd(answer)).map(({ status }) => status),
      );
      expect(numbersIn(told)).toEqual(
        answers.filter(({ answer }) => isTold(answer, call)).map(({ status }) => status),
      );
    },
  );

  it('say which refusal of an access token leads to a refresh', () => {
    const [, retry = ''] = rows.get('`GET /auth/me`') ?? [];
    const stale = answers.filter(({ answer }) => isStale(answer)).map(({ status }) => status);
    expect(retry).toContain(`a ${stale.join(', ')} leads to one refresh`);
  });

  it('have no other row', () => {
    expect([...rows.keys()]).toHaveLength(2);
  });
});
