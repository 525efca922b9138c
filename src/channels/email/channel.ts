import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Channel, SendOutcome } from '../port.ts';

/** `deadlineMs` is how long one mail may take in all. */
export type SmtpConfig = { url: string; from: string; deadlineMs?: number };

type SmtpFailure = Error & { responseCode?: number; response?: string; command?: string };

/** Silence. RFC 5321 asks for minutes; a worker that waits that long holds up other customers' mail. */
const TIMEOUT_MS = 30_000;
/** A server may never be silent and never be done; the outcome must be known well within the worker's lease. */
const DEADLINE_MS = 45_000;

/** RFC 4954 section 6: what a server says of authentication, to whatever command. */
const ABOUT_AUTHENTICATION = new Set([530, 534, 535, 538]);

/**
 * Mail by SMTP (RFC 5321), one connection a message. The Message-ID carries our id, so a copy can be told apart.
 * SMTP can't be asked afterwards: a connection lost while the content is on its way is `unknown` for good.
 */
export function emailChannel(config: SmtpConfig): Channel {
  return {
    name: 'email',
    reaches: 'email',
    bearsText: true,
    reportsDelivery: false,
    atOnce: 20,
    send: async (message) => {
      const domain = config.from.split('@')[1] ?? 'localhost';
      const mail = new MailComposer({
        from: config.from,
        to: message.to,
        subject: message.subject ?? '',
        text: message.text,
        messageId: `<${message.id}@${domain}>`,
        // RFC 3834: keeps other people's out-of-office replies from answering us.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return transmit(config, message.to, await mail.compile().build());
    },
    find: async () => ({ kind: 'cannot tell', why: 'SMTP has no way to ask', askAgain: false }),
  };
}

async function transmit(
  { url, from, deadlineMs: given = DEADLINE_MS }: SmtpConfig,
  to: string,
  content: Buffer,
): Promise<SendOutcome> {
  const deadlineMs = Math.min(given, DEADLINE_MS);
  const connection = new SMTPConnection(optionsOf(url));
  let contentBegun = false;
  // The connection may fail at any moment, also while nothing is being waited for.
  const broken = new Promise<never>((_, reject) => {
    connection.on('error', reject);
    const deadline = setTimeout(() => {
      reject(new Error(`the mail server was not done after ${deadlineMs / 1000} s`));
      connection.close();
    }, deadlineMs);
    connection.once('end', () => clearTimeout(deadline));
  });
  broken.catch(() => {});
  const step = <T>(run: (done: (error: Error | null | undefined, value?: T) => void) => void) =>
    Promise.race([
      broken,
      new Promise<T | undefined>((resolve, reject) =>
        run((error, value) => (error ? reject(error) : resolve(value))),
      ),
    ]);
  // Read only once the server has said 354: from then on it may have the mail.
  const body = Readable.from(
    (async function* () {
      contentBegun = true;
      yield content;
    })(),
  );
  try {
    await step((done) => connection.connect((error) => done(error)));
    const auth = credentialsOf(url);
    if (auth) await step((done) => connection.login(auth, (error) => done(error)));
    const info = await step<{ response: string }>((done) => connection.send({ from, to: [to] }, body, done));
    connection.quit();
    return { kind: 'ok', providerId: info?.response ?? null };
  } catch (error) {
    connection.close();
    return outcomeOf(error as SmtpFailure, contentBegun);
  }
}

/**
 * RFC 5321 section 4.2.1: 5yz is final, 4yz may work later. Final for this mail is only what the server says of its
 * recipient or of its content; what it says of us (greeting, login, sender) is ours to mend, so the mail waits.
 */
function outcomeOf(
  { message, response, responseCode = 0, command }: SmtpFailure,
  contentBegun: boolean,
): SendOutcome {
  const why = response ?? message;
  const aboutTheMail = contentBegun ? command === 'DATA' : command === 'RCPT TO';
  if (aboutTheMail && responseCode >= 500 && !ABOUT_AUTHENTICATION.has(responseCode))
    return { kind: 'refused', why };
  // Once the content is on its way, nothing but the answer to it tells that it was not taken.
  return { kind: contentBegun && !(aboutTheMail && responseCode) ? 'unknown' : 'retry', why };
}

function optionsOf(url: string) {
  const { protocol, hostname, port, searchParams } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // A password goes over the network encrypted or not at all.
    requireTLS: !secure && credentialsOf(url) !== null && !/^(localhost|127\.|::1)/.test(host),
    ignoreTLS: searchParams.get('ignoreTLS') === 'true',
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  };
}

function credentialsOf(url: string): { credentials: { user: string; pass: string } } | null {
  const { username, password } = new URL(url);
  if (!username) return null;
  return { credentials: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
}
