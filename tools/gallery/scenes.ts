import {
  type AccountOffer,
  type AccountSession,
  accountFeatures,
} from '@mytone/shared/account/account.ts';
import type { PasswordReset } from '@mytone/shared/account/password-reset.ts';
import type { AuthState, Link } from '@mytone/shared/auth-state.ts';
import type { CommandName } from '@mytone/shared/bridge/channels.ts';
import type { ProxyQuestion } from '@mytone/shared/proxy.ts';
import type { AppInfo } from '@mytone/shared/settings/app-info.ts';
import type { SettingsSection } from '@mytone/shared/settings/sections.ts';
import type { UpdateState } from '@mytone/shared/update-state.ts';
import type { User } from '@mytone/shared/user.ts';
import type { Wish } from '../../src/renderer/store/screen-for.ts';
import type { Scripted } from './fake-bridge.ts';

/** One screen in one state. */
export interface Scene {
  readonly auth: AuthState;
  readonly update?: UpdateState;
  readonly wish?: Wish;
  readonly passwordReset?: PasswordReset;
  readonly isAccountOpen?: boolean;
  readonly accountOffer?: AccountOffer;
  readonly sessions?: readonly AccountSession[];
  readonly settings?: SettingsSection;
  readonly appInfo?: Partial<AppInfo>;
  readonly proxyQuestion?: ProxyQuestion;
  readonly answers?: Readonly<Partial<Record<CommandName, Scripted>>>;
  /** What to type into the fields, by their names, before the form is submitted. */
  readonly typed?: Readonly<Record<string, string>>;
  readonly isSubmitted?: boolean;
}

/** The copy that the gallery shows. */
export const appInfo: AppInfo = {
  version: '1.0.0',
  apiOrigin: 'https://api-mytone.onrender.com',
  systemLocale: 'en',
  system: 'linux',
  runtime: [
    { name: 'Electron', version: '45.4.1' },
    { name: 'Chromium', version: '148.0.7778.56' },
    { name: 'Node.js', version: '24.19.0' },
    { name: 'Linux', version: '6.1.0-32-amd64 (x64)' },
  ],
  profileFolder: '/home/jean/.config/MyTone',
  asksForLanguage: false,
};

const minuteMs = 60_000;

const jean: User = {
  id: 42,
  name: 'Jean',
  surname: 'Dupont',
  email: 'jean@example.com',
  username: 'jeandupont',
  phoneNumber: '+33 6 12 34 56 78',
  createdAt: '2026-03-14T09:26:53Z',
};

const online: Link = { kind: 'online', verifiedAt: Date.now() - 5 * minuteMs };
const offline: Link = {
  kind: 'offline',
  cause: 'network',
  nextAttemptAt: Date.now() + 45_000,
  verifiedAt: Date.now() - 130 * minuteMs,
};
const neverOnline: Link = {
  kind: 'offline',
  cause: 'server',
  nextAttemptAt: null,
  verifiedAt: null,
};

function signedOut(
  reason: Extract<AuthState, { kind: 'signed-out' }>['reason'],
  email: string | null,
): AuthState {
  return { kind: 'signed-out', reason, email };
}

function signedIn(link: Link, user: User = jean, storage: 'keychain' | 'memory' = 'keychain') {
  return { kind: 'signed-in', user, link, storage } as const;
}

const proxyQuestion: ProxyQuestion = {
  id: 1,
  host: 'proxy.example.com',
  port: 3128,
  realm: 'Example staff',
  isRepeated: false,
};

const credentials = { login: jean.email, password: 'not-the-password' };
const account = {
  name: jean.name,
  surname: jean.surname,
  email: jean.email,
  confirmEmail: jean.email,
  username: jean.username,
  password: 'SuperSecure123!',
  confirmPassword: 'SuperSecure123!',
};

const allOffered: AccountOffer = { kind: 'known', features: accountFeatures };
const ago = (minutes: number) => new Date(Date.now() - minutes * minuteMs).toISOString();
const devices: readonly AccountSession[] = [
  {
    id: 'one',
    createdAt: '2026-03-14T09:26:53Z',
    lastUsedAt: ago(2),
    client: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Electron/45.4.1 Safari/537.36',
    isCurrent: true,
  },
  {
    id: 'two',
    createdAt: '2026-10-02T18:00:00Z',
    lastUsedAt: ago(3 * 24 * 60),
    client: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    isCurrent: false,
  },
  { id: 'three', createdAt: null, lastUsedAt: null, client: null, isCurrent: false },
];

const newPassword = { password: 'AnotherSecure123!', confirmPassword: 'AnotherSecure123!' };

/** Every screen in every state that a user can see. */
export const scenes = {
  splash: { auth: { kind: 'starting', isWaitingForKeychain: false } },
  'splash-waiting': { auth: { kind: 'starting', isWaitingForKeychain: true } },
  'sign-in': { auth: signedOut(null, null) },
  'sign-in-again': { auth: signedOut('user', jean.email) },
  'sign-in-expired': { auth: signedOut('expired', jean.email) },
  'sign-in-disabled': { auth: signedOut('account-disabled', jean.email) },
  'sign-in-traditional-chinese': {
    auth: signedOut(null, null),
    appInfo: { asksForLanguage: true },
  },
  'sign-in-empty': { auth: signedOut(null, null), typed: {}, isSubmitted: true },
  'sign-in-refused': {
    auth: signedOut('user', jean.email),
    answers: { signIn: { code: 'wrong-credentials' } },
    typed: credentials,
    isSubmitted: true,
  },
  'sign-in-wait': {
    auth: signedOut(null, null),
    answers: { signIn: { code: 'too-many-attempts', retryAfterMs: 42_000 } },
    typed: credentials,
    isSubmitted: true,
  },
  'sign-in-unreachable': {
    auth: signedOut(null, null),
    answers: { signIn: { code: 'unreachable', cause: 'not-the-api' } },
    typed: credentials,
    isSubmitted: true,
  },
  'sign-in-pending': {
    auth: signedOut(null, null),
    answers: { signIn: 'never' },
    typed: credentials,
    isSubmitted: true,
  },
  'sign-up': { auth: signedOut(null, null), wish: 'sign-up' },
  'sign-up-problems': {
    auth: signedOut(null, null),
    wish: 'sign-up',
    typed: {
      ...account,
      surname: '',
      email: 'jean',
      password: 'short',
      confirmPassword: 'shorter',
    },
    isSubmitted: true,
  },
  'sign-up-taken': {
    auth: signedOut(null, null),
    wish: 'sign-up',
    answers: { signUp: { code: 'email-taken' } },
    typed: account,
    isSubmitted: true,
  },
  'sign-up-lost': {
    auth: signedOut(null, null),
    wish: 'sign-up',
    answers: { signUp: { code: 'answer-lost' } },
    typed: account,
    isSubmitted: true,
  },
  'forgot-password': { auth: signedOut('user', jean.email), wish: 'forgot-password' },
  'forgot-password-invalid': {
    auth: signedOut(null, null),
    wish: 'forgot-password',
    typed: { email: 'jean' },
    isSubmitted: true,
  },
  'forgot-password-wait': {
    auth: signedOut(null, null),
    wish: 'forgot-password',
    answers: { forgotPassword: { code: 'too-many-attempts', retryAfterMs: 42_000 } },
    typed: { email: jean.email },
    isSubmitted: true,
  },
  'forgot-password-offline': {
    auth: signedOut(null, null),
    wish: 'forgot-password',
    answers: { forgotPassword: { code: 'unreachable', cause: 'network' } },
    typed: { email: jean.email },
    isSubmitted: true,
  },
  'forgot-password-sent': {
    auth: signedOut(null, null),
    wish: 'forgot-password',
    typed: { email: jean.email },
    isSubmitted: true,
  },
  'new-password': { auth: signedOut(null, null), passwordReset: { kind: 'link-open' } },
  'new-password-signed-in': { auth: signedIn(online), passwordReset: { kind: 'link-open' } },
  'new-password-problems': {
    auth: signedOut(null, null),
    passwordReset: { kind: 'link-open' },
    typed: { password: 'short', confirmPassword: 'shorter' },
    isSubmitted: true,
  },
  'new-password-pending': {
    auth: signedOut(null, null),
    passwordReset: { kind: 'link-open' },
    answers: { resetPassword: 'never' },
    typed: newPassword,
    isSubmitted: true,
  },
  'new-password-unreachable': {
    auth: signedOut(null, null),
    passwordReset: { kind: 'link-open' },
    answers: { resetPassword: { code: 'unreachable', cause: 'network' } },
    typed: newPassword,
    isSubmitted: true,
  },
  'new-password-lost': {
    auth: signedOut(null, null),
    passwordReset: { kind: 'link-open' },
    answers: { resetPassword: { code: 'reset-answer-lost' } },
    typed: newPassword,
    isSubmitted: true,
  },
  'new-password-refused': {
    auth: signedOut(null, jean.email),
    passwordReset: { kind: 'link-refused' },
  },
  'new-password-done': {
    auth: signedOut(null, null),
    passwordReset: { kind: 'done', email: jean.email },
  },
  account: {
    auth: signedIn(online),
    isAccountOpen: true,
    accountOffer: allOffered,
    sessions: devices,
  },
  'account-offline': { auth: signedIn(offline), isAccountOpen: true, accountOffer: allOffered },
  'account-asking': { auth: signedIn(online), isAccountOpen: true },
  'account-not-offered': {
    auth: signedIn(online),
    isAccountOpen: true,
    accountOffer: { kind: 'known', features: [] },
  },
  'account-saved': {
    auth: signedIn(online),
    isAccountOpen: true,
    accountOffer: { kind: 'known', features: ['change-profile'] },
    typed: { name: 'Jeanne', surname: jean.surname, phoneNumber: '' },
    isSubmitted: true,
  },
  'account-wrong-password': {
    auth: signedIn(online),
    isAccountOpen: true,
    accountOffer: { kind: 'known', features: ['change-password'] },
    answers: { changePassword: { code: 'wrong-password' } },
    typed: { ...newPassword, currentPassword: 'not-the-password' },
    isSubmitted: true,
  },
  'account-devices-failed': {
    auth: signedIn(online),
    isAccountOpen: true,
    accountOffer: { kind: 'known', features: ['list-sessions'] },
    answers: { getSessions: { code: 'unreachable', cause: 'server' } },
  },
  'sign-in-deleted': { auth: signedOut('account-deleted', null) },
  keychain: { auth: { kind: 'keychain-locked', problem: 'locked-or-cleared', email: jean.email } },
  restoring: { auth: { kind: 'restoring', link: { kind: 'verifying' }, storage: 'keychain' } },
  'restoring-offline': { auth: { kind: 'restoring', link: neverOnline, storage: 'keychain' } },
  dashboard: { auth: signedIn(online) },
  'dashboard-update': {
    auth: signedIn(online),
    update: { kind: 'offered', version: '1.1.0', bytes: 96_400_000, isShown: true },
  },
  'dashboard-update-downloading': {
    auth: signedIn(online),
    update: {
      kind: 'downloading',
      version: '1.1.0',
      bytes: 96_400_000,
      percent: 42,
      isShown: true,
    },
  },
  'dashboard-update-ready': {
    auth: signedIn(online),
    update: { kind: 'ready', version: '1.1.0', isShown: true },
  },
  'sign-in-update-failed': {
    auth: signedOut(null, null),
    update: { kind: 'failed', code: 'untrusted', isShown: true },
  },
  'dashboard-verifying': { auth: signedIn({ kind: 'verifying' }) },
  'dashboard-offline': { auth: signedIn(offline) },
  'dashboard-portal': { auth: signedIn({ ...offline, cause: 'not-the-api' }) },
  'dashboard-proxy-sign-in': { auth: signedIn({ ...offline, cause: 'proxy-sign-in' }) },
  'proxy-sign-in': { auth: signedOut('user', jean.email), proxyQuestion },
  'proxy-sign-in-again': {
    auth: signedIn({ kind: 'verifying' }),
    proxyQuestion: { ...proxyQuestion, realm: '', isRepeated: true },
  },
  'dashboard-memory': { auth: signedIn(online, jean, 'memory') },
  settings: { auth: signedIn(online), settings: 'general' },
  'settings-shortcuts': { auth: signedIn(online), settings: 'shortcuts' },
  'settings-shortcuts-mac': {
    auth: signedIn(online),
    settings: 'shortcuts',
    appInfo: { system: 'mac' },
  },
  'settings-keychain': { auth: signedIn(online), settings: 'keychain' },
  'settings-keychain-signed-out': { auth: signedOut(null, null), settings: 'keychain' },
  'settings-log': { auth: signedIn(online), settings: 'log' },
  'settings-privacy': { auth: signedIn(online), settings: 'privacy' },
  'settings-about': { auth: signedIn(online), settings: 'about' },
  'dashboard-long-name': {
    auth: signedIn(online, {
      ...jean,
      name: 'Venkatanarasimharajuvaripeta',
      surname: 'Wolfeschlegelsteinhausenbergerdorff',
    }),
  },
} as const satisfies Record<string, Scene>;

export type SceneName = keyof typeof scenes;
