import type { LiveSession } from '../../../src/main/auth/session/core/state.ts';
import { type Choice, happen, now, type World } from '../world.ts';

// What the user does, which timers are due, and the passing of time.

export function timers({ timers: { attempt, store }, ...world }: World): Choice[] {
  const after = (change: Partial<World['timers']>): World => ({
    ...world,
    timers: { attempt, store, ...change },
  });
  return [
    ...(attempt ? [happen('the timer is due', after({ attempt: false }), { type: 'timer' })] : []),
    ...(store
      ? [
          happen('the timer of the keychain is due', after({ store: false }), {
            type: 'store-timer',
          }),
        ]
      : []),
  ];
}

export function people(world: World): Choice[] {
  const { phase } = world.core;
  const isOpen = phase.kind !== 'live' && phase.kind !== 'storing' && phase.form === null;
  const retry = (cause: 'user' | 'resume' | 'network-up') =>
    happen(`retry: ${cause}`, world, { type: 'retry', cause });
  const session = phase.kind === 'live' ? phase.session : null;
  const wanted = (refused: string | null) =>
    happen(`a call needs a token, after ${refused === null ? 'none' : 'a 401'}`, world, {
      type: 'token-wanted',
      call: 1,
      refused,
    });
  return [
    ...(isOpen
      ? (['jean', 'marie'] as const).map((person) =>
          happen(
            `${person} signs in`,
            { ...world, form: { id: 1, person } },
            { type: 'form-submitted', form: 1 },
          ),
        )
      : []),
    happen('sign out', world, { type: 'sign-out' }),
    ...(isOpen ? [] : [happen('cancel', world, { type: 'form-cancelled' })]),
    retry('user'),
    retry('resume'),
    retry('network-up'),
    ...(session?.waiting.length === 0
      ? [wanted(null), ...(session.access === null ? [] : [wanted(session.access.token.value)])]
      : []),
  ];
}

export function passages(world: World): Choice[] {
  const { phase } = world.core;
  if (phase.kind !== 'live') {
    return [];
  }
  const { session } = phase;
  const age = (label: string, change: Partial<LiveSession>) =>
    happen(label, {
      ...world,
      core: { ...world.core, phase: { kind: 'live', session: { ...session, ...change } } },
    });
  const { access } = session;
  const old = { awakeUntil: 0, failed: session.failed && { ...session.failed, until: 0 } };
  return [
    ...(session.awakeUntil > now || (session.failed?.until ?? 0) > now
      ? [age('some minutes pass', old)]
      : []),
    ...(access !== null && access.renewAt > now
      ? [age('the access token is due', { ...old, access: { ...access, renewAt: now - 1 } })]
      : []),
    ...(access !== null && (access.token.expiresAt ?? 0) > now
      ? [
          age('the access token expires', {
            ...old,
            access: {
              token: { ...access.token, expiresAt: now - 1 },
              renewAt: now - 1,
              receivedAt: now - 900_000,
            },
          }),
        ]
      : []),
  ];
}
