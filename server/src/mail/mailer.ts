import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
}

export interface MailerOptions {
  readonly smtpUrl: string | undefined;
  readonly from: string;
  /** The folder for mails when there is no SMTP server. */
  readonly folder: string;
  readonly onWritten: (path: string) => void;
}

const smtpTimeoutMs = 20_000;

/** The SMTP client's own error, without the server's text, which may name the recipient. */
function reasonOf(error: unknown): string {
  const told = error instanceof Error ? error : new Error();
  const facts = ['code', 'command', 'responseCode'].map((key): unknown => Reflect.get(told, key));
  return facts
    .filter((fact) => fact !== undefined)
    .map(String)
    .join(', ');
}

/** Sends through SMTP if there is a server; otherwise writes each mail as an `.eml` file. */
export function createMailer({ smtpUrl, from, folder, onWritten }: MailerOptions): Mailer {
  // As an object: a string would be read as a list of addresses.
  const messageOf = (mail: Mail) => ({ ...mail, to: { name: '', address: mail.to }, from });

  async function sendBySmtp(url: string, mail: Mail): Promise<void> {
    const { createTransport } = await import('nodemailer');
    const timeouts = { connectionTimeout: smtpTimeoutMs, socketTimeout: smtpTimeoutMs };
    try {
      await createTransport({ url, ...timeouts }).sendMail(messageOf(mail));
    } catch (error) {
      throw new Error(`a mail could not be sent (${reasonOf(error)})`);
    }
  }

  async function write(mail: Mail): Promise<void> {
    const { createTransport } = await import('nodemailer');
    const composer = createTransport({ streamTransport: true, buffer: true });
    const { message } = await composer.sendMail(messageOf(mail));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${Date.now()}-${randomUUID()}.eml`);
    // It gets its name when it is complete, so that a reader of the folder never sees half a mail.
    await writeFile(`${path}.part`, message as Buffer, { mode: 0o600 });
    await rename(`${path}.part`, path);
    onWritten(path);
  }

  return { send: (mail) => (smtpUrl === undefined ? write(mail) : sendBySmtp(smtpUrl, mail)) };
}
