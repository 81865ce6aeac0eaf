import type { Session, WebContents } from 'electron';

type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type Permission = Parameters<CheckHandler>[1];

/** Electron's and Chromium's names of the permissions that Chromium's protocol can grant. */
const chromiumNames = {
  'clipboard-read': ['clipboardReadWrite'],
  'clipboard-sanitized-write': ['clipboardSanitizedWrite'],
  'display-capture': ['displayCapture'],
  'idle-detection': ['idleDetection'],
  'speaker-selection': ['speakerSelection'],
  'storage-access': ['storageAccess'],
  'window-management': ['windowManagement'],
  geolocation: ['geolocation'],
  keyboardLock: ['keyboardLock'],
  media: ['audioCapture', 'videoCapture'],
  midi: ['midi'],
  midiSysex: ['midiSysex'],
  notifications: ['notifications'],
  pointerLock: ['pointerLock'],
} as const satisfies Partial<Record<Permission, readonly string[]>>;

type ChromiumPermission = (typeof chromiumNames)[keyof typeof chromiumNames][number];

export interface Permissions {
  setCheckHandler(handler: CheckHandler | null): void;
  setRequestHandler(handler: RequestHandler | null): void;
  /** What main's handlers grant to a page of this origin; everything if there is no handler. */
  granted(contents: WebContents, url: string, origin: string): Promise<ChromiumPermission[]>;
}

/**
 * Chromium's protocol cannot ask main for a permission when the page does: main's handlers are
 * asked for every permission when a document is loaded, and Chromium gets the results.
 */
export function createPermissions(): Permissions {
  let check: CheckHandler | null = null;
  let request: RequestHandler | null = null;

  const isGranted = async (
    permission: Permission,
    contents: WebContents,
    url: string,
    origin: string,
  ) => {
    const details = { isMainFrame: true, requestingUrl: url };
    if (check && !check(contents, permission, origin, details)) {
      return false;
    }
    const ask = request;
    return !ask || new Promise<boolean>((resolve) => ask(contents, permission, resolve, details));
  };

  return {
    setCheckHandler(handler) {
      check = handler;
    },
    setRequestHandler(handler) {
      request = handler;
    },
    async granted(contents, url, origin) {
      const names = Object.keys(chromiumNames) as (keyof typeof chromiumNames)[];
      const answers = await Promise.all(
        names.map(async (name) =>
          (await isGranted(name, contents, url, origin)) ? chromiumNames[name] : [],
        ),
      );
      return answers.flat();
    },
  };
}
