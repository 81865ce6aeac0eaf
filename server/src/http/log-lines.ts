export interface LogLines {
  /** `line` ends with a line feed. */
  write(line: string): void;
  /** Writes what is still waiting; for the end of the process. */
  flush(): void;
}

/**
 * Writes the lines of one turn of the event loop together: a system call for each line costs a
 * twentieth of a refresh.
 */
export function createLogLines(writeText: (text: string) => void): LogLines {
  let waiting = '';
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    if (text !== '') {
      writeText(text);
    }
  };
  return {
    write: (line) => {
      if (waiting === '') {
        setImmediate(flush);
      }
      waiting += line;
    },
    flush,
  };
}
