import { expect } from 'playwright/test';
import { en } from '../../support/words.ts';
import { ownWindowTest as test } from '../scene.ts';

const hourMs = 3_600_000;

for (const [scene, longest] of [
  ['sign-in-wait', 42],
  ['dashboard-offline', 45],
] as const) {
  test(`a clock that is set back makes the wait on the screen "${scene}" no longer`, async ({
    open,
    page: bare,
  }) => {
    await bare.clock.install();
    const page = await open(scene);
    const timer = page.getByRole('timer');
    await expect(timer).toContainText('seconds');
    await bare.clock.setSystemTime(Date.now() - 2 * hourMs);
    await bare.clock.runFor(2000);
    const [seconds] = /\d+(?= seconds)/.exec((await timer.textContent()) ?? '') ?? [];
    expect(Number(seconds)).toBeLessThanOrEqual(longest);
  });
}

test('what was confirmed or used in the future of this clock counts as now', async ({
  open,
  page: bare,
}) => {
  await bare.clock.install();
  const page = await open('dashboard');
  await bare.clock.setSystemTime(Date.now() - 2 * hourMs);
  await bare.clock.runFor(61_000);
  await expect(page.getByText(en.link.confirmedNow)).toBeVisible();
  await open('account');
  await bare.clock.setSystemTime(Date.now() - 4 * hourMs);
  await bare.clock.runFor(61_000);
  await expect(page.getByText('Last used now').first()).toBeVisible();
});

for (const [timezoneId, day] of [
  ['Pacific/Kiritimati', '14 March 2026'],
  ['Etc/GMT+12', '13 March 2026'],
] as const) {
  test.describe(`in the time zone ${timezoneId}`, () => {
    test.use({ timezoneId });

    test(`a date is the one of that zone: ${day}`, async ({ open }) => {
      const page = await open('dashboard', { locale: 'en-GB' });
      await expect(page.getByText(day)).toBeVisible();
    });

    test('an age does not change with the day, the year or the clock of the summer', async ({
      open,
      page: bare,
    }) => {
      for (const now of ['2026-12-31T23:59:00', '2026-03-29T00:59:00', '2026-10-25T00:59:00']) {
        await bare.clock.setFixedTime(new Date(`${now}Z`));
        const page = await open('dashboard-verifying');
        await page.evaluate((minutes) => {
          window.scene.push({
            kind: 'signed-in',
            storage: 'keychain',
            link: { kind: 'online', verifiedAt: Date.now() - minutes * 60_000 },
            user: {
              id: 1,
              name: 'Jean',
              surname: '',
              email: '',
              username: '',
              phoneNumber: null,
              createdAt: null,
            },
          });
        }, 125);
        await expect(page.getByText('Confirmed 2 hours ago')).toBeVisible();
      }
    });
  });
}
