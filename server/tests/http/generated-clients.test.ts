import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../clients/client.ts';
import { newPerson, openApi, password, type TestApi } from '../support/api.ts';

const clients = fileURLToPath(new URL('../clients', import.meta.url));
const generated = join(clients, 'generated');
const document = fileURLToPath(new URL('../../openapi.json', import.meta.url));
const { resolve } = createRequire(import.meta.url);

function run(program: string, args: readonly string[], cwd = clients): void {
  // npm and the generators run on the Node of these tests.
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  execFileSync(program, args, { cwd, env: { ...process.env, PATH }, encoding: 'utf8' });
}

function runDownloaded(packages: readonly string[], command: readonly string[]): void {
  const wanted = packages.map((name) => `--package=${name}`);
  // In the repository npm would take the repository's TypeScript for the one that is wanted.
  run('npm', ['exec', '--yes', ...wanted, '--', ...command], tmpdir());
}

const openApiTypescript = join(dirname(resolve('openapi-typescript')), '..', 'bin', 'cli.js');
const tsc = join(dirname(resolve('typescript/package.json')), 'bin', 'tsc');

/** How each client is made from the document, for an API at `url`. */
const generators: Readonly<Record<string, { adapter: string; generate(url: string): void }>> = {
  'openapi-typescript': {
    adapter: 'openapi-fetch.ts',
    generate: () =>
      run(process.execPath, [
        openApiTypescript,
        document,
        '--output',
        join(generated, 'openapi-typescript.ts'),
      ]),
  },
  'hey-api': {
    adapter: 'hey-api.ts',
    generate: () =>
      runDownloaded(
        ['@hey-api/openapi-ts@0.95.0', 'typescript@5.9.3'],
        ['openapi-ts', '--input', document, '--output', join(generated, 'hey-api')],
      ),
  },
  orval: {
    adapter: 'orval.ts',
    generate: (url) => {
      const output = { target: join(generated, 'orval.ts'), client: 'fetch', baseUrl: url };
      const config = join(generated, 'orval.config.cjs');
      const settings = JSON.stringify({ api: { input: document, output } });
      writeFileSync(config, `module.exports = ${settings};\n`);
      runDownloaded(['orval@7.13.2'], ['orval', '--config', config]);
    },
  },
};

/** Throws with the compiler's errors when the adapter does not fit what was generated. */
function checkTypes(adapter: string): void {
  const compilerOptions = {
    target: 'esnext',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['esnext', 'dom', 'dom.iterable'],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  };
  const project = join(generated, `tsconfig.${adapter}.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions, files: [join(clients, adapter)] }));
  run(process.execPath, [tsc, '--project', project]);
}

describe('a client generated from openapi.json', () => {
  let api: TestApi;
  let url: string;
  beforeAll(async () => {
    rmSync(generated, { recursive: true, force: true });
    mkdirSync(generated);
    api = await openApi('pglite');
    url = await api.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => api.close());

  const wanted = (process.env['CLIENT_GENERATORS'] ?? 'openapi-typescript').split(',');

  test.each(wanted)('by %s compiles, and signs up, in and out', async (name) => {
    const generator = generators[name];
    if (generator === undefined) {
      throw new Error(`There is no generator ${name}`);
    }
    generator.generate(url);
    checkTypes(generator.adapter);
    const module: { connect(url: string): Client } = await import(
      /* @vite-ignore */ join(clients, generator.adapter)
    );
    const client = module.connect(url);
    const { email, username, name: first, surname } = newPerson();
    const person = { email, username, name: first, surname, password };

    expect(await client.register({ ...person, password: 'short' })).toMatchObject({ status: 422 });
    expect(await client.register(person)).toMatchObject({ status: 201, data: { username } });
    expect(await client.signIn(username, 'another password')).toMatchObject({ status: 400 });
    const signedIn = await client.signIn(email, password);
    expect(signedIn.status).toBe(200);
    const refreshed = await client.refresh(signedIn.data?.refresh_token ?? '');
    expect(refreshed.status).toBe(200);
    const accessToken = refreshed.data?.access_token ?? '';
    expect(await client.me(accessToken)).toMatchObject({ status: 200, data: { email } });
    const sessions = await client.sessions(accessToken);
    expect(sessions.data?.filter(({ is_current }) => is_current)).toHaveLength(1);
    expect(await client.signOut(refreshed.data?.refresh_token ?? '')).toMatchObject({
      status: 200,
    });
    expect(await client.refresh(refreshed.data?.refresh_token ?? '')).toMatchObject({
      status: 401,
    });
    expect(await client.me('not a token')).toMatchObject({ status: 401 });
  });
});
