import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Computer,
  type Services,
  startComputer,
  startServices,
} from '../../support/engine/computer.ts';
import { loseAnswer, page, resetInMidAnswer } from '../../support/engine/faulty-proxy.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let services: Services;
let computer: Computer;
beforeAll(async () => {
  services = await startServices();
});
beforeEach(async () => {
  computer = await startComputer(services);
});
afterAll(() => services.dispose());
afterEach(() => computer.dispose());

describe('a session on real sockets', () => {
  it('survives a restart, and rotates its token in the keyring', async () => {
    const first = await computer.startSignedIn();
    const before = await computer.keyring.lookup(computer.proxy.origin);
    await first.kill();
    const second = computer.start();
    await second.untilOnline();
    const after = await computer.keyring.lookup(computer.proxy.origin);
    expect([before, after]).toEqual([expect.any(String), expect.any(String)]);
    expect(after).not.toBe(before);
  });

  it.each([
    ['reset in mid-answer', resetInMidAnswer],
    ['lost after rotation', loseAnswer],
    ['401 with a page', page(401)],
    ['403 with a page', page(403)],
    ['200 with a page', page(200)],
    ['503 with a page', page(503)],
  ])('survives a refresh that is answered with %s', async (_name, fault) => {
    const first = await computer.startSignedIn();
    await first.kill();
    computer.proxy.fault('/auth/refresh', fault);
    const { states, untilState, untilOnline } = computer.start();
    await untilState((state) => 'link' in state && state.link.kind === 'offline');
    computer.proxy.heal();
    await untilOnline();
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });

  it('survives an API that is down at the start, and goes online later', async () => {
    const first = await computer.startSignedIn();
    await first.kill();
    await computer.api.stop();
    const { states, untilState, untilOnline } = computer.start();
    await untilState((state) => 'link' in state && state.link.kind === 'offline');
    await computer.api.start();
    await untilOnline();
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });
});
