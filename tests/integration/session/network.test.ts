import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Building, type Desk, openBuilding, openDesk } from '../../support/engine/desk.ts';
import { loseAnswer, page, resetInMidAnswer } from '../../support/engine/faulty-proxy.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let building: Building;
let desk: Desk;
beforeAll(async () => {
  building = await openBuilding();
});
beforeEach(async () => {
  desk = await openDesk(building);
});
afterAll(() => building.dispose());
afterEach(() => desk.dispose());

describe('a session on real sockets', () => {
  it('survives a restart, and rotates its token in the keyring', async () => {
    const first = await desk.startSignedIn();
    const before = await desk.keyring.lookup(desk.proxy.origin);
    await first.kill();
    const second = desk.start();
    await second.untilOnline();
    const after = await desk.keyring.lookup(desk.proxy.origin);
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
  ])('survives a refresh that is answered with: %s', async (_name, fault) => {
    const first = await desk.startSignedIn();
    await first.kill();
    desk.proxy.fault('/auth/refresh', fault);
    const { states, untilState, untilOnline } = desk.start();
    await untilState((state) => 'link' in state && state.link.kind === 'offline');
    desk.proxy.heal();
    await untilOnline();
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });

  it('survives an API that is down at the start, and goes online by itself', async () => {
    const first = await desk.startSignedIn();
    await first.kill();
    await desk.api.stop();
    const { states, untilState, untilOnline } = desk.start();
    await untilState((state) => 'link' in state && state.link.kind === 'offline');
    await desk.api.start();
    await untilOnline();
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });
});
