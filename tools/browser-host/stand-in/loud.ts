import process from 'node:process';

// Names that JavaScript itself, `await` and `JSON.stringify` look up on any object.
const askedOfEveryObject = new Set(['then', 'toJSON']);

// Also writes to stderr, because the application may swallow the error.
const unknownMember = (name: string) => {
  const error = new Error(`browser host: ${name} is not known to it`);
  process.stderr.write(`${error.message}\n`);
  return error;
};

const traps = <T extends object>(name: string) => ({
  get(target: T, key: string | symbol): unknown {
    if (typeof key === 'symbol' || key in target || askedOfEveryObject.has(key)) {
      return Reflect.get(target, key);
    }
    throw unknownMember(`${name}.${key}`);
  },
  set(target: T, key: string | symbol, value: unknown): boolean {
    if (!(key in target)) {
      throw unknownMember(`${name}.${String(key)} (set)`);
    }
    return Reflect.set(target, key, value);
  },
});

/**
 * A stand-in for an object of Electron: it has the given members, each checked against Electron's
 * own type; any other member throws an error with its name.
 */
export function loud<T extends object>(name: string, members: Partial<T>): T {
  return new Proxy(members, traps<Partial<T>>(name)) as T;
}

/** Like {@link loud}, for a class: `new` calls the factory. */
export function loudClass<T extends abstract new (...args: never[]) => object>(
  name: string,
  statics: Partial<T>,
  create: (...args: ConstructorParameters<T>) => InstanceType<T>,
): T {
  const target = Object.assign(function construct() {}, statics);
  return new Proxy(target, {
    ...traps<typeof target>(name),
    construct: (_target, args: ConstructorParameters<T>) => create(...args),
  }) as unknown as T;
}

/** Throws an error that names each key of `given` that is not known. */
export function refuseUnknownKeys(name: string, given: object, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) {
      throw unknownMember(`${name}.${key}`);
    }
  }
}
