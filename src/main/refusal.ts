import { app, dialog } from 'electron';

/** Ends a start that cannot go on: one line on stderr, a box in a packaged copy, exit code 1. */
export function refuseToStart(reason: string): void {
  process.stderr.write(`${app.name}: ${reason}\n`);
  if (app.isPackaged) {
    dialog.showErrorBox(app.name, reason);
  }
  app.exit(1);
}
