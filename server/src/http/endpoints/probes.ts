import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import { refusalSchema as refusal } from '../wire.ts';

const message = z.looseObject({ message: z.string() });

/** Calls for proxies, supervisors, and clients that wake a sleeping host. */
export const probes = {
  root: {
    method: 'GET',
    path: '/',
    summary: 'Wakes the server; does not use the database',
    answers: { 200: message },
  },
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Whether the process is alive; does not use the database',
    answers: { 200: z.looseObject({ status: z.literal('ok') }) },
  },
  ready: {
    method: 'GET',
    path: '/ready',
    summary: 'Whether requests can be served: the database answers and has the current schema',
    answers: { 200: z.looseObject({ status: z.literal('ready') }), 503: refusal },
  },
} as const satisfies Record<string, Endpoint>;
