import type { FastifyInstance, FastifyRequest } from 'fastify';
import secureJson from 'secure-json-parse';
import { bodyFault } from './request-fault.ts';

/** What a body was sent as. `other`: no format that the API reads. */
export type ParsedBody =
  | { readonly format: 'json' | 'form'; readonly value: unknown }
  | { readonly format: 'other' };

const utf8 = new TextDecoder('utf-8', { fatal: true });

const prototypeKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];

function readText(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw bodyFault('json_invalid', 'Body should be valid UTF-8');
  }
}

function parseJson(bytes: Buffer): ParsedBody {
  // As FastAPI: nothing at all is a missing body, not a malformed one.
  if (bytes.length === 0) {
    return { format: 'json', value: undefined };
  }
  const text = readText(bytes);
  try {
    return { format: 'json', value: secureJson.parse(text) };
  } catch {
    // Malformed, or with a key that reaches for an object's prototype.
    throw bodyFault('json_invalid', 'JSON decode error');
  }
}

function parseForm(bytes: Buffer): ParsedBody {
  const fields: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(readText(bytes))) {
    if (prototypeKeys.includes(name)) {
      throw bodyFault('value_error', 'Value error, key not allowed');
    }
    // Proxies and frameworks disagree on which of two values counts, so neither does.
    if (Object.hasOwn(fields, name)) {
      throw bodyFault('value_error', 'Value error, a field is given more than once');
    }
    fields[name] = value;
  }
  return { format: 'form', value: fields };
}

/** Replaces Fastify's parsers: strict UTF-8, no prototype keys, no duplicate form fields. */
export function addBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const whole = { parseAs: 'buffer' } as const;
  const json = async (_request: FastifyRequest, bytes: Buffer) => parseJson(bytes);
  app.addContentTypeParser('application/json', whole, json);
  app.addContentTypeParser(/^application\/[\w.-]+\+json/, whole, json);
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    whole,
    async (_request: FastifyRequest, bytes: Buffer) => parseForm(bytes),
  );
  app.addContentTypeParser('*', whole, async (request: FastifyRequest, bytes: Buffer) => {
    // FastAPI reads a body without a type as JSON.
    return request.headers['content-type'] ? { format: 'other' } : parseJson(bytes);
  });
}
