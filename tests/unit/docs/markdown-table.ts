/**
 * The rows of a table on a page, without its head, cell by cell.
 *
 * @param heading of the section that the table is in
 * @param index which table of the section, from 0
 */
export function tableOf(page: string, heading: string, index = 0): string[][] {
  const [, after = ''] = page.split(`\n## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  const tables = section.match(/(?:^\|.*\n)+/gm) ?? [];
  const rows = (tables[index] ?? '').trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}
