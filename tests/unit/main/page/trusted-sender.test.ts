import { describe, expect, test } from 'vitest';
import { isTrustedSender, type SenderFrame } from '../../../../src/main/page/trusted-sender.ts';

const ownContents = {};

const ownFrame: SenderFrame = {
  url: 'app://mytone/index.html',
  origin: 'app://mytone',
  parent: null,
  detached: false,
  isDestroyed: () => false,
};

function isTrusted(change: Partial<SenderFrame>): boolean {
  const senderFrame = { ...ownFrame, ...change };
  return isTrustedSender({ sender: ownContents, senderFrame }, ownContents);
}

test('the page in the main frame of our window is trusted', () => {
  expect(isTrusted({})).toBe(true);
});

describe('a sender is not trusted when', () => {
  test('its frame is gone', () => {
    expect(isTrustedSender({ sender: ownContents, senderFrame: null }, ownContents)).toBe(false);
  });

  test('it is another window', () => {
    expect(isTrustedSender({ sender: {}, senderFrame: ownFrame }, ownContents)).toBe(false);
  });

  test('there is no window any more', () => {
    expect(isTrustedSender({ sender: null, senderFrame: ownFrame }, null)).toBe(false);
  });

  test.each<[string, Partial<SenderFrame>]>([
    ['its frame is destroyed', { isDestroyed: () => true }],
    ['its frame is detached', { detached: true }],
    ['it is a sub-frame', { parent: ownFrame }],
    ['it is a foreign page', { url: 'https://evil.example/', origin: 'https://evil.example' }],
    ['its origin is opaque', { origin: 'null' }],
    ['it is a child on about:blank', { url: '', parent: ownFrame }],
    ['it is an about:blank that inherited our origin', { url: 'about:blank' }],
    ['its host looks like ours', { url: 'app://mytone.evil/', origin: 'app://mytone.evil' }],
    ['its host hides behind our name', { url: 'app://mytone@evil/', origin: 'app://evil' }],
    ['its scheme is another', { url: 'https://mytone/', origin: 'https://mytone' }],
    ['it is a data: page', { url: 'data:text/html,', origin: 'null' }],
  ])('%s', (_name, change) => {
    expect(isTrusted(change)).toBe(false);
  });

  test('its frame was destroyed and cannot be read', () => {
    const destroyed = new Proxy(ownFrame, {
      get(frame, name) {
        if (name === 'isDestroyed') {
          return () => true;
        }
        throw new Error(`Render frame was disposed before ${String(name)} could be accessed`, {
          cause: frame,
        });
      },
    });
    const event = { sender: ownContents, senderFrame: destroyed };
    expect(isTrustedSender(event, ownContents)).toBe(false);
  });
});
