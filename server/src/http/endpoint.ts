import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import pTimeout from 'p-timeout';
import type * as z from 'zod/mini';
import type { SignedInUser } from '../accounts/sessions.ts';
import type { Answer } from './answer.ts';
import type { ParsedBody } from './body-parsers.ts';
import { refuse } from './refusals.ts';
import { RequestFault } from './request-fault.ts';
import { validationDetail } from './validation-detail.ts';

/** One call of the API: who may make it, what validates its input and what documents it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** It needs `Authorization: Bearer <access token>`: else it is 401, and no handler runs. */
  readonly isForSignedIn?: true;
  readonly format?: 'json' | 'form';
  readonly body?: z.ZodMiniType;
  /** Body of each answer by status; null where there is none. */
  readonly answers: Readonly<Record<number, z.core.$ZodType | null>>;
}

/** What any handler sees of the request besides its body. */
export interface Caller {
  readonly address: string;
  /** Runs once the answer has been sent; the server waits for it before it ends. */
  readonly afterReply: (task: () => Promise<void>) => void;
}

/** What the handler of an endpoint for people who are signed in sees. */
export interface SignedInCaller extends Caller {
  readonly user: SignedInUser;
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
  if (body?.format === format && 'value' in body) return body.value;
  // As FastAPI: a form that is no form has no fields; a JSON body that is none is no object.
  if (format === 'form') return {};
  return body === null || body === undefined ? undefined : '';
}

function bearerTokenOf(request: FastifyRequest): string | null {
  return /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.code(answer.status);
  if (answer.headers !== undefined) reply.headers(answer.headers);
  return reply.send(answer.body);
}

export type BackgroundTasks = (task: () => Promise<void>) => void;

export interface Handling {
  /** How long a handler may take; then the answer is 503, and what the handler does goes on. */
  readonly timeoutMs: number;
  readonly runInBackground: BackgroundTasks;
  /** The user of an access token; null when it is not valid. */
  readonly authenticate: (accessToken: string) => Promise<SignedInUser | null>;
}

function readBody(
  schema: z.ZodMiniType | undefined,
  format: 'json' | 'form',
  request: FastifyRequest,
) {
  if (schema === undefined) return undefined;
  const input = inputOf(request, format);
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new RequestFault(422, validationDetail(parsed.error, input));
  return parsed.data;
}

/**
 * Serves `endpoint` with `handle`, which only ever sees a body that its schema has read and, where
 * the endpoint says so, the user of a valid access token. The time-out is not Fastify's
 * `handlerTimeout`: as of 5.12 that one forgets every request whose body has been read
 * (fastify/fastify#6725).
 */
export function addEndpoint<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  { timeoutMs: milliseconds, runInBackground, authenticate }: Handling,
  handle: Handler<E>,
): void {
  const { body: schema, format = 'json', method, path: url, isForSignedIn }: Endpoint = endpoint;
  // The types of both follow from `endpoint`, which TypeScript can't follow in here.
  const run = handle as (body: unknown, caller: Caller | SignedInCaller) => Promise<Answer>;

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const caller: Caller = {
      address: request.ip,
      afterReply: (task) => reply.raw.once('close', () => runInBackground(task)),
    };
    if (isForSignedIn !== true) return await run(readBody(schema, format, request), caller);
    const token = bearerTokenOf(request);
    const user = token === null ? null : await authenticate(token);
    if (user === null) return refuse('invalid-token');
    return await run(readBody(schema, format, request), { ...caller, user });
  }

  app.route({
    method,
    url,
    handler: async (request, reply) => {
      const timely = await pTimeout(answer(request, reply), {
        milliseconds,
        fallback: () => {
          request.log.error('could not answer in time');
          return refuse('unavailable');
        },
      });
      return send(reply, timely);
    },
  });
}
