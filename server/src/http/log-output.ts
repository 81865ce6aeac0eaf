import pino, { type DestinationStream } from 'pino';

/**
 * Where log lines go; file descriptor 1 is stdout. A log that cannot be written, such as on a full
 * disk, does not end the server: its lines are lost. Each failure gets a new destination, because
 * pino's would keep what it could not write.
 */
export function openLogOutput(fd: number): DestinationStream {
  let output = openOne();

  function openOne() {
    const one = pino.destination({ dest: fd, sync: true });
    one.on('error', () => {
      output = openOne();
    });
    return one;
  }

  return { write: (line) => output.write(line) };
}
