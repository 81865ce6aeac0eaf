import { join } from 'node:path';
import electronLog from 'electron-log/node';
import type { Log, LogFields } from './auth/ports.ts';
import { redactField, redactText } from './redaction.ts';

/** A full file becomes `main.old.log`, so that at most twice this much is kept. */
const maxSizeBytes = 1024 * 1024;

/** Causes of causes that are written; a chain may be a circle. */
const maxCauses = 4;

/** The log in `folder`: one line an entry, redacted, readable by the user alone. */
export function createLog(folder: string): Log {
  const logger = electronLog.create({ logId: folder });
  logger.transports.console.level = false;
  logger.transports.file.level = 'info';
  logger.transports.file.resolvePathFn = () => join(folder, 'main.log');
  logger.transports.file.maxSize = maxSizeBytes;
  logger.transports.file.format = '{iso} {level} {text}';
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  return {
    info: (event, fields) => logger.info(formatEntry(event, fields)),
    warn: (event, fields) => logger.warn(formatEntry(event, fields)),
    error: (event, cause, fields) =>
      logger.error(formatEntry(event, { ...fields, cause: describeCause(cause, maxCauses) })),
  };
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
