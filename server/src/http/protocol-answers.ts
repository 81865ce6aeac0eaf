import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bareAnswer, detailOf } from './error-answers.ts';

/** RFC 9112, 3.2: exactly one `Host`; HTTP/1.0 may leave it out. */
function hasItsHost({ raw }: FastifyRequest): boolean {
  const hosts = raw.rawHeaders.filter(
    (name, index) => index % 2 === 0 && name.toLowerCase() === 'host',
  ).length;
  return hosts === 1 || (hosts === 0 && raw.httpVersion === '1.0');
}

/**
 * Answers in the API's format where Node would send an empty answer: a missing or second `Host`, an
 * unknown `Expect`, and `CONNECT`. An empty content type counts as none.
 */
export function addProtocolAnswers(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (!hasItsHost(request)) {
      reply
        .code(400)
        .header('connection', 'close')
        .send({ detail: detailOf(400) });
      return;
    }
    if (request.raw.headers['content-type']?.trim() === '') {
      delete request.raw.headers['content-type'];
    }
    done();
  });
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.stringify({ detail: detailOf(417) });
    response
      .writeHead(417, {
        'content-type': 'application/json',
        'content-length': body.length,
        connection: 'close',
      })
      .end(body);
  });
  app.server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined);
    socket.end(bareAnswer(405));
  });
}
