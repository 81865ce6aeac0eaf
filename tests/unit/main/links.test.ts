import { commands } from '@mytone/shared/bridge/commands.ts';
import { linkIds } from '@mytone/shared/links.ts';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createLinkOpener } from '../../../src/main/links.ts';

const apiOrigin = 'https://api.example.com';

test.each(linkIds)('opens the address that main keeps for "%s"', async (id) => {
  const openExternal = vi.fn(async (_url: string) => {});
  await createLinkOpener(apiOrigin, openExternal)(id);
  expect(openExternal.mock.calls).toEqual([
    [expect.stringMatching(/^https:\/\/api\.example\.com\//)],
  ]);
});

test('no string from the renderer reaches openExternal', async () => {
  const opened = new Set<string>();
  const openLink = createLinkOpener(apiOrigin, async (url) => void opened.add(url));
  const sent = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom(...linkIds), fc.anything());
  await fc.assert(
    fc.asyncProperty(sent, async (input) => {
      const parsed = commands.openLink.input.safeParse(input);
      if (parsed.success) {
        await openLink(parsed.data);
      }
    }),
    { numRuns: 500 },
  );
  expect([...opened]).toEqual([`${apiOrigin}/`]);
});
