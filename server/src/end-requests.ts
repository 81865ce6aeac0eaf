/** The members of `process` that are used. */
export interface EndRequestSource {
  readonly platform: NodeJS.Platform;
  /** True if there is a channel to the process that started this one. */
  readonly connected: boolean;
  on(event: string, listener: (message?: unknown) => void): unknown;
}

/**
 * Calls `end` each time this process is asked to end: by SIGTERM, by SIGINT (Ctrl-C), or by the
 * message `shutdown` of the process that started it. Windows has no such signal: a program that is
 * "killed" there ends at once (https://nodejs.org/api/process.html#signal-events). On Windows
 * Ctrl-C also reaches every program of the console, so with a channel only the message counts.
 */
export function onEndRequest(source: EndRequestSource, end: () => void): void {
  const fromConsole = source.connected ? () => {} : end;
  source.on('SIGTERM', end);
  source.on('SIGINT', fromConsole);
  if (source.platform === 'win32') {
    // The console was closed. On other systems a listener would undo `nohup`.
    source.on('SIGHUP', fromConsole);
  }
  source.on('message', (message) => {
    if (message === 'shutdown') {
      end();
    }
  });
}
