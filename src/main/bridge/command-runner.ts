import type { CommandName } from '@mytone/shared/bridge/channels.ts';
import {
  type Answer,
  type Commands,
  commands,
  type InputOf,
  type OutcomeOf,
} from '@mytone/shared/bridge/commands.ts';
import { fail } from '@mytone/shared/result.ts';
import type * as z from 'zod/mini';
import { isTrustedSender, type SenderEvent } from '../page/trusted-sender.ts';
import type { Log } from '../ports.ts';

type Awaitable<Value> = Value | Promise<Value>;

/** One handler for each command of a table. */
export type HandlersOf<Table> = {
  readonly [Name in keyof Table]: (
    input: InputOf<Table[Name]>,
  ) => Awaitable<OutcomeOf<Table[Name]>>;
};

/** One handler for each command of the bridge; a command without one does not compile. */
export type CommandHandlers = HandlersOf<Commands>;

interface CommandRunnerDeps {
  readonly handlers: CommandHandlers;
  /** The window's contents now; null while there is no window. */
  readonly getOwnContents: () => unknown;
  readonly log: Log;
}

export type RunCommand = <Name extends CommandName>(
  name: Name,
  event: SenderEvent,
  input: unknown,
) => Promise<Answer<Name>>;

const inputs: {
  readonly [Name in CommandName]: { readonly input: z.ZodMiniType<InputOf<Commands[Name]>> };
} = commands;

/**
 * Runs every call of the bridge: checks the sender, parses the argument, calls the handler.
 * Never rejects, because Electron would carry nothing but the error's message across.
 */
export function createCommandRunner({
  handlers,
  getOwnContents,
  log,
}: CommandRunnerDeps): RunCommand {
  return async (name, event, input) => {
    try {
      if (!isTrustedSender(event, getOwnContents())) {
        log.warn('bridge.untrusted-sender', { command: name });
        return fail({ code: 'untrusted-sender' });
      }
      const parsed = inputs[name].input.safeParse(input);
      if (!parsed.success) {
        log.warn('bridge.invalid-input', { command: name });
        return fail({ code: 'invalid-input' });
      }
      return await handlers[name](parsed.data);
    } catch (error) {
      log.error('bridge.command-failed', error, { command: name });
      return fail({ code: 'unexpected' });
    }
  };
}
