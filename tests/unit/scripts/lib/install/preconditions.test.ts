import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  requireDisplay,
  requireFreePort,
  requireWritableFolder,
} from '../../../../../scripts/lib/install/preconditions.mjs';

describe('requireDisplay', () => {
  it('suggests the screenshots if Linux has no display', () => {
    expect(() => requireDisplay('linux', {})).toThrow(
      /^There is no display .*npm run screenshots$/,
    );
  });

  it.each([
    ['linux', { DISPLAY: ':0' }],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }],
    ['darwin', {}],
    ['win32', {}],
  ])('accepts %s with %j', (platform, env) => {
    expect(() => requireDisplay(platform, env)).not.toThrow();
  });
});

describe('requireFreePort', () => {
  const server = createServer();
  let port = 0;

  beforeEach(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });

  afterEach(() => server.close());

  it('refuses a port in use and names another one', async () => {
    await expect(requireFreePort(port)).rejects.toThrow(
      new RegExp(`^Port ${port} is in use: .*npm start -- --port ${port + 1}$`),
    );
  });

  it('leaves a free port free', async () => {
    server.close();
    await once(server, 'close');
    await requireFreePort(port);
    await expect(requireFreePort(port)).resolves.toBeUndefined();
  });
});

describe('requireWritableFolder', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'writable-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a folder that is not there', () => {
    requireWritableFolder(join(folder, 'a/b'));
    expect(() => writeFileSync(join(folder, 'a/b/file'), '')).not.toThrow();
  });

  it('refuses a folder with a file in its place, in one line', () => {
    writeFileSync(join(folder, 'a'), '');
    expect(() => requireWritableFolder(join(folder, 'a/b'))).toThrow(
      /^The folder \S+ cannot be written \(\w+\): .*$/,
    );
  });
});
