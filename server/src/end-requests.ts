/** What is needed of `process`. */
export interface EndRequestSource {
  readonly platform: NodeJS.Platform;
  /** True if the process that started this one keeps a channel to it. */
  readonly connected: boolean;
  on(event: string, listener: (message?: unknown) => void): unknown;
}

/**
 * Calls `end` each time this process is asked to end: by SIGTERM, by SIGINT (Ctrl-C), or by the
 * message `shutdown` of the process that started it. Windows has no signal for that: a program that
 * is "killed" there is cut off (https://nodejs.org/api/process.html#signal-events). On Windows Ctrl-C
 * also reaches every program of the console at once, so with a channel only the message counts.
 */
export function onEndRequest(source: EndRequestSource, end: () => void): void {
  const fromConsole = source.connected ? () => {} : end;
  source.on('SIGTERM', end);
  source.on('SIGINT', fromConsole);
  if (source.platform === 'win32') {
    // The console was closed. Elsewhere a listener would undo `nohup`.
    source.on('SIGHUP', fromConsole);
  }
  source.on('message', (message) => {
    if (message === 'shutdown') {
      end();
    }
  });
}
