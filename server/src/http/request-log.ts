import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/**
 * One line a request: method, route, status and time. Full addresses, headers and bodies are never
 * logged, because they may contain tokens.
 */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const fields = {
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (error) {
      request.log.warn({ ...fields, err: error }, 'request.cut-off');
    } else {
      request.log.info(fields, 'request.answered');
    }
  }
}
