import type { FastifyInstance, FastifyRequest } from 'fastify';
import secureJson from 'secure-json-parse';
import { bodyFault } from './request-fault.ts';

/** The format of a body. `other` is any format that the API does not read. */
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
  // As FastAPI: an empty body is a missing body, not a malformed one.
  if (bytes.length === 0) {
    return { format: 'json', value: undefined };
  }
  const text = readText(bytes);
  try {
    return { format: 'json', value: secureJson.parse(text) };
  } catch {
    // Malformed, or with a key that would set an object's prototype.
    throw bodyFault('json_invalid', 'JSON decode error');
  }
}

/** The text fields in their order. A file is refused like a broken body. */
async function readMultipart(bytes: Buffer, type: string): Promise<Iterable<[string, string]>> {
  readText(bytes);
  const { Busboy } = await import('@fastify/busboy');
  const fields: [string, string][] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const reader = new Busboy({ headers: { 'content-type': type } });
      reader.on('field', (name, value) => fields.push([name, value]));
      reader.on('file', () => reject(new Error('A file is no text')));
      reader.on('finish', () => resolve());
      reader.on('error', reject);
      reader.end(bytes);
    });
  } catch {
    throw bodyFault('value_error', 'Value error, there was an error parsing the body');
  }
  return fields;
}

function formOf(entries: Iterable<[string, string]>): ParsedBody {
  const fields: Record<string, string> = {};
  for (const [name, value] of entries) {
    if (prototypeKeys.includes(name)) {
      throw bodyFault('value_error', 'Value error, key not allowed');
    }
    // Proxies and frameworks disagree on which of two values counts, so both are refused.
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
    async (_request: FastifyRequest, bytes: Buffer) => formOf(new URLSearchParams(readText(bytes))),
  );
  app.addContentTypeParser(
    'multipart/form-data',
    whole,
    async (request: FastifyRequest, bytes: Buffer) =>
      formOf(await readMultipart(bytes, request.headers['content-type'] ?? '')),
  );
  app.addContentTypeParser('*', whole, async (request: FastifyRequest, bytes: Buffer) => {
    // As FastAPI: a body without a type is read as JSON.
    return request.headers['content-type'] ? { format: 'other' } : parseJson(bytes);
  });
}
