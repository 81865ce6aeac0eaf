import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

function run(script: string, args: readonly string[]) {
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  return spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
    env,
    encoding: 'utf8',
  });
}

describe.runIf(process.platform === 'linux')('bad input on the command line', () => {
  it.each([
    ['start.mjs', [], 'npm run screenshots'],
    ['start.mjs', ['--unknown'], 'Usage: npm start'],
    ['start.mjs', ['--api', 'http://example.com'], 'https://'],
    ['start.mjs', ['--port', 'eight'], '--port'],
    ['test.mjs', ['untit'], 'name one of format lint'],
  ])('%s %j is refused in one line before anything is set up', (script, args, words) => {
    const { status, stdout, stderr } = run(script, args);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});
