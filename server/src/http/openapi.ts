import { STATUS_CODES } from 'node:http';
import * as z from 'zod/mini';
import type { Endpoint } from './endpoint.ts';
import { documented } from './input/documented.ts';
import { refusalSchema } from './wire.ts';

const errorsOfAll = [400, 408, 431, 500, 503];
const errorsOfBodies = [413, 415];

const descriptions: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  204: 'Done; there is no body',
  400: 'Refused, or not HTTP as it should be',
  401: 'The token is not valid, or no longer',
  408: 'The request did not arrive in time',
  413: 'The body has more than 16 kB',
  415: 'The content type can not be read',
  422: 'The body is not as described; `loc` names the field',
  429: 'Too many attempts: wait for the seconds in `Retry-After`',
  431: 'The headers are too large',
  500: 'A fault of the server',
  503: 'Busy, or without its database: worth another try after `Retry-After` seconds',
};

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer', minimum: 1 } },
};
const headersOf: Readonly<Record<number, object>> = { 429: retryAfter, 503: retryAfter };

/** The schemas of one document: those with an id become components, to which the others refer. */
function createSchemas() {
  const components: Record<string, unknown> = {};

  function reference(schema: z.core.$ZodType, io: 'input' | 'output'): unknown {
    const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      metadata: documented,
    });
    const text = JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/');
    const {
      $defs: parts = {},
      id,
      ...rest
    } = JSON.parse(text) as {
      readonly $defs?: Readonly<Record<string, object>>;
      readonly id?: string;
    };
    for (const [name, part] of Object.entries(parts)) {
      const { id: _name, ...described } = part as { readonly id?: string };
      components[name] = described;
    }
    if (id === undefined) {
      return rest;
    }
    components[id] = rest;
    return { $ref: `#/components/schemas/${id}` };
  }

  return { components, reference };
}

type Schemas = ReturnType<typeof createSchemas>;

function bodyOf(endpoint: Endpoint, schemas: Schemas) {
  if (endpoint.body === undefined) {
    return {};
  }
  // One type each, although forms may also be multipart: with two types, some generators send
  // neither.
  const type =
    endpoint.format === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
  const schema = schemas.reference(endpoint.body, 'input');
  return { requestBody: { required: true, content: { [type]: { schema } } } };
}

function responsesOf(endpoint: Endpoint, schemas: Schemas) {
  const common = [...errorsOfAll, ...(endpoint.body === undefined ? [] : errorsOfBodies)];
  const answers: Readonly<Record<number, z.core.$ZodType | null>> = {
    ...Object.fromEntries(common.map((status) => [status, refusalSchema])),
    ...endpoint.answers,
  };
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      {
        description: descriptions[Number(status)] ?? STATUS_CODES[status] ?? status,
        ...(headersOf[Number(status)] === undefined ? {} : { headers: headersOf[Number(status)] }),
        ...(schema === null
          ? {}
          : { content: { 'application/json': { schema: schemas.reference(schema, 'output') } } }),
      },
    ]),
  );
}

function operationOf(endpoint: Endpoint, schemas: Schemas) {
  const parameters = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    description: 'As the list names it',
    schema: { type: 'string' },
  }));
  return {
    summary: endpoint.summary,
    description: `${endpoint.summary}.`,
    tags: [endpoint.path.startsWith('/auth/') ? 'accounts' : 'operation'],
    // Both are the access token; a form can get one.
    security: endpoint.isForSignedIn === true ? [{ bearer: [] }, { password: [] }] : [],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...bodyOf(endpoint, schemas),
    responses: responsesOf(endpoint, schemas),
  };
}

/** The OpenAPI 3.1 document of `endpoints`, from the schemas that validate. */
export function openApiDocument(endpoints: Readonly<Record<string, Endpoint>>) {
  const schemas = createSchemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const [operationId, endpoint] of Object.entries(endpoints)) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: { operationId, ...operationOf(endpoint, schemas) },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'MyTone API',
      version: '1.0.0',
      description: 'The accounts of MyTone: sign-up, sign-in, sessions and forgotten passwords.',
      contact: { name: 'MyTone' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server that this document comes from' }],
    tags: [
      { name: 'accounts', description: 'What people do with their accounts' },
      { name: 'operation', description: 'For proxies, supervisors and sleeping hosts' },
    ],
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token',
        },
        password: {
          type: 'oauth2',
          description: 'Signs in with an e-mail or a username',
          flows: { password: { tokenUrl: '/auth/login', scopes: {} } },
        },
      },
    },
  };
}
