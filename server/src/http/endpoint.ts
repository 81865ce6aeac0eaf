import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import pTimeout from 'p-timeout';
import type * as z from 'zod/mini';
import type { SignedIn } from '../accounts/sessions.ts';
import type { Answer } from './answer.ts';
import type { ParsedBody } from './input/body-parsers.ts';
import { RequestFault } from './input/request-fault.ts';
import { validationDetail } from './input/validation-detail.ts';
import { refuse } from './refusals.ts';

const longestClient = 120;

/** One call of the API: who may make it, the schemas of its input, and its documentation. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As in an OpenAPI document: `/auth/sessions/{id}`. */
  readonly path: string;
  readonly summary: string;
  /**
   * It needs `Authorization: Bearer <access token>`; without it the answer is 401 and no handler
   * runs.
   */
  readonly isForSignedIn?: true;
  readonly format?: 'json' | 'form';
  readonly body?: z.ZodMiniType;
  /** The body of each answer by status; null if it has none. */
  readonly answers: Readonly<Record<number, z.core.$ZodType | null>>;
}

/** What every handler gets of the request besides its body. */
export interface Caller {
  readonly address: string;
  /** The name that the client sent, cut to a limit. */
  readonly client: string | null;
  /** What it says of its languages. */
  readonly acceptLanguage: string | undefined;
  /** The parameters of the path, decoded but not validated. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Runs after the answer was sent; the server waits for it before it ends. */
  readonly afterReply: (task: () => Promise<void>) => void;
}

/** What the handler of an endpoint for signed-in users gets. */
export interface SignedInCaller extends Caller {
  readonly signedIn: SignedIn;
}

type BodyOf<E extends Endpoint> = E extends { readonly body: infer Body extends z.ZodMiniType }
  ? z.output<Body>
  : undefined;

type CallerOf<E extends Endpoint> = E extends { readonly isForSignedIn: true }
  ? SignedInCaller
  : Caller;

export type Handler<E extends Endpoint> = (body: BodyOf<E>, caller: CallerOf<E>) => Promise<Answer>;

function inputOf(request: FastifyRequest, format: 'json' | 'form'): unknown {
  const body = request.body as ParsedBody | null | undefined;
  if (body?.format === format && 'value' in body) {
    return body.value;
  }
  // As FastAPI: a body that is not a form has no fields; a body that is not JSON is not an object.
  if (format === 'form') {
    return {};
  }
  return body === null || body === undefined ? undefined : '';
}

function bearerTokenOf(request: FastifyRequest): string | null {
  return /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** No longer than the list of sessions can show, and without control characters. */
function clientOf(request: FastifyRequest): string | null {
  const name = (request.headers['user-agent'] ?? '').replaceAll(/[^\x20-\x7e]/g, '').trim();
  return name === '' ? null : name.slice(0, longestClient);
}

declare module 'fastify' {
  interface FastifyReply {
    /** The reason for a refusal, for the metrics; null if the status says enough. */
    refusal: string | null;
  }
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.code(answer.status);
  reply.refusal = answer.refusal ?? null;
  if (answer.headers !== undefined) {
    reply.headers(answer.headers);
  }
  return reply.send(answer.body);
}

export type BackgroundTasks = (task: () => Promise<void>) => void;

export interface Handling {
  /** How long a handler may take; after that the answer is 503, but the handler continues. */
  readonly timeoutMs: number;
  readonly runInBackground: BackgroundTasks;
  /** The user of an access token; null if it is not valid. */
  readonly authenticate: (accessToken: string) => Promise<SignedIn | null>;
}

function readBody(
  schema: z.ZodMiniType | undefined,
  format: 'json' | 'form',
  request: FastifyRequest,
) {
  if (schema === undefined) {
    return undefined;
  }
  const input = inputOf(request, format);
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    throw new RequestFault(422, validationDetail(parsed.error, input));
  }
  return parsed.data;
}

/**
 * Serves `endpoint` with `handle`, which only gets a body that the schema has read and, if the
 * endpoint says so, the user of a valid access token. The time-out is not Fastify's
 * `handlerTimeout`, which as of 5.12 ignores every request whose body has been read
 * (fastify/fastify#6725).
 */
export function addEndpoint<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  { timeoutMs: milliseconds, runInBackground, authenticate }: Handling,
  handle: Handler<E>,
): void {
  const { body: schema, format = 'json', method, path, isForSignedIn }: Endpoint = endpoint;
  // Both types follow from `endpoint`, but TypeScript cannot see that here.
  const run = handle as (body: unknown, caller: Caller | SignedInCaller) => Promise<Answer>;

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const caller: Caller = {
      address: request.ip,
      client: clientOf(request),
      acceptLanguage: request.headers['accept-language'],
      parameters: request.params as Readonly<Record<string, string>>,
      afterReply: (task) => reply.raw.once('close', () => runInBackground(task)),
    };
    if (isForSignedIn !== true) {
      return await run(readBody(schema, format, request), caller);
    }
    const token = bearerTokenOf(request);
    const signedIn = token === null ? null : await authenticate(token);
    if (signedIn === null) {
      return refuse('invalid-token');
    }
    return await run(readBody(schema, format, request), { ...caller, signedIn });
  }

  app.route({
    method,
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    handler: async (request, reply) => {
      const timely = await pTimeout(answer(request, reply), {
        milliseconds,
        fallback: () => {
          request.log.error('request.timed-out');
          return refuse('unavailable');
        },
      });
      return send(reply, timely);
    },
  });
}
