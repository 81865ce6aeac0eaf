import { expect, test } from 'vitest';
import { clientName } from '../../../../../src/renderer/i18n/client-name.ts';
import { createTranslate } from '../../../../../src/renderer/i18n/translate.ts';
import { userAgentOf } from '../../../../../tools/browser-host/net/user-agent.ts';
import { wordsOf } from '../../../../support/words.ts';

test.each([
  ['linux', 'MyTone on Linux'],
  ['darwin', 'MyTone on macOS'],
  ['win32', 'MyTone on Windows'],
] as const)('the user agent on %s is shown as "%s"', (platform, shown) => {
  const t = createTranslate(wordsOf.en);
  expect(clientName(t, userAgentOf('My Tone', '0.1.0', platform))).toBe(shown);
});
