import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RunningApp } from '../../support/app/running-app.ts';
import { clear, launch, makeProfile } from './fixture.ts';

// A limit for a hang, not for a slow machine.
vi.setConfig({ testTimeout: 60_000 });

const profile = makeProfile();
let app: RunningApp;
beforeAll(async () => {
  app = await launch(profile);
}, 60_000);
afterAll(() => clear(app, profile));

const messageOf = (act: () => unknown) =>
  app.page.evaluate(`(async () => (${act})())().then(() => 'nothing thrown', (e) => e.message)`);

test('the bridge is there before the first script of the page', async () => {
  expect(await app.page.evaluate('window.bridgeAtFirstScript')).toBe('function');
});

test('the bridge is frozen at every depth before the first script of the page', async () => {
  expect(await app.page.evaluate('window.frozenByFirstScript')).toBe(true);
});

test('the bridge can be neither replaced nor removed', async () => {
  const property = await app.page.evaluate(() => Object.getOwnPropertyDescriptor(window, 'bridge'));
  expect(property).toMatchObject({ writable: false, configurable: false, enumerable: true });
});

test('the page sees nothing of the preload but the bridge', async () => {
  const globals = await app.page.evaluate(() => [
    Reflect.get(window, 'preloadRan'),
    Reflect.ownKeys(window).filter((key) => /browserHost/i.test(String(key))).length,
  ]);
  expect(globals).toEqual([undefined, 0]);
});

test('a function of the bridge answers at once', async () => {
  expect(await app.page.evaluate(() => bridge.add(1, 2))).toBe(3);
});

test('the preload can call a function of the page and use its answer', async () => {
  expect(await app.page.evaluate(() => bridge.callTwice((value) => value * 10))).toEqual([10, 20]);
});

test('an error of the preload keeps its message on the way to the page', async () => {
  expect(await messageOf(() => bridge.throwError())).toBe('from the preload');
});

test('a listener hears what main sends until it is taken off', async () => {
  const heard = await app.page.evaluate(async () => {
    const values: unknown[] = [];
    const { promise: both, resolve } = Promise.withResolvers<void>();
    const removeFirst = bridge.onTold((value) => values.push(`first ${value}`));
    bridge.onTold((value) => {
      values.push(`second ${value}`);
      removeFirst();
      if (value === 'again') {
        resolve();
      }
    });
    bridge.tellMe('once');
    bridge.tellMe('again');
    await both;
    return values;
  });
  expect(heard).toEqual(['first once', 'second once', 'second again']);
});

test('values keep their types on the way to main and back', async () => {
  const kept = await app.page.evaluate(async () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const values = [
      { absent: undefined },
      new Date(5),
      new Map([[1, new Set([2])]]),
      new Uint16Array([1, 65_535]),
      10n ** 20n,
      [Number.NaN, -0, Number.POSITIVE_INFINITY],
      cycle,
      JSON.parse('{"__proto__": 1}'),
    ] as const;
    const [object, date, map, bytes, big, numbers, back, proto] = (await bridge.echo(
      ...values,
    )) as unknown as typeof values;
    return {
      undefined: 'absent' in object,
      date: date.getTime() === 5,
      map: map.get(1)?.has(2),
      bytes: bytes instanceof Uint16Array && bytes[1] === 65_535,
      big: big === 10n ** 20n,
      numbers: values[5].every((value, index) => Object.is(value, numbers[index])),
      cycle: back.self === back,
      proto: Object.hasOwn(proto, '__proto__'),
    };
  });
  expect(Object.entries(kept).filter(([, isKept]) => !isKept)).toEqual([]);
});

test('a function cannot be sent to main', async () => {
  expect(await messageOf(() => bridge.echo(() => {}))).toBe('An object could not be cloned.');
});

test('a symbol cannot cross the bridge', async () => {
  expect(await messageOf(() => bridge.returnSymbol())).toBe('An object could not be cloned.');
});

test("an error of main reaches the page in Electron's words", async () => {
  expect(await messageOf(() => bridge.invoke('fail'))).toBe(
    "Error invoking remote method 'fail': RangeError: no such thing",
  );
});

test('main cannot answer with a function', async () => {
  expect(await messageOf(() => bridge.invoke('return-function'))).toBe(
    "Error invoking remote method 'return-function': Error: An object could not be cloned.",
  );
});

test("a channel that nobody handles is refused in Electron's words", async () => {
  expect(await messageOf(() => bridge.invoke('nobody'))).toBe(
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  );
});

test('the preload can require nothing but electron', async () => {
  expect(await messageOf(() => bridge.otherModule())).toBe('module not found: node:fs');
});

test('an unknown member of ipcRenderer throws and is named', async () => {
  expect(await messageOf(() => bridge.unknownMember())).toContain('ipcRenderer.postMessage');
});

test("main is told the page's own address as the sender's", async () => {
  expect(await app.page.evaluate(() => bridge.invoke('who'))).toEqual({
    url: 'app://fixture/index.html',
    origin: 'app://fixture',
    isTop: true,
    isOwn: true,
  });
});

test('every payload is recorded in both directions', async () => {
  await app.page.evaluate(() => bridge.echo('a marked word'));
  const marked = (await app.ipcPayloads()).filter(({ payload }) => payload.includes('marked word'));
  expect(marked.map(({ direction }) => direction)).toEqual(['to-main', 'to-page']);
});

test('a test can call a handler of main with an event of its own making', async () => {
  const answer = await app.evaluate(({ ipcMain }, value) => {
    type Handlers = Map<string, (event: unknown, ...args: unknown[]) => unknown>;
    const handlers = (ipcMain as unknown as { _invokeHandlers: Handlers })._invokeHandlers;
    return handlers.get('echo')?.({ senderFrame: null }, value);
  }, 'forged');
  expect(answer).toEqual(['forged']);
});

test('a document that is loaded again has a bridge that works', async () => {
  await app.page.reload();
  expect(await app.page.evaluate(() => bridge.echo(1))).toEqual([1]);
});
