import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './project.mjs';

/** How long a finished command's output may stay open because a process outside its group holds it. */
const leftoverMs = 1000;

/**
 * @typedef {object} Settings
 * @property {NodeJS.ProcessEnv} [env] the whole environment; the caller's by default
 * @property {string} [cwd] the project's root by default
 * @property {string} [input] text for standard input, closed afterwards
 * @property {string} [logFile] receives all output, emptied first
 * @property {boolean} [endsByMessage] ends when it gets the message `shutdown`; by SIGTERM by default
 * @property {boolean} [shell] through the system's shell; the caller must quote the arguments
 * @property {number} [timeoutMs] kills the command after this time (for `run` only)
 */

/**
 * The processes of one run of a script. Each has its own process group, so that Ctrl-C reaches
 * this script alone, which ends them one by one: the last one started first.
 * @param {number} [patienceMs] how long a process may take to end by itself before it is killed
 */
export function createProcesses(patienceMs = 10_000) {
  /** @type {import('node:child_process').ChildProcessWithoutNullStreams[]} */
  const running = [];

  /**
   * Starts a program that keeps running.
   * @param {string} command
   * @param {readonly string[]} args
   * @param {Settings} [settings]
   */
  function start(command, args, settings = {}) {
    const { env = process.env, cwd = root, input, logFile, shell = false } = settings;
    const detached = process.platform !== 'win32';
    const channel = settings.endsByMessage ? /** @type {const} */ (['ipc']) : [];
    const child = /** @type {import('node:child_process').ChildProcessWithoutNullStreams} */ (
      spawn(command, args, {
        cwd,
        env,
        shell,
        detached,
        stdio: ['pipe', 'pipe', 'pipe', ...channel],
      })
    );
    running.push(child);
    child.once('close', () => running.splice(running.indexOf(child), 1));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    if (logFile === undefined) {
      child.stdout.resume();
      child.stderr.resume();
    } else {
      mkdirSync(dirname(logFile), { recursive: true });
      const file = createWriteStream(logFile);
      child.stdout.pipe(file, { end: false });
      child.stderr.pipe(file, { end: false });
      child.once('close', () => file.end());
    }
    return child;
  }

  /**
   * Runs a command to its end. A command that cannot be started has code -1.
   * @param {string} command
   * @param {readonly string[]} args
   * @param {Settings} [settings]
   * @returns {Promise<{ code: number, output: string }>} output: both streams as they came
   */
  async function run(command, args, settings = {}) {
    const child = start(command, args, settings);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    const timer =
      settings.timeoutMs === undefined
        ? undefined
        : setTimeout(() => void stop(child), settings.timeoutMs);
    const closed = new Promise((resolve) => child.once('close', resolve));
    try {
      const [code] = /** @type {[number | null]} */ (await once(child, 'exit'));
      await release(child, closed);
      return { code: code ?? -1, output };
    } catch (error) {
      return { code: -1, output: String(error) };
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Asks a process to end, kills it if it does not, then kills what is left of its group.
   * @param {import('node:child_process').ChildProcess} child
   */
  async function stop(child) {
    if (child.pid === undefined) {
      return;
    }
    if (child.exitCode === null && child.signalCode === null) {
      const killer = setTimeout(() => killGroup(child), patienceMs);
      const ended = once(child, 'exit');
      askToEnd(child);
      await ended;
      clearTimeout(killer);
    }
    killGroup(child);
  }

  /** Ends the processes that still run, the newest first. */
  async function stopAll() {
    for (const child of running.toReversed()) {
      await stop(child);
    }
  }

  return { start, run, stop, stopAll };
}

/** @typedef {ReturnType<typeof createProcesses>} Processes */

/**
 * By message where the process listens to one: on Windows a signal cuts off whatever it is doing.
 * @param {import('node:child_process').ChildProcess} child
 */
function askToEnd(child) {
  if (child.connected) {
    // It may be ending already.
    child.send('shutdown', () => {});
  } else {
    child.kill('SIGTERM');
  }
}

/**
 * Ends the processes that a finished command left: they would keep its output open for ever.
 * @param {import('node:child_process').ChildProcessWithoutNullStreams} child
 * @param {Promise<unknown>} closed
 */
async function release(child, closed) {
  killGroup(child);
  await Promise.race([closed, wait(leftoverMs)]);
  child.stdout.destroy();
  child.stderr.destroy();
}

/**
 * How to end a process and everything it started. Windows has no process groups, and the id of a
 * process that has ended may already belong to another one.
 * @param {NodeJS.Platform} platform
 * @param {{ pid?: number | undefined, exitCode: number | null, signalCode: string | null }} leader
 * @returns {{ group: number } | { tree: number } | undefined}
 */
export function planKill(platform, { pid, exitCode, signalCode }) {
  if (pid === undefined) {
    return undefined;
  }
  if (platform !== 'win32') {
    return { group: pid };
  }
  return exitCode === null && signalCode === null ? { tree: pid } : undefined;
}

/** @param {import('node:child_process').ChildProcess} leader */
function killGroup(leader) {
  const plan = planKill(process.platform, leader);
  if (plan === undefined) {
    return;
  }
  if ('tree' in plan) {
    const args = ['/T', '/F', '/PID', String(plan.tree)];
    spawn('taskkill', args, { stdio: 'ignore' }).on('error', () => {});
    return;
  }
  try {
    process.kill(-plan.group, 'SIGKILL');
  } catch {
    // Nothing is left of the group.
  }
}
