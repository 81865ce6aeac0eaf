import type { Endpoint } from './endpoint.ts';
import { ownAccount } from './endpoints/own-account.ts';
import { probes } from './endpoints/probes.ts';
import { recovery } from './endpoints/recovery.ts';
import { signIn } from './endpoints/sign-in.ts';

/** All calls of the API. Routes, validation and the OpenAPI document are made from this list. */
export const endpoints = {
  ...probes,
  ...signIn,
  ...ownAccount,
  ...recovery,
} as const satisfies Record<string, Endpoint>;
