import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../../../../src/main/auth/time/server-clock.ts';
import { createFakeClock } from '../../../../support/engine/fake-clock.ts';

const minute = 60_000;
const served = Date.UTC(2030, 5, 1);

/** A computer that has run for a minute when the server first tells the time. */
async function createObserved() {
  const clock = createFakeClock();
  await clock.advance(minute);
  const serverClock = createServerClock(clock);
  serverClock.observe(new Date(served).toUTCString());
  return { clock, serverClock };
}

describe("the server's time", () => {
  it('is the time of the computer until the server has sent a date', () => {
    const clock = createFakeClock();
    expect(createServerClock(clock).now()).toBe(clock.now());
  });

  it('continues from the last Date header, even if the computer’s clock is wrong', async () => {
    const { clock, serverClock } = await createObserved();
    await clock.advance(minute);
    clock.step(3 * minute);
    expect(serverClock.now()).toBe(served + minute);
  });

  it.each([undefined, '', 'soon'])('is not changed by %s in place of a date', async (header) => {
    const { serverClock } = await createObserved();
    serverClock.observe(header);
    expect(serverClock.now()).toBe(served);
  });

  it('includes a sleep during which the monotonic clock stood still', async () => {
    const { clock, serverClock } = await createObserved();
    clock.sleep(5 * minute);
    serverClock.distrust();
    expect(serverClock.now()).toBe(served + 5 * minute);
  });

  it('follows the monotonic clock when the computer’s clock is set back', async () => {
    const { clock, serverClock } = await createObserved();
    await clock.advance(2 * minute);
    clock.step(-5 * minute);
    serverClock.distrust();
    expect(serverClock.now()).toBe(served + 2 * minute);
  });
});
