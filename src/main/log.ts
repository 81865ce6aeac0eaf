import { join } from 'node:path';
import type { Log, LogFields } from './ports.ts';
import { redactField, redactText } from './redaction.ts';

/** A full file becomes `main.old.log`, so that at most twice this much is kept. */
const maxSizeBytes = 1024 * 1024;

/** How many causes of causes are written: a chain may be circular. */
const maxCauses = 4;

type Level = 'info' | 'warn' | 'error';
type Write = (level: Level, entry: string) => void;

/**
 * The log in `folder`: one line per entry, redacted, readable only by the user. The library is
 * loaded by the first entry, so that the window does not wait for it.
 */
export function createLog(folder: string): Log {
  let write: Promise<Write> | null = null;

  function add(level: Level, entry: string): void {
    write ??= openFile(folder);
    write.then(
      (append) => append(level, entry),
      () => {
        // There is no other place to report that the log itself does not work.
      },
    );
  }

  return {
    info: (event, fields) => add('info', formatEntry(event, fields)),
    warn: (event, fields) => add('warn', formatEntry(event, fields)),
    error: (event, cause, fields) =>
      add('error', formatEntry(event, { ...fields, cause: describeCause(cause, maxCauses) })),
  };
}

async function openFile(folder: string): Promise<Write> {
  const { default: electronLog } = await import('electron-log/node');
  const logger = electronLog.create({ logId: folder });
  logger.transports.console.level = false;
  const { file } = logger.transports;
  file.level = 'info';
  file.resolvePathFn = () => join(folder, 'main.log');
  file.maxSize = maxSizeBytes;
  file.format = '{iso} {level} {text}';
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  return (level, entry) => logger[level](entry);
}

function formatEntry(event: string, fields: LogFields = {}): string {
  const redacted = Object.entries(fields).map(([name, value]) => [name, redactField(name, value)]);
  return `${redactText(event)} ${JSON.stringify(Object.fromEntries(redacted))}`;
}

/** Only name, code, stack and causes: an HTTP client's error also carries its request. */
function describeCause(cause: unknown, depth: number): string {
  if (!(cause instanceof Error)) {
    return typeof cause;
  }
  const code = 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  const rest =
    cause.cause === undefined || depth === 0
      ? ''
      : `\ncaused by ${describeCause(cause.cause, depth - 1)}`;
  return `${cause.stack ?? cause.name}${code}${rest}`;
}
