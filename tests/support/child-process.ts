import type { ChildProcess } from 'node:child_process';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A program that a test started, with its output so far. */
export interface Program {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  hasExited(): boolean;
  stdout(): string;
  stderr(): string;
  /** Resolves with the first match in the output, now or later; rejects when the program ends first. */
  untilOutput(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends the signal, SIGTERM by default, and resolves once the program has ended. */
  end(signal?: NodeJS.Signals): Promise<Exit>;
}

export function watchProgram(name: string, child: ChildProcess): Program {
  let stdout = '';
  let stderr = '';
  let exit: Exit | undefined;
  const onOutput = new Set<() => void>();
  const notify = () => {
    for (const listener of onOutput) {
      listener();
    }
  };

  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    notify();
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
    notify();
  });
  const exited = new Promise<Exit>((resolve) => {
    // Not `exit`: the last output may come after it.
    child.once('close', (code, signal) => {
      exit = { code, signal };
      resolve(exit);
      notify();
    });
    child.once('error', (error) => {
      stderr += error.message;
    });
  });

  return {
    pid: child.pid ?? 0,
    exited,
    hasExited: () => exit !== undefined,
    stdout: () => stdout,
    stderr: () => stderr,
    untilOutput: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (!match && !exit) {
            return;
          }
          onOutput.delete(look);
          if (match) {
            resolve(match);
          } else {
            reject(
              new Error(`${name} ended (${exit?.code}) before ${pattern}:\n${stdout}${stderr}`),
            );
          }
        };
        onOutput.add(look);
        look();
      }),
    async end(signal = 'SIGTERM') {
      if (exit === undefined) {
        child.kill(signal);
      }
      return exited;
    },
  };
}
