import { expect, test } from 'vitest';
import { isAppUrl } from '../../../../src/main/page/app-origin.ts';

test.each(['app://mytone/', 'app://mytone/index.html', 'app://mytone/index.html?a=1#b'])(
  'accepts %s as the application',
  (url) => {
    expect(isAppUrl(url)).toBe(true);
  },
);

test.each([
  'app://mytone.evil/',
  'app://mytone@evil/',
  'app://user@mytone/',
  'app://user:secret@mytone/',
  'app://mytone:80/',
  'app://MYTONE/',
  'app://mytonе/',
  'app:mytone/',
  'app:///mytone/',
  'apps://mytone/',
  'https://mytone/',
  'http://mytone/',
  'file:///mytone/index.html',
  'blob:app://mytone/3f2a',
  'filesystem:app://mytone/',
  'view-source:app://mytone/',
  'javascript:location="app://mytone/"',
  'data:text/html,app://mytone/',
  'about:blank',
  '//mytone/',
  ' ',
  '',
])('does not accept %j as the application', (url) => {
  expect(isAppUrl(url)).toBe(false);
});
