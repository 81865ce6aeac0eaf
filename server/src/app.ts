import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Config } from './config.ts';
import type { BackgroundTasks } from './http/endpoint.ts';
import { addErrorAnswers, answerClientError } from './http/error-answers.ts';
import { addBodyParsers } from './http/input/body-parsers.ts';
import { openLogOutput } from './http/log-output.ts';
import { addDocsPage } from './http/pages/docs-page.ts';
import { addResetPasswordPage } from './http/pages/reset-password.ts';
import { addProtocolAnswers } from './http/protocol-answers.ts';
import { RequestLog } from './http/request-log.ts';
import { addRoutes, type Services } from './http/routes.ts';
import { createTrafficLimits } from './http/traffic-limits.ts';

const longestBodyBytes = 16 * 1024;
/** Longer than the minute for which proxies keep a connection, so that they are the ones to close it. */
const keepAliveMs = 72_000;

// zod validates here. Fastify would still load Ajv and its serializer, which is a sixth of the
// start.
function noSchemas(): never {
  throw new Error('A route has a Fastify schema: describe it in http/endpoints.ts instead.');
}

export type AppConfig = Pick<
  Config,
  | 'LOG_LEVEL'
  | 'TRUSTED_PROXIES'
  | 'CORS_ORIGINS'
  | 'HEADERS_TIMEOUT_SECONDS'
  | 'REQUEST_TIMEOUT_SECONDS'
  | 'HANDLER_TIMEOUT_SECONDS'
  | 'ANSWER_TIMEOUT_SECONDS'
  | 'MAX_CONNECTIONS'
>;

/** The HTTP application without a listener: tests call it through `inject`. */
export function createApp(
  config: AppConfig,
  services: Services,
  background: BackgroundTasks,
): FastifyInstance {
  const traffic = createTrafficLimits({
    maxConnections: config.MAX_CONNECTIONS,
    answerTimeoutMs: config.ANSWER_TIMEOUT_SECONDS * 1000,
    onClosed: (event) => app.log.warn(event),
  });
  const app = fastify({
    logger: {
      level: config.LOG_LEVEL,
      redact: ['req.headers', 'res.headers'],
      stream: openLogOutput(process.stdout.fd),
    },
    logController: new RequestLog(),
    genReqId: () => randomUUID(),
    bodyLimit: longestBodyBytes,
    serverFactory: (handler) =>
      createServer(
        {
          requestTimeout: config.REQUEST_TIMEOUT_SECONDS * 1000,
          headersTimeout: config.HEADERS_TIMEOUT_SECONDS * 1000,
          keepAliveTimeout: keepAliveMs,
          // How often Node checks for requests that take too long.
          connectionsCheckingInterval: 1_000,
          // We answer these ourselves, in JSON.
          requireHostHeader: false,
        },
        traffic.guard(handler),
      ),
    trustProxy: config.TRUSTED_PROXIES.length > 0 ? [...config.TRUSTED_PROXIES] : false,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
    schemaController: {
      compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas },
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: (_error, _request, reply) => {
      (reply as unknown as FastifyReply).code(400).send({ detail: 'Bad Request' });
    },
  });
  app.decorateReply('refusal', null);
  traffic.addTo(app);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  addProtocolAnswers(app);
  addBodyParsers(app);
  addErrorAnswers(app);
  addRoutes(app, services, {
    timeoutMs: config.HANDLER_TIMEOUT_SECONDS * 1000,
    runInBackground: background,
    authenticate: services.sessions.authenticate,
  });
  addDocsPage(app);
  addResetPasswordPage(app, services.passwordReset);
  if (config.CORS_ORIGINS.length > 0) {
    app.register(import('@fastify/cors'), {
      origin: [...config.CORS_ORIGINS],
      methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    });
  }
  return app;
}
