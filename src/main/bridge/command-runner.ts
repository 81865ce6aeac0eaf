import type { Answer, CommandName, Commands } from '@mytone/shared/bridge.ts';
import { commandInputs } from '@mytone/shared/bridge-inputs.ts';
import { fail, type Result } from '@mytone/shared/result.ts';
import type * as z from 'zod/mini';
import { isTrustedSender, type SenderEvent } from '../page/trusted-sender.ts';
import type { Log } from '../ports.ts';

type Outcome<Name extends CommandName> = Result<Commands[Name]['value'], Commands[Name]['failure']>;

/** One handler for each command of the bridge; a command without one does not compile. */
export type CommandHandlers = {
  readonly [Name in CommandName]: (
    input: Commands[Name]['input'],
  ) => Outcome<Name> | Promise<Outcome<Name>>;
};

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

const inputs: { readonly [Name in CommandName]: z.ZodMiniType<Commands[Name]['input']> } =
  commandInputs;

/**
 * Every call of the bridge passes here: sender, then arguments, then the handler.
 * Never rejects, because Electron would carry nothing but the message across.
 */
export function createCommandRunner({
  handlers,
  getOwnContents,
  log,
}: CommandRunnerDeps): RunCommand {
  return async (name, event, input) => {
    try {
      if (!isTrustedSender(event, getOwnContents())) {
        log.warn('untrusted sender', { command: name });
        return fail({ code: 'untrusted-sender' });
      }
      const parsed = inputs[name].safeParse(input);
      if (!parsed.success) {
        log.warn('invalid input', { command: name });
        return fail({ code: 'invalid-input' });
      }
      return await handlers[name](parsed.data);
    } catch (error) {
      log.error('command failed', error, { command: name });
      return fail({ code: 'unexpected' });
    }
  };
}
