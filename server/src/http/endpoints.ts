import type { Endpoint } from './endpoint.ts';
import { ownAccount } from './endpoints/own-account.ts';
import { probes } from './endpoints/probes.ts';
import { recovery } from './endpoints/recovery.ts';
import { signIn } from './endpoints/sign-in.ts';

/** Every call of the API. Routes, validation and the OpenAPI document come from this one list. */
export const endpoints = {
  ...probes,
  ...signIn,
  ...ownAccount,
  ...recovery,
} as const satisfies Record<string, Endpoint>;
