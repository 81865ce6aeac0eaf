import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import pTimeout from 'p-timeout';
import type * as z from 'zod/mini';
import type { Answer } from './answer.ts';
import type { ParsedBody } from './body-parsers.ts';
import { refuse } from './refusals.ts';
import { RequestFault } from './request-fault.ts';
import { validationDetail } from './validation-detail.ts';

/** One call of the API: what validates its input and what documents it. */
export interface Endpoint<Body extends z.ZodMiniType = z.ZodMiniType> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** Whether it needs `Authorization: Bearer <access token>`. */
  readonly isForSignedIn?: boolean;
  readonly format?: 'json' | 'form';
  readonly body?: Body;
  /** Body of each answer by status; null where there is none. */
  readonly answers: Readonly<Record<number, z.core.$ZodType | null>>;
}

/** What a handler sees of the request besides its body. */
export interface Caller {
  readonly address: string;
  readonly bearerToken: string | null;
  /** Runs once the answer has been sent; the server waits for it before it ends. */
  readonly afterReply: (task: () => Promise<void>) => void;
}

export type Handler<Body> = (body: Body, caller: Caller) => Promise<Answer>;

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
}

/**
 * Serves `endpoint` with `handle`, which only ever sees a body that its schema has read. The
 * time-out is not Fastify's `handlerTimeout`: as of 5.12 that one forgets every request whose body
 * has been read (fastify/fastify#6725).
 */
export function addEndpoint<Body extends z.ZodMiniType>(
  app: FastifyInstance,
  endpoint: Endpoint<Body>,
  { timeoutMs: milliseconds, runInBackground }: Handling,
  handle: Handler<z.output<Body>>,
): void {
  const { body: schema, format = 'json', method, path: url } = endpoint;
  app.route({
    method,
    url,
    handler: async (request, reply) => {
      const caller: Caller = {
        address: request.ip,
        bearerToken: bearerTokenOf(request),
        afterReply: (task) => reply.raw.once('close', () => runInBackground(task)),
      };
      const input = schema === undefined ? undefined : inputOf(request, format);
      const parsed = schema?.safeParse(input);
      if (parsed?.success === false) {
        throw new RequestFault(422, validationDetail(parsed.error, input));
      }
      const answer = await pTimeout(handle(parsed?.data as z.output<Body>, caller), {
        milliseconds,
        fallback: () => {
          request.log.error('could not answer in time');
          return refuse('unavailable');
        },
      });
      return send(reply, answer);
    },
  });
}
