import { STATUS_CODES } from 'node:http';
import * as z from 'zod/mini';
import type { Endpoint } from './endpoint.ts';

function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function content(schema: z.core.$ZodType, io: 'input' | 'output', mediaType = 'application/json') {
  return { content: { [mediaType]: { schema: jsonSchema(schema, io) } } };
}

function operationOf(endpoint: Endpoint) {
  const mediaType =
    endpoint.format === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
  const responses: [string, object][] = Object.entries(endpoint.answers).map(([status, schema]) => {
    const description = STATUS_CODES[status] ?? status;
    return [status, { description, ...(schema === null ? {} : content(schema, 'output')) }];
  });
  const parameters = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    summary: endpoint.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, ...content(endpoint.body, 'input', mediaType) } }),
    ...(endpoint.isForSignedIn === true ? { security: [{ bearer: [] }] } : {}),
    responses: Object.fromEntries<object>(responses),
  };
}

/** The OpenAPI 3.1 document of `endpoints`, from the schemas that validate. */
export function openApiDocument(endpoints: Readonly<Record<string, Endpoint>>) {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operationId, endpoint] of Object.entries(endpoints)) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: { operationId, ...operationOf(endpoint) },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'MyTone API', version: '1.0.0' },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
