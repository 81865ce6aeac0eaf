import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createProcesses } from '../../../../scripts/lib/processes.mjs';

const processes = createProcesses(200);

afterEach(() => processes.stopAll());

const node = process.execPath;

function firstLine(child: { stdout: AsyncIterable<Buffer> }): Promise<string> {
  return new Promise((resolve) => {
    (child.stdout as NodeJS.ReadStream).once('data', (text) => resolve(String(text).trim()));
  });
}

describe('run', () => {
  it('returns the exit code and both streams', async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const { code, output } = await processes.run(node, ['-e', script]);
    expect(code).toBe(3);
    expect(output).toContain('out');
    expect(output).toContain('err');
  });

  it('returns -1 for a program that does not exist', async () => {
    expect(await processes.run('no-such-program', [])).toMatchObject({ code: -1 });
  });

  it('writes the input and closes it', async () => {
    const { output } = await processes.run(node, ['-e', 'process.stdin.pipe(process.stdout)'], {
      input: 'sesame',
    });
    expect(output).toBe('sesame');
  });

  it('ends a command that takes too long', async () => {
    const { code } = await processes.run(node, ['-e', 'setInterval(() => {}, 1000)'], {
      timeoutMs: 50,
    });
    expect(code).toBe(-1);
  });

  it('ends a child that a finished command left running with its output open', async () => {
    const leftover =
      'const server = require("node:net").createServer().listen(0, "127.0.0.1", () => process.send(server.address().port))';
    const script = `const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(leftover)}], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }); child.once('message', (port) => { console.log(port); process.exit(); })`;
    const { output } = await processes.run(node, ['-e', script]);
    const client = connect(Number(output), '127.0.0.1');
    await expect(once(client, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('stopAll', () => {
  it('ends the last one started first', async () => {
    const ended: string[] = [];
    for (const name of ['bus', 'keyring', 'app']) {
      const child = processes.start(node, ['-e', 'console.log(1); setInterval(() => {}, 1000)']);
      child.once('exit', () => ended.push(name));
      await firstLine(child);
    }
    await processes.stopAll();
    expect(ended).toEqual(['app', 'keyring', 'bus']);
  });

  it('sends a message instead of a signal to a process that ends by message', async () => {
    const script =
      'process.on("SIGTERM", () => process.exit(9)); process.on("message", (text) => process.exit(text === "shutdown" ? 0 : 1)); console.log(1)';
    const child = processes.start(node, ['-e', script], { endsByMessage: true });
    await firstLine(child);
    await processes.stopAll();
    expect(child.exitCode).toBe(0);
  });

  it('kills a process that does not react, with its children', async () => {
    const deaf =
      'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log(process.pid)';
    const script = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { stdio: 'inherit' }); process.on('SIGTERM', () => {})`;
    const child = processes.start(node, ['-e', script]);
    await firstLine(child);
    // Comes once nobody holds the output any more: the grandchild does as long as it lives.
    const closed = once(child, 'close');
    await processes.stopAll();
    await closed;
    expect(child.signalCode).toBe('SIGKILL');
  });
});
