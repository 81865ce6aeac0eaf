import { expect, type Page } from 'playwright/test';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { en, zh } from '../support/words.ts';
import { ownWindowTest, test } from './scene.ts';

/** How often a command was sent. */
function sent(page: Page, name: string): Promise<number> {
  return page.evaluate(
    (wanted) => window.scene.calls.filter((call) => call.name === wanted).length,
    name,
  );
}

/** The argument of a command's last call. */
function lastInput(page: Page, name: string): Promise<unknown> {
  return page.evaluate(
    (wanted) => window.scene.calls.findLast((call) => call.name === wanted)?.input,
    name,
  );
}

test('a wrong password is selected, so that typing replaces it', async ({ open }) => {
  const page = await open('sign-in-refused');
  const screens = createScreens(page);
  await expect(screens.alert).toBeVisible();
  await expect(screens.field(en.password.label)).toBeFocused();
  await page.keyboard.type(jean.password);
  await expect(screens.field(en.password.label)).toHaveValue(jean.password);
});

test('a refused sign-in says that capital letters matter', async ({ open }) => {
  const page = await open('sign-in-refused');
  await expect(createScreens(page).alert).toHaveText(
    'Wrong e-mail, username or password. Capital letters count.',
  );
});

test('"See you soon!" goes away when the next sign-in is refused', async ({ open }) => {
  const page = await open('sign-in-refused');
  await expect(createScreens(page).alert).toBeVisible();
  await expect(page.getByText(en.signOutReasons.user)).toHaveCount(0);
});

test('Escape closes the open settings and leaves the sign-in alone', async ({ open }) => {
  const page = await open('sign-in-pending');
  await expect(page.getByRole('button', { name: en.form.cancel })).toBeVisible();
  await page.getByRole('button', { name: en.settings.open }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await sent(page, 'cancelSignIn')).toBe(0);
  await page.keyboard.press('Escape');
  expect(await sent(page, 'cancelSignIn')).toBe(1);
});

test('a mismatch goes away when the first of the two entries is corrected', async ({ open }) => {
  const page = await open('sign-up');
  const screens = createScreens(page);
  await screens.fillSignUp({ ...jean, email: 'jean@exmaple.com' });
  await screens.field(en.signUp.confirmEmail).fill(jean.email);
  await screens.submitSignUp();
  expect(await screens.problemOf(en.signUp.confirmEmail)).toBe(en.emailMismatch);
  await screens.field(en.signUp.email).fill(jean.email);
  await expect(page.getByText(en.emailMismatch)).toHaveCount(0);
});

for (const [scene, first, second, text] of [
  ['sign-up', en.signUp.email, en.signUp.confirmEmail, en.emailMismatch],
  ['sign-up', en.password.label, en.signUp.confirmPassword, en.passwordMismatch],
  ['new-password', en.newPassword.label, en.signUp.confirmPassword, en.passwordMismatch],
  ['account', en.newPassword.label, en.signUp.confirmPassword, en.passwordMismatch],
] as const) {
  test(`"${first}" on the screen "${scene}" matches again when either entry is corrected`, async ({
    open,
  }) => {
    const page = await open(scene);
    const screens = createScreens(page);
    const [one, other] = ['jean.dupont@example.com', 'jean.dupond@example.com'];
    for (const corrected of [first, second]) {
      await screens.field(first).fill(one);
      await screens.field(second).fill(other);
      await screens.field(first).focus();
      await expect(page.getByText(text)).toBeVisible();
      await screens.field(corrected).fill(corrected === first ? other : one);
      await expect(page.getByText(text)).toHaveCount(0);
    }
  });
}

for (const [scene, command, submit] of [
  ['sign-up', 'signUp', en.signUp.submit],
  ['new-password', 'resetPassword', en.newPassword.submit],
  ['account', 'changePassword', en.account.changePassword],
] as const) {
  test(`passwords shown on the screen "${scene}" are hidden while they are sent`, async ({
    open,
  }) => {
    const page = await open(scene);
    const screens = createScreens(page);
    await page.evaluate((name) => window.scene.answer(name, 'never'), command);
    if (scene === 'sign-up') {
      await screens.fillSignUp(jean);
    } else {
      await screens.fillNewPassword(jean.password);
    }
    if (scene === 'account') {
      await screens.field(en.account.currentPassword).fill('not-the-password');
    }
    await screens.button(en.password.show).click();
    await expect(page.locator('input[autocomplete="new-password"][type="text"]')).toHaveCount(2);
    await screens.button(submit).click();
    await expect.poll(() => sent(page, command)).toBe(1);
    await expect(page.locator('input[autocomplete$="password"][type="text"]')).toHaveCount(0);
  });
}

test('a late answer about an older name is ignored', async ({ open }) => {
  const page = await open('sign-up');
  await page.evaluate(() => {
    let isFirst = true;
    Object.assign(window.scene.bridge, {
      checkName: ({ value }: { value: string }) => {
        window.scene.calls.push({ name: 'checkName', input: value });
        const answer = { ok: true, value: isFirst ? 'taken' : 'unknown' };
        const wait = isFirst ? 1500 : 0;
        isFirst = false;
        return new Promise((resolve) => setTimeout(resolve, wait, answer));
      },
    });
  });
  const username = createScreens(page).field(en.signUp.username);
  await username.fill('jeandupont');
  await expect.poll(() => sent(page, 'checkName')).toBe(1);
  await username.fill('jeandupont2');
  await expect.poll(() => sent(page, 'checkName')).toBe(2);
  await page.waitForTimeout(1600);
  await expect(page.getByText(en.failures['username-taken'])).toHaveCount(0);
});

test('a field says what is wrong when it is left, and nothing while it is empty', async ({
  open,
}) => {
  const page = await open('sign-up');
  const screens = createScreens(page);
  await screens.field(en.signUp.name).focus();
  await page.keyboard.press('Tab');
  await screens.field(en.signUp.email).fill('nope');
  await page.keyboard.press('Tab');
  await expect(page.getByText(en.emailInvalid)).toBeVisible();
  await expect(page.getByText(en.fieldProblems.required)).toHaveCount(0);
});

test('a password that is too long for bcrypt is refused with the limit', async ({ open }) => {
  const page = await open('sign-up');
  const screens = createScreens(page);
  await screens.field(en.password.label).fill('é'.repeat(37));
  await page.keyboard.press('Tab');
  expect(await screens.problemOf(en.password.label)).toBe(
    en.passwordTooLong.replace('{{maximum}}', '72'),
  );
  await screens.field(en.password.label).fill('é'.repeat(36));
  await expect(page.getByText(en.passwordTooLong.replace('{{maximum}}', '72'))).toHaveCount(0);
});

for (const [label, maximum] of [
  [en.signUp.name, 255],
  [en.signUp.username, 255],
  [en.signUp.email, 254],
] as const) {
  test(`"${label}" with more characters than the API stores is refused with the limit`, async ({
    open,
  }) => {
    const page = await open('sign-up');
    const screens = createScreens(page);
    const ending = '@example.com';
    const text = (length: number) => 'j'.repeat(length - ending.length) + ending;
    await screens.field(label).fill(text(maximum + 1));
    await page.keyboard.press('Tab');
    expect(await screens.problemOf(label)).toBe(`Too long: at most ${maximum} characters.`);
    await screens.field(label).fill(text(maximum));
    await expect(page.getByText('Too long')).toHaveCount(0);
  });
}

test('a missing entry at sign-in is reported when the form is submitted, and while it is emptied', async ({
  open,
}) => {
  const page = await open('sign-in');
  const screens = createScreens(page);
  const problem = page.getByText(en.fieldProblems.required);
  await screens.field(en.signIn.login).fill('\u200b');
  await screens.field(en.password.label).fill('secret');
  await expect(problem).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(problem).toHaveCount(1);
  await expect(screens.field(en.signIn.login)).toBeFocused();
  await page.keyboard.type('jean');
  await expect(problem).toHaveCount(0);
  await screens.field(en.password.label).fill('');
  await expect(problem).toHaveCount(1);
  expect(await sent(page, 'signIn')).toBe(0);
});

test('an entry at sign-in that is too long is reported when its field is left', async ({
  open,
}) => {
  const page = await open('sign-in');
  const screens = createScreens(page);
  await screens.field(en.signIn.login).fill('j'.repeat(1025));
  await page.keyboard.press('Tab');
  expect(await screens.problemOf(en.signIn.login)).toBe('Too long: at most 1024 characters.');
  await screens.field(en.signIn.login).fill('j'.repeat(1024));
  await expect(page.getByText('Too long')).toHaveCount(0);
});

test('a password that the API cannot read is reported as wrong at sign-in', async ({ open }) => {
  const page = await open('sign-in');
  await page.evaluate(() =>
    window.scene.answer('signIn', { code: 'invalid-fields', fields: { password: 'invalid' } }),
  );
  const screens = createScreens(page);
  await screens.signIn(jean.email, 'x'.repeat(80));
  await expect(screens.alert).toHaveText(en.failures['wrong-credentials']);
});

test('a username is sent without the tabs, line breaks, soft hyphens and invisible marks pasted with it', async ({
  open,
}) => {
  for (const pasted of [
    'jean\tdupont\t',
    'jean\u200bdupont',
    'jean\u00addupont',
    '\u202ejean\u2066dupont\u2069\u200f',
    'jeandupont\n',
  ]) {
    const page = await open('sign-in');
    const screens = createScreens(page);
    await screens.field(en.signIn.login).focus();
    await page.keyboard.insertText(pasted);
    await screens.field(en.password.label).fill(jean.password);
    await screens.button(en.signIn.submit).click();
    await expect.poll(() => lastInput(page, 'signIn')).toMatchObject({ login: 'jeandupont' });

    await open('sign-up');
    await screens.fillSignUp({ ...jean, username: '' });
    await screens.field(en.signUp.username).focus();
    await page.keyboard.insertText(pasted);
    await screens.submitSignUp();
    await expect.poll(() => lastInput(page, 'signUp')).toMatchObject({ username: 'jeandupont' });
  }
});

for (const [failure, code] of [
  [{ code: 'unexpected' }, 'unexpected'],
  [{ code: 'unreachable', cause: 'server' }, 'unreachable/server'],
  [{ code: 'unreachable', cause: 'unreadable-answer' }, 'unreachable/unreadable-answer'],
] as const) {
  test(`the details of the failure ${code} can be copied for support, without anything typed`, async ({
    open,
  }) => {
    const page = await open('sign-in');
    await page.evaluate((answer) => window.scene.answer('signIn', answer), failure);
    const screens = createScreens(page);
    await screens.signIn(jean.email, jean.password);
    await screens.button(en.details.copy).click();
    await expect(page.getByText(en.details.copied)).toBeVisible();
    // A field of one line has no place for line breaks.
    await screens.field(en.signIn.login).fill('');
    await page.keyboard.press('ControlOrMeta+V');
    const [, time, copiedCode] =
      /^MyTone 1\.0\.0 \(linux\) ?(\d.+Z) ?(\S+)$/.exec(
        await screens.field(en.signIn.login).inputValue(),
      ) ?? [];
    expect(copiedCode).toBe(code);
    expect(Math.abs(Date.parse(time ?? '') - Date.now())).toBeLessThan(600_000);
  });
}

test('a failure that the user can mend offers no details to copy', async ({ open }) => {
  const page = await open('sign-in-refused');
  await expect(createScreens(page).alert).toBeVisible();
  await open('sign-in-unreachable');
  await expect(createScreens(page).alert).toBeVisible();
  await expect(createScreens(page).button(en.details.copy)).toHaveCount(0);
});

test('a clipboard that refuses is reported, and leaves the next copy alone', async ({ open }) => {
  const page = await open('keychain');
  await page.evaluate(() => {
    Object.defineProperty(document, 'execCommand', { value: () => false });
  });
  await createScreens(page).button(en.details.copy).click();
  await expect(page.getByText(en.details.notCopied)).toBeVisible();
  const isFree = await page.evaluate(() =>
    document.dispatchEvent(new ClipboardEvent('copy', { cancelable: true })),
  );
  expect(isFree).toBe(true);
});

test('a disabled account is reported as an error, without a contact that does not exist', async ({
  open,
}) => {
  const page = await open('sign-in-disabled');
  await expect(createScreens(page).alert).toHaveText(en.signOutReasons['account-disabled']);
  await expect(createScreens(page).alert.getByRole('link')).toHaveCount(0);
  await page.evaluate(() => window.scene.answer('signIn', { code: 'account-disabled' }));
  await createScreens(page).signIn(jean.email, jean.password);
  await expect(createScreens(page).alert.last()).toHaveText(en.failures['account-disabled']);
});

test('an international address is sent as it was typed', async ({ open }) => {
  const page = await open('sign-up');
  const screens = createScreens(page);
  await screens.fillSignUp({ ...jean, email: 'jean@bücher.example' });
  await expect(screens.field(en.signUp.email)).toHaveValue('jean@bücher.example');
});

ownWindowTest('a wait counts down and then says that it is over', async ({ open, page: bare }) => {
  await bare.clock.install();
  const page = await open('sign-in-wait');
  const timer = page.getByRole('timer');
  await expect(timer).toContainText('42 seconds');
  await bare.clock.fastForward(20_000);
  // The clock also runs by itself.
  await expect(timer).toHaveText(/in (?:\d|1\d|2[0-2]) seconds?\./);
  await bare.clock.fastForward(23_000);
  await expect(page.getByText(en.tooManyAttempts.over)).toBeVisible();
  await expect(createScreens(page).alert).toHaveCount(0);
});

ownWindowTest('a slow request shows how long it has taken', async ({ open, page: bare }) => {
  await bare.clock.install();
  const page = await open('sign-in-pending');
  await expect(page.getByRole('button', { name: en.form.cancel })).toBeVisible();
  await bare.clock.fastForward(7000);
  await expect(page.getByText(en.form.slow)).toBeVisible();
  await expect(page.getByRole('timer')).toContainText(/(?:[7-9]|\d\d) seconds/);
});

test('showing the password keeps the focus and the caret in the field', async ({ open }) => {
  const page = await open('sign-in');
  const password = createScreens(page).field(en.password.label);
  await password.fill('secret');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('button', { name: en.password.show }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await page.keyboard.type('X');
  await expect(password).toHaveValue('secreXt');
});

test('a password that was shown is hidden while it is sent', async ({ open }) => {
  const page = await open('sign-in');
  const screens = createScreens(page);
  await page.evaluate(() => window.scene.answer('signIn', 'never'));
  await page.getByRole('button', { name: en.password.show }).click();
  await screens.signIn(jean.email, jean.password);
  await expect(page.getByRole('button', { name: en.form.cancel })).toBeVisible();
  await expect(screens.field(en.password.label)).toHaveAttribute('type', 'password');
});

test('Caps Lock is announced at the password', async ({ open }) => {
  const page = await open('sign-in');
  const password = createScreens(page).field(en.password.label);
  await password.focus();
  await password.dispatchEvent('keydown', { key: 'A', modifierCapsLock: true });
  await expect(page.getByText(en.password.capsLock)).toBeVisible();
  await password.blur();
  await expect(page.getByText(en.password.capsLock)).toHaveCount(0);
});

test('values that were filled in without an event are sent', async ({ open }) => {
  const page = await open('sign-in');
  await page.evaluate(({ email, password }) => {
    for (const input of document.querySelectorAll('input')) {
      input.value = input.name === 'login' ? email : password;
    }
  }, jean);
  await createScreens(page).button(en.signIn.submit).click();
  await expect.poll(() => sent(page, 'signIn')).toBe(1);
  const input = await page.evaluate(() => window.scene.calls.at(-1)?.input);
  expect(input).toEqual({ login: jean.email, password: jean.password });
});

test('two submissions in one tick are one request, and the form stays busy', async ({ open }) => {
  const page = await open('sign-in');
  await page.evaluate(() => window.scene.answer('signIn', 'never'));
  const screens = createScreens(page);
  await screens.field(en.signIn.login).fill(jean.email);
  await screens.field(en.password.label).fill(jean.password);
  await page.evaluate(() => {
    document.querySelector('form')?.requestSubmit();
    document.querySelector('form')?.requestSubmit();
  });
  await expect(screens.button(en.signIn.submitting)).toBeVisible();
  expect(await sent(page, 'signIn')).toBe(1);
});

test('every field is marked as required for screen readers', async ({ open }) => {
  const page = await open('sign-up');
  for (const input of await page.getByRole('textbox').all()) {
    await expect(input).toHaveAttribute('aria-required', 'true');
  }
});

test('Chinese asks for the surname first', async ({ open }) => {
  const page = await open('sign-up', { language: 'zh' });
  const labels = await page.locator('.field label').allTextContents();
  expect(labels.slice(0, 2)).toEqual([zh.signUp.surname, zh.signUp.name]);
  await expect(createScreens(page).field(zh.signUp.surname)).toBeFocused();
});

for (const [language, first] of [
  ['en', en.signUp.name],
  ['zh', zh.signUp.surname],
] as const) {
  test(`an empty sign-up moves the focus to the first visible field (${language})`, async ({
    open,
  }) => {
    const page = await open('sign-up', { language });
    await page.locator('form').getByRole('button').last().click();
    await expect(page.getByLabel(first, { exact: true })).toBeFocused();
  });
}

test('the first visit is welcomed, and the next one is greeted differently', async ({ open }) => {
  const page = await open('sign-in');
  await expect(page.getByRole('heading', { name: en.signIn.headingFirst })).toBeVisible();
  await open('sign-in-again');
  await expect(page.getByRole('heading', { name: en.signIn.headingBack })).toBeVisible();
});

test('a taken name is reported while the form is filled in, and a free one is confirmed', async ({
  open,
}) => {
  const page = await open('sign-up');
  const screens = createScreens(page);
  await page.evaluate(() =>
    window.scene.names
      .set('jean@example.com', 'taken')
      .set('jeandupont', 'taken')
      .set('jeandupont2', 'free'),
  );
  await screens.field(en.signUp.email).fill(jean.email);
  await expect(page.getByText(en.failures['email-taken'])).toBeVisible();
  await screens.field(en.signUp.username).fill(jean.username);
  expect(await screens.problemOf(en.signUp.username)).toBe(en.failures['username-taken']);
  await screens.field(en.signUp.username).fill('jeandupont2');
  await expect(page.getByText(en.failures['username-taken'])).toHaveCount(0);
  await expect(page.getByText(en.signUp.usernameFree)).toBeVisible();
});

ownWindowTest(
  'names are checked when typing pauses, and only when they are complete',
  async ({ open, page: bare }) => {
    await bare.clock.install();
    const page = await open('sign-up');
    const screens = createScreens(page);
    await bare.clock.pauseAt(Date.now() + 60_000);
    await screens.field(en.signUp.email).pressSequentially('jean@example');
    await bare.clock.fastForward(1000);
    await screens.field(en.signUp.email).pressSequentially('.com');
    expect(await sent(page, 'checkName')).toBe(0);
    await bare.clock.fastForward(1000);
    const asked = await page.evaluate(() =>
      window.scene.calls.filter(({ name }) => name === 'checkName').map(({ input }) => input),
    );
    expect(asked).toEqual([{ field: 'email', value: 'jean@example.com' }]);
  },
);

test('a new password is rated by how hard it is to guess, not by its length', async ({ open }) => {
  const page = await open('sign-up');
  const screens = createScreens(page);
  await screens.field(en.signUp.username).fill('jeandupont');
  for (const [password, strength] of [
    ['aaaaaaaaaa', 'weakest'],
    ['password12', 'weak'],
    ['jeandupont1', 'weak'],
    ['violet kettle orbit 9 maple', 'best'],
  ] as const) {
    await screens.field(en.password.label).fill(password);
    await expect(page.getByText(en.passwordStrength[strength], { exact: true })).toBeVisible();
  }
});

test('the first screen does not load the rating of passwords', async ({ open, page }) => {
  await open('sign-in');
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  expect(loaded.filter((name) => /passwords|zxcvbn|language-en|lastnames/i.test(name))).toEqual([]);
});
