import { expect, it } from 'vitest';
import { clientName } from '../../../../src/renderer/i18n/client-name.ts';
import { createTranslate } from '../../../../src/renderer/i18n/translate.ts';
import { wordsOf } from '../../../support/words.ts';

const t = createTranslate(wordsOf.en);
const chrome = 'Chrome/156.0.0.0 Safari/537.36';

it.each([
  [`Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 MyTone/0.1.0 ${chrome}`, 'MyTone on Linux'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64) Electron/45.4.1 ${chrome}`, 'MyTone on Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Edg/156.0`, 'Edge on Windows'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${chrome} OPR/120.0`, 'Opera on Linux'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:140.0) Firefox/140.0', 'Firefox on macOS'],
  [`Mozilla/5.0 (Linux; Android 15) ${chrome}`, 'Chrome on Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1',
    'Safari on iOS',
  ],
  ['okhttp/4.12.0', 'MyTone on Android'],
  ['curl/8.5.0', 'curl/8.5.0'],
  ['x'.repeat(200), 'x'.repeat(60)],
  ['  ', 'Unknown device'],
  [null, 'Unknown device'],
])('the client %s is named %s', (client, name) => {
  expect(clientName(t, client)).toBe(name);
});
