import {
  type AccountFeature,
  type AccountSession,
  accountFeatures,
} from '@mytone/shared/account/account.ts';
import * as z from 'zod/mini';
import { readTime } from '../api/profile-reader.ts';

/** Where each feature is: method and path of docs/contract.md; the path's parameter has any name. */
const operations: Readonly<Record<AccountFeature, readonly [method: string, path: RegExp]>> = {
  'change-profile': ['patch', /^\/auth\/me$/],
  'change-password': ['post', /^\/auth\/change-password$/],
  'list-sessions': ['get', /^\/auth\/sessions$/],
  'end-session': ['delete', /^\/auth\/sessions\/\{[^/]+\}$/],
  'end-other-sessions': ['post', /^\/auth\/logout-others$/],
  'delete-account': ['delete', /^\/auth\/me$/],
};

const paths = z.record(z.string(), z.catch(z.record(z.string(), z.unknown()), {}));

/** `GET /openapi.json`, reduced to the features that it lists; whatever else is in it is ignored. */
export const offerSchema = z.pipe(
  z.object({ paths }),
  z.transform((document): readonly AccountFeature[] =>
    accountFeatures.filter((feature) => {
      const [method, path] = operations[feature];
      return Object.entries(document.paths).some(
        ([name, item]) => path.test(name) && item[method] !== undefined,
      );
    }),
  ),
);

const id = z.union([
  z.string().check(z.minLength(1)),
  z.pipe(
    z.int(),
    z.transform((value) => String(value)),
  ),
]);

/** `GET /auth/sessions`: only the id is needed; a session without one cannot be ended. */
export const sessionsSchema = z.pipe(
  z.array(
    z.catch(
      z.nullable(
        z.object({
          id,
          created_at: z.optional(z.unknown()),
          last_used_at: z.optional(z.unknown()),
          client: z.catch(z.nullable(z.string()), null),
          is_current: z.catch(z.boolean(), false),
        }),
      ),
      null,
    ),
  ),
  z.transform((sessions): readonly AccountSession[] =>
    sessions.flatMap((session) =>
      session === null
        ? []
        : [
            {
              id: session.id,
              createdAt: readTime(session.created_at),
              lastUsedAt: readTime(session.last_used_at),
              client: session.client,
              isCurrent: session.is_current,
            },
          ],
    ),
  ),
);
