import { MIMEType } from 'node:util';
import { readHttpDate } from '../../time/http-date.ts';

/** The longest wait that is obeyed, so that a nonsense header cannot end retrying. */
const longestWaitMs = 24 * 60 * 60_000;

/**
 * The wait that a `Retry-After` header asks for, in milliseconds, at most a day. Seconds may have a
 * fraction; a date counts from the `Date` header of the same response, which is right for whatever
 * clock wrote both. Anything else is ignored (docs/session.md, "Life" 4).
 *
 * @param now epoch milliseconds, for a response without a `Date`
 */
export function readRetryAfter(
  value: string | undefined,
  date: string | undefined,
  now: number,
): number | null {
  if (value === undefined) {
    return null;
  }
  const text = value.trim();
  const until = readHttpDate(text);
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
  const waitMs = seconds === null ? until && until - (readHttpDate(date) ?? now) : seconds * 1_000;
  return waitMs === null ? null : Math.min(longestWaitMs, Math.max(0, waitMs));
}

/** What nearly every answer says; it needs no parser. */
const plainJson = /^application\/json(; ?charset=utf-8)?$/i;

/**
 * True if a `Content-Type` says JSON. Read as browsers read it (https://fetch.spec.whatwg.org,
 * "extract a MIME type"): of a repeated header, the last type that is one counts.
 */
export function isJsonType(contentType: string | undefined): boolean {
  const text = contentType ?? '';
  if (plainJson.test(text)) {
    return true;
  }
  const types = text.split(',').flatMap(parseType);
  const type = types.at(-1);
  return type !== undefined && /^(application|text)\/json$|\+json$/.test(type.essence);
}

function parseType(text: string): MIMEType[] {
  try {
    const type = new MIMEType(text);
    return type.essence === '*/*' ? [] : [type];
  } catch {
    return [];
  }
}
