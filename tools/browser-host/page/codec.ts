/** What a codec needs for values that can only be referred to, not copied. */
export interface Crossing {
  encodeFunction(value: (...args: unknown[]) => unknown): unknown;
  decodeFunction(reference: unknown): unknown;
  encodePromise(value: Promise<unknown>): unknown;
  decodePromise(reference: unknown): unknown;
}

export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Writes and reads values as text with the semantics of the structured clone: undefined, dates,
 * maps, sets, errors, big integers, binary data and cycles survive; functions, symbols and promises
 * are refused with Electron's message unless a `crossing` carries them. Runs in Node and, from its
 * own source text, in the page: it must not refer to anything outside itself.
 */
export function createCodec(crossing?: Crossing): Codec {
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const typeOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1);
  const toBase64 = (bytes: Uint8Array) =>
    btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const fromBase64 = (text: string) =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  const encodeNumber = (value: number) =>
    Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : ['number', String(value), Object.is(value, -0)];

  const encodeObject = (value: object, seen: Map<object, number>): unknown => {
    const earlier = seen.get(value);
    if (earlier !== undefined) {
      return ['again', earlier];
    }
    const kind = typeOf(value);
    if (kind === 'Promise') {
      return crossing ? ['promise', crossing.encodePromise(value as Promise<unknown>)] : refuse();
    }
    seen.set(value, seen.size);
    const next = (part: unknown) => encodePart(part, seen);
    if (Array.isArray(value)) {
      return ['array', Array.from(value, next)];
    }
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return ['view', kind, toBase64(bytes)];
    }
    switch (kind) {
      case 'Object':
        return ['object', Object.entries(value).map(([key, part]) => [key, next(part)])];
      case 'Date':
        return ['date', (value as Date).getTime()];
      case 'Map':
        return [
          'map',
          Array.from(value as Map<unknown, unknown>, ([key, part]) => [next(key), next(part)]),
        ];
      case 'Set':
        return ['set', Array.from(value as Set<unknown>, next)];
      case 'RegExp':
        return ['regexp', (value as RegExp).source, (value as RegExp).flags];
      case 'Error':
        return ['error', (value as Error).name, (value as Error).message, (value as Error).stack];
      case 'ArrayBuffer':
        return ['buffer', toBase64(new Uint8Array(value as ArrayBuffer))];
      default:
        return refuse();
    }
  };

  const encodePart = (value: unknown, seen: Map<object, number>): unknown => {
    switch (typeof value) {
      case 'undefined':
        return ['undefined'];
      case 'number':
        return encodeNumber(value);
      case 'bigint':
        return ['bigint', String(value)];
      case 'symbol':
        return refuse();
      case 'function':
        return crossing
          ? ['function', crossing.encodeFunction(value as (...args: unknown[]) => unknown)]
          : refuse();
      case 'object':
        return value === null ? null : encodeObject(value, seen);
      default:
        return value;
    }
  };

  const views: (new (buffer: ArrayBuffer) => ArrayBufferView)[] = [
    Uint8Array,
    Uint8ClampedArray,
    Int8Array,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  ];
  const toView = (kind: string, buffer: ArrayBuffer) => {
    const View = views.find(({ name }) => name === kind);
    return View ? new View(buffer) : refuse();
  };

  const decodePart = (part: unknown, seen: unknown[]): unknown => {
    if (!Array.isArray(part)) {
      return part;
    }
    // The other side's encoder wrote this text, so each kind has the fields that are read below.
    const [kind, first, second, third] = part as [string, unknown, unknown, unknown];
    const next = (inner: unknown) => decodePart(inner, seen);
    // Numbered before its parts are read, in the order of encoding, so that cycles work.
    const remember = <T>(value: T): T => {
      seen.push(value);
      return value;
    };
    switch (kind) {
      case 'undefined':
        return undefined;
      case 'number':
        return second ? -0 : Number(first);
      case 'bigint':
        return BigInt(first as string);
      case 'again':
        return seen[first as number];
      case 'function':
        return crossing ? crossing.decodeFunction(first) : refuse();
      case 'promise':
        return crossing ? crossing.decodePromise(first) : refuse();
      case 'array': {
        const array: unknown[] = remember([]);
        for (const inner of first as unknown[]) {
          array.push(next(inner));
        }
        return array;
      }
      case 'object': {
        const object = remember({});
        for (const [key, inner] of first as [string, unknown][]) {
          // Defined, not assigned, so that `__proto__` stays an ordinary key.
          Object.defineProperty(object, key, {
            value: next(inner),
            writable: true,
            enumerable: true,
            configurable: true,
          });
        }
        return object;
      }
      case 'map': {
        const map = remember(new Map());
        for (const [key, inner] of first as [unknown, unknown][]) {
          map.set(next(key), next(inner));
        }
        return map;
      }
      case 'set': {
        const set = remember(new Set());
        for (const inner of first as unknown[]) {
          set.add(next(inner));
        }
        return set;
      }
      case 'date':
        return remember(new Date((first as number | null) ?? Number.NaN));
      case 'regexp':
        return remember(new RegExp(first as string, second as string));
      case 'error': {
        const error = remember(new Error(second as string));
        if (error.name !== first) {
          error.name = first as string;
        }
        if (third !== undefined) {
          error.stack = third as string;
        }
        return error;
      }
      case 'buffer':
        return remember(fromBase64(first as string).buffer);
      case 'view':
        return remember(toView(first as string, fromBase64(second as string).buffer));
      default:
        return refuse();
    }
  };

  return {
    encode: (value) => JSON.stringify(encodePart(value, new Map())),
    decode: (text) => decodePart(JSON.parse(text), []),
  };
}
