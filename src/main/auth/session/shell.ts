import type { Clock } from '../../ports.ts';
import type { Api } from '../api/api.ts';
import type { ApiAnswer } from '../api/api-answer.ts';
import { timeoutMs } from '../api/http/http-client.ts';
import type { SessionRecord, SessionRecords } from '../ports.ts';
import { awakeTimeoutMs } from '../time/answer-timeout.ts';
import { withDeadline } from '../time/deadline.ts';
import type { ServerClock } from '../time/server-clock.ts';
import { isUsable, readAccessToken } from '../tokens/access-token.ts';
import type { Revocations } from '../tokens/revocations.ts';
import type { Saved, TokenStore } from '../tokens/token-store.ts';
import { type CallWithToken, createCallWithToken, type TokenAnswer } from './authorised-call.ts';
import { initialState, step } from './core/machine.ts';
import type { Effect, Event, LiveSession, Moment, State } from './core/state.ts';
import type { Forms } from './forms.ts';
import { openRunScope } from './run-scope.ts';
import type { StatePublisher } from './state-publisher.ts';

/** Performs the effects of the core and reports their results as events. It decides nothing. */
export interface Shell {
  hear(happening: Happening): void;
  readonly callWithToken: CallWithToken;
  /** Settles when the current removal is done, or after 2 s if the keychain takes longer. */
  removal(): Promise<void>;
  /** Settles when the last read of the vault is done. */
  reading(): Promise<void>;
  dispose(): void;
}

/** An event without its time. */
export type Happening = Event extends infer Each
  ? Each extends Event
    ? Omit<Each, 'at'>
    : never
  : never;

type LaterEffect = Exclude<Effect, { type: 'record' }>;

type Performers = {
  readonly [Type in LaterEffect['type']]: (effect: Extract<LaterEffect, { type: Type }>) => void;
};

interface ShellDeps {
  readonly api: Api;
  readonly tokenStore: TokenStore;
  readonly revocations: Revocations;
  readonly records: SessionRecords;
  readonly forms: Forms;
  readonly published: StatePublisher;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** How long the keychain may take before the user is told (docs/session.md, "The vault"); ms. */
export const slowKeychainMs = 3_000;
/** The longest that a sign-out waits for the keychain (docs/session.md, "Life" 7); milliseconds. */
export const longestRemovalMs = 2_000;

export function createShell(deps: ShellDeps): Shell {
  const { api, tokenStore, revocations, records, forms, published, clock, serverClock } = deps;
  let state: State = initialState;
  let isDisposed = false;
  let isStepping = false;
  // A mutant survives: what has no type of an event changes nothing.
  const events: Event[] = [];
  const calls = new Map<number, (answer: TokenAnswer) => void>();
  const waiting = new Map<string | null, Promise<TokenAnswer>>();
  let callCount = 0;
  let removing: Promise<unknown> = Promise.resolve();
  let reading: Promise<void> = Promise.resolve();
  let scope = openRunScope(null, clock, () => {});

  function now(): Moment {
    return { wall: clock.now(), server: serverClock.now(), chance: deps.random() };
  }

  /** Handles one event at a time: an event that an effect causes at once waits in the queue. */
  function hear(happening: Happening): void {
    if (isDisposed) {
      return;
    }
    if (isStepping) {
      events.push({ ...happening, at: now() });
      return;
    }
    scope.lookAtClock();
    events.push({ ...happening, at: now() });
    isStepping = true;
    try {
      for (let event = events.shift(); event !== undefined; event = events.shift()) {
        const next = step(state, event);
        state = next.state;
        followRun();
        performAll(next.effects);
      }
    } finally {
      isStepping = false;
    }
  }

  /** Requests and timers of a session end with it. */
  function followRun(): void {
    const run = sessionIn(state)?.run ?? null;
    if (run === scope.run) {
      return;
    }
    scope.end();
    scope = openRunScope(run, clock, resume);
  }

  function resume(): void {
    serverClock.distrust();
    hear({ type: 'retry', cause: 'resume' });
  }

  const performers: Performers = {
    show: ({ state: shown, cause, status }) => published.publish(shown, cause, status),
    // Two mutants survive: the names of the timers only have to differ.
    timer: ({ delayMs }) => scope.setTimer('timer', delayMs, () => hear({ type: 'timer' })),
    'store-timer': ({ delayMs }) =>
      scope.setTimer('store-timer', delayMs, () => hear({ type: 'store-timer' })),
    submit: ({ form }) => void submit(form),
    'abandon-form': ({ form }) => forms.abandon(form),
    'answer-form': ({ form, outcome }) => forms.answer(form, outcome),
    // A mutant survives: a call only asks whether it was denied.
    'give-token': ({ call, token }) =>
      settleCall(call, { kind: 'token', token, signal: scope.signal }),
    'deny-token': ({ call, answer }) => settleCall(call, { kind: 'denied', answer }),
    revoke: ({ token }) => void revocations.add(token),
    remove({ revoke, own }) {
      // Queued before it is removed: killed in between, the next start finds the token.
      const queued = revoke === null ? Promise.resolve() : revocations.add(revoke);
      removing = queued.then(() => tokenStore.clear(own));
    },
    read({ ticket }) {
      reading = read(ticket);
    },
    'check-name': ({ run }) => void checkName(run),
    write: (effect) => void write(effect),
    mark: (effect) => void mark(effect),
    wake: (effect) => void ask(effect),
    refresh: (effect) => void ask(effect),
    'ask-profile': (effect) => void ask(effect),
  };

  /**
   * The settings first, in one write: what is shown must survive a crash, and what the others do to
   * the keychain builds on them.
   */
  function performAll(effects: readonly Effect[]): void {
    let changes: Partial<SessionRecord> = {};
    for (const effect of effects) {
      if (effect.type === 'record') {
        changes = { ...changes, ...effect.change };
      }
    }
    if (Object.keys(changes).length > 0) {
      records.update(changes);
    }
    for (const effect of effects) {
      if (effect.type !== 'record') {
        perform(effect);
      }
    }
  }

  function perform<Type extends LaterEffect['type']>(
    effect: Extract<LaterEffect, { type: Type }>,
  ): void {
    const performer: (effect: Extract<LaterEffect, { type: Type }>) => void =
      performers[effect.type];
    performer(effect);
  }

  async function ask(effect: Extract<Effect, { type: 'wake' | 'refresh' | 'ask-profile' }>) {
    const { ticket } = effect;
    const { signal } = scope;
    switch (effect.type) {
      case 'wake':
        return hear({
          type: 'woken',
          ticket,
          answer: await api.wake(signal, effect.isPatient ? timeoutMs : awakeTimeoutMs),
        });
      case 'refresh':
        return hear({
          type: 'refreshed',
          ticket,
          answer: withAccess(await api.refresh(effect.token, signal)),
        });
      case 'ask-profile':
        return hear({ type: 'profile-told', ticket, answer: await api.me(effect.token, signal) });
    }
  }

  function withAccess(
    answer: ApiAnswer<{ readonly accessToken: string; readonly refreshToken: string | null }>,
  ): Extract<Happening, { type: 'refreshed' }>['answer'] {
    if (answer.kind !== 'success') {
      return answer;
    }
    const { accessToken, refreshToken } = answer.value;
    return {
      ...answer,
      value: { access: readAccessToken(accessToken, serverClock.now()), refreshToken },
    };
  }

  async function submit(form: number): Promise<void> {
    const outcome = await forms.submit(form);
    if (isDisposed && outcome.ok) {
      await revocations.add(outcome.value.refreshToken);
    }
    hear({ type: 'form-answered', form, outcome });
  }

  async function read(ticket: number): Promise<void> {
    const slow = clock.schedule(() => hear({ type: 'keychain-slow', ticket }), slowKeychainMs);
    const reading = tokenStore.read();
    queueMicrotask(() => rehearse(ticket));
    const stored = await reading;
    slow.cancel();
    hear({ type: 'keychain-read', ticket, stored });
  }

  /**
   * V8 compiles the core while the keychain works, instead of between its answer and the dashboard.
   * Mutants survive: the result is not used.
   */
  function rehearse(ticket: number): void {
    const session = state.record.marker?.storedAt ?? 'absent';
    const at = { wall: 0, server: 0, chance: 0 };
    const stored = { kind: 'found', token: '', session } as const;
    step(state, { type: 'keychain-read', at, ticket, stored });
  }

  async function checkName(run: number): Promise<void> {
    hear({ type: 'name-read', run, name: await tokenStore.readName() });
  }

  /** A write that takes too long counts as not stored for now; its late result still counts. */
  async function write({ ticket, token, own }: Extract<Effect, { type: 'write' }>): Promise<void> {
    const saving = tokenStore.save(token, own);
    const inTime = await withDeadline(saving, slowKeychainMs, clock);
    if (inTime !== null) {
      return stored(inTime, false);
    }
    stored('memory', true);
    return stored(await saving, true);

    /** A keychain that was not asked cannot have asked the user: the write may be repeated. */
    function stored(saved: Saved | 'superseded', isSlow: boolean): void {
      const result =
        saved === 'superseded'
          ? ({ storage: 'memory', isSlow: false } as const)
          : { storage: saved, isSlow };
      hear({ type: 'stored', ticket, ...result });
    }
  }

  async function mark({ name, token, form }: Extract<Effect, { type: 'mark' }>): Promise<void> {
    await withDeadline(tokenStore.mark(name, token), slowKeychainMs, clock);
    // A mutant survives: nothing waits for a form that is null.
    if (form !== null) {
      forms.answer(form, { ok: true, value: null });
    }
  }

  function settleCall(call: number, answer: TokenAnswer): void {
    // Two mutants survive: each call is settled once, and what is left of it is never read.
    calls.get(call)?.(answer);
    calls.delete(call);
  }

  function getToken(refused: string | null): TokenAnswer | Promise<TokenAnswer> {
    scope.lookAtClock();
    const token = liveIn(state)?.access?.token;
    if (token !== undefined && token.value !== refused && isUsable(token, serverClock.now())) {
      // A mutant survives: a call only asks whether it was denied.
      return { kind: 'token', token: token.value, signal: scope.signal };
    }
    return waiting.get(refused) ?? waitForToken(refused);
  }

  /** Callers that were refused the same token, or have none, wait for one answer. */
  function waitForToken(refused: string | null): Promise<TokenAnswer> {
    // A mutant survives: the numbers only have to differ.
    callCount += 1;
    const call = callCount;
    const answer = new Promise<TokenAnswer>((resolve) => {
      calls.set(call, (answered) => {
        waiting.delete(refused);
        resolve(answered);
      });
    });
    waiting.set(refused, answer);
    hear({ type: 'token-wanted', call, refused });
    return answer;
  }

  return {
    hear,
    callWithToken: createCallWithToken({
      getToken,
      onAccepted() {
        if (liveIn(state)?.isDoubted) {
          hear({ type: 'token-accepted' });
        }
      },
    }),
    removal: async () => void (await withDeadline(removing, longestRemovalMs, clock)),
    reading: () => reading,
    dispose() {
      isDisposed = true;
      scope.end();
      forms.dispose();
    },
  };
}

function liveIn({ phase }: State): LiveSession | null {
  return phase.kind === 'live' ? phase.session : null;
}

/** Also one whose token is still being stored. */
function sessionIn({ phase }: State): LiveSession | null {
  // A mutant survives: the other phases have no session, which is no run either.
  return phase.kind === 'live' || phase.kind === 'storing' ? phase.session : null;
}
