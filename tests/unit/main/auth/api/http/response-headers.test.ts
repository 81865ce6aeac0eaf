import { describe, expect, it } from 'vitest';
import {
  isJsonType,
  readRetryAfter,
} from '../../../../../../src/main/auth/api/http/response-headers.ts';
import { readHttpDate } from '../../../../../../src/main/auth/time/http-date.ts';

const now = Date.UTC(2026, 0, 15, 12);
const dayMs = 24 * 60 * 60_000;

describe('the wait that a response asks for', () => {
  it.each([
    ['600', 600_000],
    [' 600 ', 600_000],
    ['0', 0],
    ['1.5', 1_500],
    ['1.25', 1_250],
    ['2050.5', 2_050_500],
    ['12000.5', 12_000_500],
    ['99999999', dayMs],
    ['Thu, 15 Jan 2026 12:10:00 GMT', 600_000],
    ['Thursday, 15-Jan-26 12:10:00 GMT', 600_000],
    ['Thu Jan 15 12:10:00 2026', 600_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Fri, 15 Jan 2027 12:10:00 GMT', dayMs],
    ['-3', null],
    ['2026-01-15', null],
    ['2026-01-15T12:10:00Z', null],
    ['5 minutes', null],
    ['600, 600', null],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('(%j) is %j ms', (value, waitMs) => {
    expect(readRetryAfter(value, undefined, now)).toBe(waitMs);
  });

  it('counts from the date of the same response, even if the computer’s clock is wrong', () => {
    const date = new Date(now + 7 * dayMs).toUTCString();
    const until = new Date(now + 7 * dayMs + 60_000).toUTCString();
    expect(readRetryAfter(until, date, now)).toBe(60_000);
    expect(readRetryAfter(until, 'no date', now + 7 * dayMs)).toBe(60_000);
  });
});

describe('an HTTP date', () => {
  it.each([
    '2050',
    '2026',
    'Thu, 15 Jan 2026',
    '15 Jan 2026 12:10:00 GMT',
    'Thu, 99 Jan 2026 12:10:00 GMT',
  ])('cannot be %s', (text) => {
    expect(readHttpDate(text)).toBeNull();
  });
});

describe('the content type', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'text/json',
    'application/problem+json',
    'application/vnd.api.v1+json',
    'application/json, application/json',
    'text/html, application/json; charset=utf-8',
    'application/json, */*',
    'application/json, odd',
  ])('%s is JSON', (type) => {
    expect(isJsonType(type)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'json',
    'text/html',
    'text/plain',
    'text/html; was=application/json',
    'application/jsonp',
    'application/json-seq+xml',
    'application/geo+json-seq',
    'x-application/json',
    'application/json, text/html',
    '*/*',
  ])('%s is not JSON', (type) => {
    expect(isJsonType(type)).toBe(false);
  });
});
