import { offlineCauses, signOutReasons } from '@mytone/shared/auth-state.ts';
import { expect, it } from 'vitest';
import {
  causeText,
  readLog,
  stateText,
} from '../../../../../../src/renderer/components/features/settings/session-log.ts';
import { de } from '../../../../../../src/renderer/i18n/settings/de.ts';
import type { fr } from '../../../../../../src/renderer/i18n/settings/fr.ts';
import { createTranslator } from '../../../../../../src/renderer/i18n/translate.ts';

const t = createTranslator<typeof fr>(de);

it('reads the lines of the session log, newest first', () => {
  const log = [
    '2026-01-15T12:00:00.000Z starting → signed-in/verifying: restored',
    '2026-01-15T12:00:01.500Z signed-in/online → signed-in/online: storage: keychain',
    '2026-01-15T12:00:02.000Z signed-in/verifying → signed-in/offline: server (HTTP 503)',
  ].join('\n');
  expect(readLog(log).map(({ line: _line, ...entry }) => entry)).toEqual([
    {
      at: Date.UTC(2026, 0, 15, 12, 0, 2),
      to: 'signed-in/offline',
      cause: 'server',
      status: 503,
    },
    {
      at: Date.UTC(2026, 0, 15, 12, 0, 1, 500),
      to: 'signed-in/online',
      cause: 'storage: keychain',
      status: null,
    },
    { at: Date.UTC(2026, 0, 15, 12), to: 'signed-in/verifying', cause: 'restored', status: null },
  ]);
});

it('leaves out a line of another form', () => {
  expect(readLog('\n<script>\nyesterday a → b: c')).toEqual([]);
});

it('says every state in the language of the user', () => {
  const states = ['starting', 'signed-out', 'keychain-locked', 'restoring/offline'];
  const links = ['verifying', 'online', 'offline'].map((link) => `signed-in/${link}`);
  const coded = [...states, ...links].filter((state) => stateText(t, state) === null);
  expect(coded).toEqual([]);
});

it('says every cause in the language of the user', () => {
  const causes = [
    ...offlineCauses,
    ...signOutReasons,
    ...['start', 'timer', 'user', 'resume', 'network-up', 'restored', 'signed in', 'adopted'],
    ...['slow keychain', 'absent', 'unavailable', 'denied', 'locked-or-cleared'],
    ...['storage: keychain', 'storage: memory'],
  ];
  expect(causes.filter((cause) => causeText(t, cause) === null)).toEqual([]);
});

it('has no words for a state or cause of a newer version', () => {
  expect([stateText(t, 'toString'), causeText(t, 'new cause')]).toEqual([null, null]);
});
