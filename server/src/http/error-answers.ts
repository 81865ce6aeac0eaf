import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseUnavailable } from '../db/database.ts';
import { RequestFault } from './input/request-fault.ts';
import { refuse } from './refusals.ts';

const sentences: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Request body too large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  417: 'Expectation Failed',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
};

/** The sentence for a status of the server itself, in place of a reason of the API. */
export const detailOf = (status: number) => sentences[status] ?? 'Bad Request';

/** A complete answer for a socket whose data was not a request. */
export function bareAnswer(status: number): string {
  const body = JSON.stringify({ detail: detailOf(status) });
  return (
    `HTTP/1.1 ${status} ${detailOf(status)}\r\ncontent-type: application/json\r\n` +
    `content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`
  );
}

/** The status of the answer to an error that a parser, a handler or the framework threw. */
export function statusOf(error: unknown): number {
  if (error instanceof RequestFault) {
    return error.status;
  }
  if (error instanceof DatabaseUnavailable) {
    return 503;
  }
  const status =
    error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : Number.NaN;
  return status >= 400 && status < 600 ? status : 500;
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof RequestFault) {
    return reply.code(error.status).send({ detail: error.detail });
  }
  const status = statusOf(error);
  if (status === 503) {
    request.log.error({ err: error }, 'request.timed-out');
    const { headers, body } = refuse('unavailable');
    return reply
      .code(503)
      .headers({ ...headers })
      .send(body);
  }
  if (status >= 500) {
    request.log.error({ err: error }, 'request.failed');
  }
  return reply.code(status).send({ detail: detailOf(status) });
}

const knownStatusOfCode: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** The status for data that is not HTTP or arrives too slowly; null if the client went away. */
export function statusOfClientError({ code = '' }: NodeJS.ErrnoException): number | null {
  return code === 'ECONNRESET' ? null : (knownStatusOfCode[code] ?? 400);
}

/** Answers data that is not HTTP or arrives too slowly; a closed socket is ignored. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  const status = statusOfClientError(error);
  if (status === null || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(bareAnswer(status));
}

/** Answers every error outside the handlers in FastAPI's format. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const allowed = (['GET', 'POST', 'PATCH', 'DELETE'] as const).filter(
      (method) => method !== request.method && Boolean(app.findRoute({ method, url: path })),
    );
    if (allowed.length > 0) {
      reply.header('allow', allowed.join(', '));
    }
    const status = allowed.length > 0 ? 405 : 404;
    return reply.code(status).send({ detail: detailOf(status) });
  });
}
