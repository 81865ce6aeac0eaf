import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { productionEnvironment, startArguments } from '../support/start-command.ts';

const pathOf = (name: string) => fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url));
const read = (name: string) => readFileSync(pathOf(name), 'utf8');

/** What `npm start -w server` runs, from the root of the repository. */
const startWords = ['node', ...startArguments().slice(0, -1), 'server/dist/main.cjs'];
const environmentWords = Object.entries(productionEnvironment).map((pair) => pair.join('='));

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const valuesOf = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

  test('builds in stages that it leaves behind, each of a fixed version', () => {
    const images = valuesOf('FROM');
    expect(images).toHaveLength(3);
    for (const image of images) {
      expect(image).toMatch(/^node:24\.\d+\.\d+-/);
    }
  });

  test('runs the server with its memory limits, not as root, and with a health check', () => {
    expect(valuesOf('USER')).toEqual(['node']);
    expect(valuesOf('CMD').map((text) => JSON.parse(text))).toEqual([startWords]);
    expect(valuesOf('ENV')[0]?.split(' ')).toEqual(expect.arrayContaining(environmentWords));
    expect(valuesOf('HEALTHCHECK')[0]).toContain("fetch('http://127.0.0.1:8000/health')");
    expect(valuesOf('ADD')).toEqual([]);
  });

  test('installs the packages of the lockfile without scripts, and ships none that only build', () => {
    const installs = valuesOf('RUN').filter((line) => line.startsWith('npm ci'));
    expect(installs).toHaveLength(2);
    for (const install of installs) {
      expect(install).toContain('--ignore-scripts');
    }
    const [packages] = lines.join('\n').split(' AS build');
    expect(packages).toContain('npm ci --omit=dev');
    expect(valuesOf('COPY')).toContain('--from=packages /app ./');
    expect(valuesOf('COPY')).toContain('--from=build /app/server/dist server/dist');
  });
});

test('the compose file runs two instances with a valid configuration on a read-only file system', () => {
  const { services } = parse(read('compose.yaml'));
  const { api, postgres } = services;
  expect(api.deploy.replicas).toBe(2);
  expect([api.read_only, api.cap_drop]).toEqual([true, ['ALL']]);
  expect(api.security_opt).toEqual(['no-new-privileges:true']);
  expect(postgres.healthcheck.test).toContain('pg_isready');
  const variables = Object.entries<string>(api.environment).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{[^}]+\}/g, 'x'.repeat(32)),
  ]);
  const config = readConfig({ NODE_ENV: 'production', ...Object.fromEntries(variables) });
  expect(Number.parseInt(api.stop_grace_period, 10)).toBeGreaterThan(config.DRAIN_SECONDS);
});

test('the systemd unit starts the server with its memory limits', () => {
  const lines = read('mytone-api.service').split('\n');
  expect(lines).toContain(`ExecStart=/usr/bin/${startWords.join(' ')}`);
  const environment = lines
    .find((line) => line.startsWith('Environment='))
    ?.slice(12)
    .split(' ');
  expect(environment).toEqual(expect.arrayContaining(environmentWords));
});

test('the systemd unit is valid and leaves the server few rights', () => {
  const unit = pathOf('mytone-api.service');
  const verified = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
  expect(String(verified.stderr)).not.toContain('mytone-api.service:');
  for (const line of ['DynamicUser=yes', 'ProtectSystem=strict', 'NoNewPrivileges=yes']) {
    expect(read('mytone-api.service')).toContain(line);
  }
});
