import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import plist from 'plist';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { ZipFile } from 'yazl';

export type Target = 'linux-x64' | 'win32-x64' | 'darwin-arm64';

const { version } = createRequire(import.meta.url)('electron/package.json');

/** Electron's fuses as it is delivered: what flips them looks for the words before. */
const fuseWire = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101100011';

/** Runs the packed application in the browser host, where the environment names one; else says what it is. */
const linuxExecutable = `#!/bin/sh
# ${fuseWire}
self="$(readlink -f "$0")"
if [ -z "$STAND_IN_LAUNCHER" ]; then
  echo "This is no Electron, only a stand-in for packaging tests: $self"
  exit 70
fi
exec "$STAND_IN_NODE" "$STAND_IN_LAUNCHER" "$self" "$@"
`;

const languages = ['am', 'de', 'en-US', 'es', 'fr', 'it', 'ja', 'zh-CN'];

/** Files of the archive: a link has a target in place of a content. */
interface Entry {
  readonly content: Buffer;
  readonly mode: number;
}
type Add = (path: string, content: string | Buffer, mode?: number) => void;

const fileMode = 0o100644;
const programMode = 0o100755;
const linkMode = 0o120777;

/**
 * Writes an archive that electron-builder takes for Electron's distribution for `target`: the files
 * that it renames, edits, hashes or removes, with fuses in their delivered state. Nothing in it is
 * Electron.
 */
export async function writeElectronStandIn(file: string, target: Target): Promise<void> {
  const entries = new Map<string, Entry>();
  const add: Add = (path, content, mode = fileMode) => {
    entries.set(path, { content: Buffer.from(content), mode });
  };
  const defaultApp = await createDefaultApp();
  add('version', version);
  add('LICENSE', 'The licence of Electron stands here.\n');
  add('LICENSES.chromium.html', '<!doctype html><title>Licences of Chromium</title>\n');
  if (target.startsWith('darwin')) {
    addMac(add);
    add(`${macContents}/Resources/default_app.asar`, defaultApp);
  } else {
    if (target === 'win32-x64') {
      addWindows(add);
    } else {
      addLinux(add);
    }
    add('resources.pak', 'resources');
    add('icudtl.dat', 'ICU');
    for (const language of languages) {
      add(`locales/${language}.pak`, language);
    }
    add('resources/default_app.asar', defaultApp);
  }
  await writeZip(file, entries);
}

async function writeZip(file: string, entries: ReadonlyMap<string, Entry>): Promise<void> {
  const zip = new ZipFile();
  for (const [path, { content, mode }] of entries) {
    zip.addBuffer(content, path, { mode, mtime: new Date(0) });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

/** The application that an empty Electron shows: it must not reach a package. */
async function createDefaultApp(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'default-app-'));
  await mkdir(join(folder, 'app'));
  await writeFile(join(folder, 'app/package.json'), '{"name":"default_app","main":"main.js"}');
  await writeFile(join(folder, 'app/main.js'), '');
  await createPackage(join(folder, 'app'), join(folder, 'default_app.asar'));
  const content = await readFile(join(folder, 'default_app.asar'));
  await rm(folder, { recursive: true });
  return content;
}

function addLinux(add: Add): void {
  add('electron', Buffer.from(linuxExecutable, 'latin1'), programMode);
  add('chrome-sandbox', '#!/bin/sh\n', programMode);
  add('chrome_crashpad_handler', '#!/bin/sh\n', programMode);
}

function addWindows(add: Add): void {
  add('electron.exe', createWindowsExecutable(), programMode);
  add('ffmpeg.dll', 'a library');
}

/** An empty program with one version resource; the fuses are in a section of their own. */
function createWindowsExecutable(): Buffer {
  const executable = NtExecutable.createEmpty(false, false);
  const data = new ArrayBuffer(512);
  Buffer.from(data).write(fuseWire, 16, 'latin1');
  // The seventh directory is of an architecture that no longer exists: a free place.
  executable.setSectionByEntry(7, {
    info: {
      name: '.fuses',
      virtualSize: data.byteLength,
      virtualAddress: 0,
      sizeOfRawData: data.byteLength,
      pointerToRawData: 0,
      pointerToRelocations: 0,
      pointerToLineNumbers: 0,
      numberOfRelocations: 0,
      numberOfLineNumbers: 0,
      // Initialised data that may be read.
      characteristics: 0x40000040,
    },
    data,
  });
  const resources = NtExecutableResource.from(executable);
  const info = Resource.VersionInfo.createEmpty();
  info.setFileVersion(version, 1033);
  info.setProductVersion(version, 1033);
  info.setStringValues(
    { lang: 1033, codepage: 1200 },
    { FileDescription: 'Electron', ProductName: 'Electron', OriginalFilename: 'electron.exe' },
  );
  info.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  return Buffer.from(executable.generate());
}

const macContents = 'Electron.app/Contents';

const macLanguage = (language: string) =>
  language === 'en-US' ? 'en' : language.replace('-', '_');

function addMac(add: Add): void {
  const framework = `${macContents}/Frameworks/Electron Framework.framework`;
  const frameworkCode = Buffer.from(`code${fuseWire}code`, 'latin1');
  add(`${macContents}/Info.plist`, plist.build(macInfo));
  add(`${macContents}/MacOS/Electron`, 'a program', programMode);
  add(`${macContents}/Resources/electron.icns`, 'an icon');
  add(`${framework}/Versions/A/Electron Framework`, frameworkCode, programMode);
  add(`${framework}/Versions/Current`, 'A', linkMode);
  add(`${framework}/Electron Framework`, 'Versions/Current/Electron Framework', linkMode);
  add(`${framework}/Resources`, 'Versions/Current/Resources', linkMode);
  for (const language of languages.map(macLanguage)) {
    add(`${macContents}/Resources/${language}.lproj/.keep`, '');
    add(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, language);
  }
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const name = `Electron Helper${kind}`;
    const helper = `${macContents}/Frameworks/${name}.app/Contents`;
    add(
      `${helper}/Info.plist`,
      plist.build({
        CFBundleExecutable: name,
        CFBundleIdentifier: 'com.github.Electron.helper',
        CFBundleName: name,
        CFBundlePackageType: 'APPL',
        CFBundleVersion: version,
      }),
    );
    add(`${helper}/MacOS/${name}`, 'a program', programMode);
  }
}

/** What Electron's own says, with the permissions that it asks for in every application's name. */
const macInfo = {
  CFBundleDisplayName: 'Electron',
  CFBundleExecutable: 'Electron',
  CFBundleIconFile: 'electron.icns',
  CFBundleIdentifier: 'com.github.Electron',
  CFBundleName: 'Electron',
  CFBundlePackageType: 'APPL',
  CFBundleShortVersionString: version,
  CFBundleVersion: version,
  NSPrincipalClass: 'AtomApplication',
  NSCameraUsageDescription: 'This app needs access to the camera',
  NSMicrophoneUsageDescription: 'This app needs access to the microphone',
  NSAudioCaptureUsageDescription: 'This app needs access to audio capture',
  NSBluetoothAlwaysUsageDescription: 'This app needs access to Bluetooth',
  NSBluetoothPeripheralUsageDescription: 'This app needs access to Bluetooth',
  NSAppTransportSecurity: { NSAllowsArbitraryLoads: true },
};
