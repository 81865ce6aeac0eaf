import { measurePassword, passwordMaximumBytes } from '@mytone/shared/account/field-limits.ts';
import { languages } from '@mytone/shared/languages.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { PasswordReset } from '../../accounts/password-reset.ts';
import { type ResetView, resetPage, resetPagePolicy } from '../../reset/reset-page.ts';
import { languageOf } from '../accepted-language.ts';
import { statusOf } from '../error-answers.ts';
import type { ParsedBody } from '../input/body-parsers.ts';
import * as field from '../input/fields.ts';
import { refuse } from '../refusals.ts';

const path = '/reset-password';

/** In the form in which the mail's links contain it. */
const linkToken = z.string().check(z.regex(/^[\w-]{1,200}$/));

const query = z.object({ token: z.optional(linkToken), lang: z.optional(z.string()) });

const tokenInForm = z.object({ token: linkToken });
const passwordInForm = z.object({ new_password: field.newPassword });

function send(request: FastifyRequest, reply: FastifyReply, status: number, view: ResetView) {
  const { lang } = query.safeParse(request.query).data ?? {};
  const language =
    languages.find((one) => one === lang) ?? languageOf(request.headers['accept-language']);
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': resetPagePolicy,
      'content-language': language,
      'cache-control': 'no-store',
      // The address contains the link's token.
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .send(resetPage(language, view));
}

const isTooLong = (password: unknown) =>
  typeof password === 'string' && measurePassword(password).bytes > passwordMaximumBytes;

function formOf(request: FastifyRequest): unknown {
  const body = request.body as ParsedBody | null | undefined;
  return body?.format === 'form' ? body.value : {};
}

function sendBusy(request: FastifyRequest, reply: FastifyReply, token: string) {
  reply.headers({ ...refuse('busy').headers });
  return send(request, reply, 503, { kind: 'form', token, problem: 'busy' });
}

/** A person reads the answer, so an error is a page too. The link still works if the server failed. */
function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const status = statusOf(error);
  const link = tokenInForm.safeParse(formOf(request));
  if (status >= 500) {
    request.log.error({ err: error }, status === 503 ? 'request.timed-out' : 'request.failed');
  }
  if (status >= 500 && link.success) {
    sendBusy(request, reply, link.data.token);
  } else {
    send(request, reply, status, { kind: 'broken' });
  }
}

/**
 * The page that the link in the mail opens: a form without a script, or a link to the application.
 */
export function addResetPasswordPage(app: FastifyInstance, passwordReset: PasswordReset): void {
  app.get(path, async (request, reply) => {
    const { token } = query.safeParse(request.query).data ?? {};
    return token === undefined
      ? send(request, reply, 400, { kind: 'broken' })
      : send(request, reply, 200, { kind: 'form', token });
  });

  app.post(path, { errorHandler: answerError }, async (request, reply) => {
    const form = formOf(request);
    const link = tokenInForm.safeParse(form);
    if (!link.success) {
      return send(request, reply, 400, { kind: 'broken' });
    }
    const { token } = link.data;
    const given = passwordInForm.safeParse(form);
    if (!given.success) {
      const problem = isTooLong(Reflect.get(Object(form), 'new_password')) ? 'tooLong' : 'tooShort';
      return send(request, reply, 422, { kind: 'form', token, problem });
    }
    const reset = await passwordReset.reset(token, given.data.new_password, request.ip);
    if (reset.ok) {
      return send(request, reply, 200, { kind: 'done' });
    }
    return reset.error.code === 'busy'
      ? sendBusy(request, reply, token)
      : send(request, reply, 400, { kind: 'broken' });
  });
}
