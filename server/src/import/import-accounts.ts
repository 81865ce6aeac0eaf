import { asTypedHash, noPassword, readStoredHash } from '../accounts/passwords/stored-hash.ts';
import type { Database, Queryable } from '../db/database.ts';
import { type FormerAccount, findFormerAccounts } from '../db/import/former-accounts.ts';
import { createImportedAccounts, type ImportedAccount } from '../db/import/imported-accounts.ts';
import { isUsual, namesOf, type Spellings } from './former-names.ts';
import { createReport, type ImportReport } from './import-report.ts';

export interface ImportOptions {
  /**
   * BCRYPT_COST: hashes with a higher cost are not imported, because the time of a wrong password
   * would reveal them.
   */
  readonly cost: number;
  /** Without it everything is rolled back at the end, so that the report says what would happen. */
  readonly isApplied: boolean;
  /** Continue without the accounts that cannot be imported. */
  readonly leavesOut: boolean;
}

/** Rolls the transaction back. */
class Undone extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('Undone');
    this.report = report;
  }
}

/** PostgreSQL's index takes 2,704 bytes. */
const longestNameBytes = 2_700;

const isTooLong = (names: Spellings) =>
  names.some((name) => Buffer.byteLength(name) > longestNameBytes);

/** Nine digits at most: larger ids would leave too few for new accounts. */
function keptId(account: FormerAccount): number | null {
  const id = /^\d{1,9}$/.test(account.id) ? Number(account.id) : 0;
  return id > 0 ? id : null;
}

async function importInto(
  transaction: Queryable,
  from: Queryable,
  { cost }: ImportOptions,
): Promise<ImportReport> {
  const former = await findFormerAccounts(from);
  const target = createImportedAccounts(transaction);
  await target.lock();
  let nextId = Math.max(await target.largestId(), await former.largestId());
  const report = createReport(former);

  async function bring(batch: readonly FormerAccount[]): Promise<void> {
    const accounts = batch.map((account) => ({
      account,
      id: keptId(account),
      ...namesOf(account),
    }));
    const taken = await target.taken({
      ids: accounts.flatMap(({ id }) => id ?? []),
      formerIds: accounts.map(({ account }) => account.id),
      emails: accounts.flatMap(({ emails }) => emails),
      usernames: accounts.flatMap(({ usernames }) => usernames),
    });
    const ids = new Set(taken.map((row) => row.id));
    const formerIds = new Set(taken.map((row) => row.formerId));
    const emails = new Set(taken.map((row) => row.email));
    const usernames = new Set(taken.map((row) => row.username));
    const rows: ImportedAccount[] = [];
    for (const { account, id: former, ...names } of accounts) {
      const hash = readStoredHash(account.password?.trim() ?? '');
      const email = names.emails.find((spelling) => !emails.has(spelling)) ?? null;
      const username = names.usernames.find((spelling) => !usernames.has(spelling)) ?? null;
      if (formerIds.has(account.id)) {
        report.alreadyHere();
      } else if (account.isDisabled) {
        report.problem(account.id, 'it is disabled there, and would be enabled here');
      } else if (isTooLong(names.emails) || isTooLong(names.usernames)) {
        report.problem(
          account.id,
          `its e-mail or username has more than ${longestNameBytes} bytes`,
        );
      } else if (email === null && names.emails.length > 0) {
        report.problem(account.id, 'its e-mail is taken');
      } else if (username === null && names.usernames.length > 0) {
        report.problem(account.id, 'its username is taken');
      } else if (hash !== null && hash.cost > cost) {
        report.problem(account.id, `its hash has cost ${hash.cost}, set BCRYPT_COST to that`);
      } else {
        const isKept = former !== null && !ids.has(former);
        nextId += isKept ? 0 : 1;
        const id = isKept ? former : nextId;
        ids.add(id);
        emails.add(email);
        usernames.add(username);
        rows.push({
          formerId: account.id,
          id,
          name: account.name ?? '',
          surname: account.surname ?? '',
          email,
          username,
          hashedPassword: hash === null ? noPassword : asTypedHash(hash.bcrypt),
          phoneNumber: account.phoneNumber,
          typeClient: account.typeClient ?? 0,
          createdAt: account.createdAt,
        });
        report.brought({
          hasNewId: !isKept,
          hasNoName: email === null || username === null,
          hasNoPassword: hash === null,
          hasNoWayIn: email === null && hash === null,
          isSpelledAsBefore: email !== names.emails[0] || username !== names.usernames[0],
        });
      }
    }
    if (rows.length > 0) {
      await target.insert(rows);
    }
  }

  // Accounts in the usual spelling first: if two differ only in spelling, these keep their names.
  for (const areUsual of [true, false]) {
    for await (const batch of former.batches()) {
      await bring(batch.filter((account) => isUsual(namesOf(account)) === areUsual));
    }
  }
  return report.finish();
}

/**
 * Imports the accounts of a SQLAlchemy deployment in one transaction, and reports what it did or
 * would do. Nothing is written to `from`, and nothing is stored here if some accounts cannot be
 * imported, unless the options say to leave them out.
 */
export async function importAccounts(
  from: Database,
  to: Database,
  options: ImportOptions,
): Promise<ImportReport> {
  try {
    return await from.transaction(
      async (source) => {
        // A snapshot: all accounts as they are at one moment, however long reading takes.
        await source.script('set transaction isolation level repeatable read read only');
        return await to.transaction(
          async (transaction) => {
            const report = await importInto(transaction, source, options);
            if (!options.isApplied || (report.problems.length > 0 && !options.leavesOut)) {
              throw new Undone(report);
            }
            await createImportedAccounts(transaction).continueIds();
            return report;
          },
          { isUnhurried: true },
        );
      },
      { isUnhurried: true },
    );
  } catch (error) {
    if (error instanceof Undone) {
      return error.report;
    }
    throw error;
  }
}
