import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig } from '../../../server/src/config.ts';
import { root } from '../../support/project.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The variables of an example, as if none of them was commented out. */
function variablesIn(example: string) {
  return parseEnv(read(example).replaceAll(/^#(?=[A-Z_]+=)/gm, ''));
}

test("the API's .env.example names every variable that the API reads", () => {
  const config = readConfig(variablesIn('server/.env.example'));
  expect(Object.keys(variablesIn('server/.env.example')).sort()).toEqual(
    Object.keys(config).sort(),
  );
  const source = read('server/src/config.ts');
  const declared = [...source.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name = '']) => name);
  expect(Object.keys(config).sort()).toEqual(declared.sort());
});

test("the API's .env.example shows every default", () => {
  const example = readConfig({ ...variablesIn('server/.env.example'), NODE_ENV: '' });
  const { TRUSTED_PROXIES, OWN_SERVERS, CORS_ORIGINS, ACCEPTED_TOKEN_SECRETS, ...defaults } =
    readConfig({});
  expect([TRUSTED_PROXIES, OWN_SERVERS, CORS_ORIGINS, ACCEPTED_TOKEN_SECRETS].flat()).toEqual([]);
  expect(example).toMatchObject(defaults);
});

test("the application's .env.example names exactly the variables of ours that are read", () => {
  const sources = globSync('{src,scripts,tools,tests/support}/**/*.{ts,mjs}', { cwd: root });
  const ours = /['.](MYTONE_[A-Z_]+|BROWSER_HOST_[A-Z_]+|DATA_DIR|ELECTRON_EXEC_PATH)\b/g;
  const used = new Set(
    sources.flatMap((file) => [...read(file).matchAll(ours)].map(([, name = '']) => name)),
  );
  expect([...used].sort()).toEqual(Object.keys(variablesIn('.env.example')).sort());
});
