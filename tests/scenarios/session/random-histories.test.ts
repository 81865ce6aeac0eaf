import { writeFileSync } from 'node:fs';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hang,
  html,
  json,
  networkError,
  type Responder,
  redirect,
} from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import type { KeychainMood } from '../../support/engine/fake-keychain.ts';
import {
  checkInvariants,
  checkRecovery,
  crash,
  createModelled,
  type Model,
  type Real,
  signIn,
  signOut,
} from '../../support/engine/model.ts';
import { jean, marie } from '../../support/people.ts';

// `npm run fuzz` (fuzz.ts) runs many more, from a new seed each time; a failure names its seed and path.
const isFuzzing = import.meta.env.MODE === 'fuzz';
const mostMegabytes = 1_000;
const runs = isFuzzing
  ? { numRuns: Number(process.env['HISTORIES']) }
  : { numRuns: 100, seed: 20_260_115 };

const minute = 60_000;
const hour = 60 * minute;

type Step = (model: Model, real: Real) => void | Promise<void>;

function command(name: string, step: Step): fc.AsyncCommand<Model, Real> {
  return {
    check: () => true,
    async run(model, real) {
      await step(model, real);
      await settle();
      checkInvariants(model, real);
    },
    toString: () => name,
  };
}

const answers: Readonly<Record<string, Responder>> = {
  'no DNS': () => Promise.reject(networkError('ENOTFOUND')),
  reset: () => Promise.reject(networkError('ECONNRESET')),
  'bad certificate': () => Promise.reject(networkError('CERT_HAS_EXPIRED')),
  hang,
  '503 with HTML': () => html(503),
  '401 with HTML': () => html(401),
  '200 with HTML': () => html(200),
  '422': () => json(422, { detail: [{ loc: ['body'], msg: '', type: 'missing' }] }),
  '429 with a minute': () => json(429, { detail: 'busy' }, { 'retry-after': '60' }),
  redirect: () => redirect(302, 'http://portal.example.com/'),
};

const paths = [undefined, '/', '/auth/refresh', '/auth/me', '/auth/login', '/auth/logout'];
const moods: readonly KeychainMood[] = ['working', 'locked', 'refusing', 'hanging'];

const commands = [
  fc
    .constantFrom(jean, marie)
    .map((person) =>
      command(`sign in as ${person.username}`, (model, real) => signIn(model, real, person)),
    ),
  fc.constant(command('sign out', signOut)),
  fc.constant(command('cancel', (_model, { engine }) => engine.session.cancelSignIn())),
  fc
    .constantFrom('user', 'resume', 'network-up')
    .map((cause) =>
      command(`retry: ${cause}`, (_model, { engine }) => engine.session.retry(cause)),
    ),
  fc
    .constantFrom(100, 1_000, 3_000, 20_000, 2 * minute, 15 * minute)
    .map((ms) => command(`wait ${ms} ms`, (_model, { setup }) => setup.clock.advance(ms))),
  fc
    .constantFrom(-2 * hour, 2 * hour, 24 * hour)
    .map((ms) =>
      command(`step the clock by ${ms} ms`, (_model, { setup }) => setup.clock.step(ms)),
    ),
  fc.constantFrom(5 * minute, 8 * hour).map((ms) =>
    command(`sleep ${ms} ms`, (_model, { setup }) => {
      const until = setup.api.now() + ms;
      setup.clock.sleep(ms);
      setup.api.sleepTo(until);
    }),
  ),
  fc
    .tuple(fc.constantFrom(...Object.keys(answers)), fc.constantFrom(...paths))
    .map(([name, path]) =>
      command(`${path ?? 'every path'} answers: ${name}`, (_model, { setup }) => {
        setup.api.fault(answers[name] ?? hang, path === undefined ? {} : { path });
      }),
    ),
  fc
    .integer({ min: 1, max: 3 })
    .map((times) =>
      command(`lose ${times} refreshed tokens`, (_model, { setup }) =>
        setup.api.loseAnswers('/auth/refresh', times),
      ),
    ),
  fc.constant(command('heal the API', (_model, { setup }) => setup.api.heal())),
  fc.constant(
    command('the server ends every session', (model, { setup }) => {
      model.hasBeenRevoked = true;
      setup.api.revokeAll();
    }),
  ),
  fc.constantFrom(...moods).map((mood) =>
    command(`keychain: ${mood}`, (model, { setup }) => {
      if (mood === 'working') {
        return setup.keychain.release();
      }
      model.hadKeychainTrouble = true;
      setup.keychain.mood = mood;
    }),
  ),
  fc.constant(command('crash and start', crash)),
];

const starts = fc.constantFrom(true, true, false);
const sequences = fc.commands(commands, { maxCommands: 30, size: 'max' });

describe('the session, driven at random', () => {
  it(`is never signed out without a reason, mixes no users, and recovers, in ${runs.numRuns} histories`, {
    timeout: 3 * hour,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(starts, sequences, async (isSignedIn, sequence) => {
        const modelled = await createModelled();
        if (isSignedIn) {
          signIn(modelled.model, modelled.real, jean);
        }
        await settle();
        await fc.asyncModelRun(() => modelled, sequence);
        await checkRecovery(modelled.model, modelled.real);
        modelled.real.engine.kill();
      }),
      runs,
    );
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1_024);
    const peakFile = process.env['PEAK_FILE'];
    if (peakFile !== undefined) {
      writeFileSync(peakFile, String(megabytes));
    }
    expect(megabytes).toBeLessThan(mostMegabytes);
  });
});
