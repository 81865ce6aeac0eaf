import pino, { type DestinationStream } from 'pino';

/**
 * How long a line waits for others to be written with: `/auth/me` answers a fifth more requests than
 * with a write for each. Not pino's `periodicFlush`, whose interval would wake an idle server too.
 */
const longestWaitMs = 10;

/**
 * Where log lines go; file descriptor 1 is stdout. Lines of the same moment are written together; a
 * process that is killed loses those of its last {@link longestWaitMs}. A log that cannot be written,
 * such as on a full disk, does not end the server: its lines are lost. Each failure gets a new
 * destination, because pino's would keep what it could not write.
 */
export function openLogOutput(fd: number): DestinationStream {
  let output = openOne();
  let waiting = '';

  function openOne() {
    const one = pino.destination({ dest: fd, sync: true });
    one.on('error', () => {
      output = openOne();
    });
    return one;
  }

  function writeWaiting(): void {
    process.off('exit', writeWaiting);
    const lines = waiting;
    waiting = '';
    output.write(lines);
  }

  return {
    write: (line) => {
      if (waiting === '') {
        setTimeout(writeWaiting, longestWaitMs);
        process.once('exit', writeWaiting);
      }
      waiting += line;
    },
  };
}
