import type { CommandLine } from 'electron';
import { loud } from '../stand-in/loud.ts';

/** `app.commandLine`, read from the arguments after the application's folder. */
export function createCommandLine(
  argv: readonly string[],
): CommandLine & { toChromium(): string[] } {
  const switches = new Map<string, string>();
  const appended = new Map<string, string>();
  for (const argument of argv) {
    if (argument === '--') {
      break;
    }
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (match?.[1]) {
      switches.set(match[1].toLowerCase(), match[2] ?? '');
    }
  }
  const members = {
    hasSwitch: (name: string) => switches.has(name.toLowerCase()),
    getSwitchValue: (name: string) => switches.get(name.toLowerCase()) ?? '',
    appendSwitch(name: string, value = '') {
      switches.set(name.toLowerCase(), value);
      appended.set(name.toLowerCase(), value);
    },
    removeSwitch(name: string) {
      switches.delete(name.toLowerCase());
      appended.delete(name.toLowerCase());
    },
    /** The switches that the application has added, for Chromium's command line. */
    toChromium: () =>
      Array.from(appended, ([name, value]) => (value ? `--${name}=${value}` : `--${name}`)),
  };
  return loud<CommandLine & { toChromium(): string[] }>('electron.app.commandLine', members);
}
