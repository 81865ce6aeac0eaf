import type { UpdateAction, UpdateFailure, UpdateState } from '@mytone/shared/update-state.ts';

/** How long an update that the user put off is not shown again, in milliseconds. */
export const postponedMs = 24 * 60 * 60 * 1000;

export type UpdateEvent =
  | { readonly type: UpdateAction }
  /** It is time for a regular check. */
  | { readonly type: 'check-due' }
  | { readonly type: 'found'; readonly version: string; readonly bytes: number }
  | { readonly type: 'nothing-found' }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'downloaded' }
  | { readonly type: 'failed'; readonly code: UpdateFailure };

/** What the shell does next; the outcome comes back as an event. */
export type UpdateEffect = 'check' | 'download' | 'cancel-download' | 'install';

export interface UpdateMachine {
  readonly state: UpdateState;
  /** The version that the user put off; it is shown again from `until` on. */
  readonly postponed: { readonly version: string; readonly until: number } | null;
}

interface Step {
  readonly machine: UpdateMachine;
  readonly effect: UpdateEffect | null;
}

/** The machine at the start of the application, when nothing has been put off. */
export function startMachine(state: UpdateState): UpdateMachine {
  return { state, postponed: null };
}

/**
 * The next state of the update after an event, and the effects to perform. An event that does not fit
 * the state is ignored: a late answer, or a button that was pressed twice.
 * @param now milliseconds of a clock that only grows
 */
export function step(machine: UpdateMachine, event: UpdateEvent, now: number): Step {
  const { state } = machine;
  switch (event.type) {
    case 'check':
      return canCheck(state)
        ? change(machine, { kind: 'checking', isShown: true }, 'check')
        : change(machine, { ...state, isShown: true });
    case 'check-due':
      return checkUnasked(machine, now);
    case 'postpone':
      return postpone(machine, now);
    case 'failed':
      return canFail(state)
        ? change(machine, { kind: 'failed', code: event.code, isShown: state.isShown })
        : stay(machine);
    case 'found': {
      const { version, bytes } = event;
      const isShown = state.isShown || !isPostponed(machine, version, now);
      return state.kind === 'checking'
        ? change(machine, { kind: 'offered', version, bytes, isShown })
        : stay(machine);
    }
    case 'nothing-found':
      return state.kind === 'checking'
        ? change(machine, { kind: 'none', isShown: state.isShown })
        : stay(machine);
    case 'download':
      return state.kind === 'offered'
        ? change(machine, { ...state, kind: 'downloading', percent: 0, isShown: true }, 'download')
        : stay(machine);
    case 'progress':
      return state.kind === 'downloading'
        ? change(machine, { ...state, percent: event.percent })
        : stay(machine);
    case 'downloaded':
      return state.kind === 'downloading'
        ? change(machine, { kind: 'ready', version: state.version, isShown: true })
        : stay(machine);
    case 'install':
      return state.kind === 'ready'
        ? change(machine, { ...state, kind: 'installing', isShown: true }, 'install')
        : stay(machine);
  }
}

function stay(machine: UpdateMachine): Step {
  return { machine, effect: null };
}

function change(
  machine: UpdateMachine,
  state: UpdateState,
  effect: UpdateEffect | null = null,
): Step {
  return { machine: { ...machine, state }, effect };
}

/** No check starts while an action is running or an update is already offered. */
function canCheck({ kind }: UpdateState): boolean {
  return kind === 'idle' || kind === 'none' || kind === 'failed' || kind === 'offered';
}

function canFail({ kind }: UpdateState): boolean {
  return kind === 'checking' || kind === 'downloading' || kind === 'installing';
}

function isPostponed({ postponed }: UpdateMachine, version: string, now: number): boolean {
  return postponed?.version === version && now < postponed.until;
}

/** What the user sees does not change by itself, but a postponed update is offered again. */
function checkUnasked(machine: UpdateMachine, now: number): Step {
  const { state } = machine;
  if (state.kind === 'ready') {
    return isPostponed(machine, state.version, now)
      ? stay(machine)
      : change(machine, { ...state, isShown: true });
  }
  return canCheck(state) && !state.isShown
    ? change(machine, { kind: 'checking', isShown: false }, 'check')
    : stay(machine);
}

/** Postpones an update, or closes the message if there is none. Cancels a download. */
function postpone(machine: UpdateMachine, now: number): Step {
  const { state } = machine;
  if (state.kind === 'installing') {
    return stay(machine);
  }
  const postponed =
    'version' in state ? { version: state.version, until: now + postponedMs } : machine.postponed;
  if (state.kind === 'downloading') {
    const { version, bytes } = state;
    const offered: UpdateState = { kind: 'offered', version, bytes, isShown: false };
    return { machine: { state: offered, postponed }, effect: 'cancel-download' };
  }
  return { machine: { state: { ...state, isShown: false }, postponed }, effect: null };
}
