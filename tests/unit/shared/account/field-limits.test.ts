import { measurePassword } from '@mytone/shared/account/field-limits.ts';
import { expect, it } from 'vitest';

it('a password is counted in bytes of UTF-8', () => {
  for (const text of ['', 'a', '\u007f', '\u0080', '\u07ff', '\u0800', '\uffff', '𐀀🎵']) {
    expect(measurePassword(text).bytes).toBe(Buffer.byteLength(text.normalize('NFC')));
  }
});
