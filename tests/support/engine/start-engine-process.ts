import { fork } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { SignInInput, SignUpInput } from '@mytone/shared/inputs.ts';
import { type Program, watchProgram } from '../child-process.ts';
import { root } from '../project.ts';

type Call =
  | { readonly call: 'signIn'; readonly input: SignInInput }
  | { readonly call: 'signUp'; readonly input: SignUpInput }
  | { readonly call: 'signOut'; readonly input?: undefined }
  | { readonly call: 'retry'; readonly input: 'user' | 'resume' | 'network-up' }
  | { readonly call: 'getSessionLog'; readonly input?: undefined };

export type EngineRequest = Call & { readonly id: number };
export type EngineMessage =
  | { readonly kind: 'state'; readonly state: AuthState }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown };

export interface EngineProcess {
  readonly program: Program;
  /** Every state that was published, oldest first. */
  readonly states: readonly AuthState[];
  ask(call: Call): Promise<unknown>;
  /** Resolves with the first state that fits, now or later; rejects when the process ends first. */
  untilState(fits: (state: AuthState) => boolean): Promise<AuthState>;
  untilOnline(): Promise<AuthState>;
  kill(): Promise<void>;
}

interface Options {
  readonly apiOrigin: string;
  readonly profile: string;
  /** The variables of the keyring, and those that a test adds. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the session engine with its real dependencies in a separate process. */
export function startEngineProcess({ apiOrigin, profile, env }: Options): EngineProcess {
  const child = fork(join(import.meta.dirname, 'engine-process.ts'), [profile, apiOrigin], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      // Outside Electron the package `electron` is only the path of its binary.
      ELECTRON_OVERRIDE_DIST_PATH: '.',
      // Compiled code is kept from one start to the next.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'engine'),
      ...env,
    },
  });
  const program = watchProgram('the engine', child);
  const states: AuthState[] = [];
  const answers = new Map<number, (value: unknown) => void>();
  const listeners = new Set<() => void>();
  let count = 0;

  child.on('message', (message: EngineMessage) => {
    if (message.kind === 'answer') {
      answers.get(message.id)?.(message.value);
    } else {
      states.push(message.state);
      for (const listener of listeners) {
        listener();
      }
    }
  });

  function untilState(fits: (state: AuthState) => boolean): Promise<AuthState> {
    return new Promise((resolve, reject) => {
      function look(): void {
        const state = states.at(-1);
        if (state === undefined || !fits(state)) {
          return;
        }
        listeners.delete(look);
        resolve(state);
      }
      listeners.add(look);
      look();
      void program.exited.then(() =>
        reject(new Error(`The engine ended: ${program.stderr()}\n${JSON.stringify(states)}`)),
      );
    });
  }

  return {
    program,
    states,
    untilState,
    untilOnline: () => untilState((state) => 'link' in state && state.link.kind === 'online'),
    ask(call) {
      return new Promise((resolve, reject) => {
        const id = count++;
        answers.set(id, resolve);
        child.send({ id, ...call }, (error) => error && reject(error));
      });
    },
    async kill() {
      await program.end('SIGKILL');
    },
  };
}
