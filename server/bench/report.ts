import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

export interface Line {
  readonly measured: string;
  readonly ratio: number;
  /** Null if the ratio is only for comparison. */
  readonly goal: Goal | null;
  readonly figures: string;
}

interface Goal {
  readonly text: string;
  readonly isMet: (ratio: number) => boolean;
}

export const atLeast = (bound: number): Goal => ({
  text: `≥ ${bound}`,
  isMet: (ratio) => ratio >= bound,
});

export const atMost = (bound: number): Goal => ({
  text: `≤ ${bound}`,
  isMet: (ratio) => ratio <= bound,
});

const file = new URL('../../docs/performance.md', import.meta.url);
const begin = '<!-- server: begin -->';
const end = '<!-- server: end -->';

function cellsOf({ measured, ratio, goal, figures }: Line): readonly string[] {
  if (goal === null) {
    return [measured, ratio.toFixed(2), 'for comparison', '', figures];
  }
  return [measured, ratio.toFixed(2), goal.text, goal.isMet(ratio) ? 'yes' : '**no**', figures];
}

function table(lines: readonly Line[]): string {
  return [
    '| measured | ratio | goal | met | figures of this run |',
    '| --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${cellsOf(line).join(' | ')} |`),
  ].join('\n');
}

function currentText(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return `# Performance\n\n## The API\n\n${begin}\n${end}\n`;
  }
}

/** Replaces the server's section of docs/performance.md; the rest of the page stays. */
export function writeReport(lines: readonly Line[], rounds: number, notes: string): void {
  const text = currentText();
  const section = [
    begin,
    `\`npm run bench -w server\` on ${availableParallelism()} cores, Node ${process.versions.node}, ${rounds} interleaved rounds, medians. Load generator, server and PostgreSQL share the machine, so only the ratios mean something.`,
    '',
    table(lines),
    '',
    notes,
    end,
  ].join('\n');
  const head = text.includes(begin)
    ? text.slice(0, text.indexOf(begin))
    : `${text}\n## The API\n\n`;
  const tail = text.includes(end) ? text.slice(text.indexOf(end) + end.length) : '\n';
  writeFileSync(file, head + section + tail);
}
