import { expect, type Page } from 'playwright/test';
import { jean, type Person } from './people.ts';
import { type AllWords, en } from './words.ts';

/** The application's screens by what a person reads and does, in English by default. */
export function createScreens(page: Page, words: AllWords = en) {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (label: string) => page.getByLabel(label, { exact: true });

  return {
    button,
    field,
    signInForm: field(words.signIn.login),
    signUpForm: page.getByRole('heading', { name: words.signUp.heading }),
    dashboard: (person: Person = jean) =>
      page.getByRole('heading', {
        name: words.dashboard.greeting.replace('{{name}}', person.name),
      }),
    alert: page.getByRole('alert'),
    /** The problem that belongs to a field, as a screen reader finds it. */
    async problemOf(label: string): Promise<string> {
      const input = field(label);
      await expect(input).toHaveAttribute('aria-invalid', 'true');
      const ids = (await input.getAttribute('aria-describedby'))?.split(' ') ?? [];
      const problem = ids.find((id) => id.endsWith('-problem'));
      return (await page.locator(`[id="${problem}"]`).textContent()) ?? '';
    },
    async openSignUp(): Promise<void> {
      await button(words.signIn.goToSignUp).click();
    },
    async fillSignUp(person: Person): Promise<void> {
      await field(words.signUp.name).fill(person.name);
      await field(words.signUp.surname).fill(person.surname);
      await field(words.signUp.email).fill(person.email);
      await field(words.signUp.confirmEmail).fill(person.email);
      await field(words.signUp.username).fill(person.username);
      await field(words.password.label).fill(person.password);
      await field(words.signUp.confirmPassword).fill(person.password);
    },
    async submitSignUp(): Promise<void> {
      await button(words.signUp.submit).click();
    },
    /** From the sign-in form to the dashboard of a new account. */
    async signUp(person: Person = jean): Promise<void> {
      await this.openSignUp();
      await this.fillSignUp(person);
      await this.submitSignUp();
      await expect(this.dashboard(person)).toBeVisible();
    },
    /** On the screen that a link for a new password opens. */
    async fillNewPassword(password: string): Promise<void> {
      await field(words.newPassword.label).fill(password);
      await field(words.signUp.confirmPassword).fill(password);
    },
    async signIn(login: string, password: string): Promise<void> {
      await field(words.signIn.login).fill(login);
      await field(words.password.label).fill(password);
      await button(words.signIn.submit).click();
    },
    async signOut(): Promise<void> {
      await button(words.dashboard.signOut).click();
      await expect(this.signInForm).toBeVisible();
    },
  };
}
