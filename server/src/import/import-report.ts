import type { FormerAccounts } from '../db/import/former-accounts.ts';

const longestList = 20;

/** Why an account cannot be imported, with its former id. */
interface Problem {
  readonly id: string;
  readonly reason: string;
}

export interface ImportReport {
  /** Sentences for the operator, with ids but no names. */
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
}

interface Brought {
  readonly hasNewId: boolean;
  readonly hasNoName: boolean;
  readonly hasNoPassword: boolean;
  readonly hasNoWayIn: boolean;
  readonly isSpelledAsBefore: boolean;
}

const notes = {
  hasNewId: 'get a new id, because theirs is taken here or is no number',
  hasNoName: 'have no e-mail or no username',
  isSpelledAsBefore: 'keep a spelling of their own, because another account has the usual one',
  hasNoPassword: 'have no bcrypt hash that can be read: they need a new password by mail',
  hasNoWayIn: 'have no e-mail either, so that nobody can sign in to them',
} as const satisfies Readonly<Record<keyof Brought, string>>;

/** Counts what happens to the accounts; for the operator. */
export function createReport({ table, otherColumns }: FormerAccounts) {
  const counts = { brought: 0, alreadyHere: 0 };
  const noted: Record<keyof Brought, number> = {
    hasNewId: 0,
    hasNoName: 0,
    isSpelledAsBefore: 0,
    hasNoPassword: 0,
    hasNoWayIn: 0,
  };
  const noteNames = [
    'hasNewId',
    'hasNoName',
    'isSpelledAsBefore',
    'hasNoPassword',
    'hasNoWayIn',
  ] as const;
  const problems: Problem[] = [];

  return {
    alreadyHere: (): void => {
      counts.alreadyHere += 1;
    },
    problem: (id: string, reason: string): void => {
      problems.push({ id, reason });
    },
    brought: (account: Brought): void => {
      counts.brought += 1;
      for (const note of noteNames) {
        noted[note] += account[note] ? 1 : 0;
      }
    },
    finish: (): ImportReport => ({
      problems,
      lines: [
        `${counts.brought + counts.alreadyHere + problems.length} accounts in ${table}: ${counts.brought} to bring over, ${counts.alreadyHere} already here, ${problems.length} with a problem.`,
        ...noteNames.flatMap((note) =>
          noted[note] === 0 ? [] : [`${noted[note]} of them ${notes[note]}.`],
        ),
        ...problems.slice(0, longestList).map(({ id, reason }) => `Account ${id}: ${reason}.`),
        ...(problems.length > longestList
          ? [`… and ${problems.length - longestList} more with a problem.`]
          : []),
        ...(otherColumns.length === 0 ? [] : [`Columns left behind: ${otherColumns.join(', ')}.`]),
        'Sessions are left behind: everyone signs in again.',
      ],
    }),
  };
}
