import { resolve } from 'node:path';
import { z } from 'zod';
import {
  type Cap,
  caps,
  e164,
  isPrivateToUs,
  origins,
  type QuietHours,
  quiet,
  twilioSid,
  url,
  within,
  zone,
} from './fields.ts';

export type StoreConfig = { kind: 'pglite'; folder: string } | { kind: 'postgres'; url: string };

/** Everything that the environment and the flags decide, read once, typed, and checked before anything starts. */
export type Config = {
  store: StoreConfig;
  /** Where rejects files and other things that are no rows go. */
  folder: string;
  host: string;
  port: number;
  sandbox: boolean;
  clock: 'system' | 'manual';
  logLevel: string;
  apiKey: string | null;
  /** The address under which the outside world reaches us: webhooks are signed over it. */
  publicUrl: string | null;
  company: { name: string; site: string };
  serviceBasis: 'contract' | 'consent';
  /** Local hours, "HH:MM", between which no message of the purpose goes out; null: none. */
  quietHours: { service: QuietHours | null; marketing: QuietHours | null };
  /** At most so many messages to one customer in any span (ISO 8601), over all plays, by the message's purpose. */
  caps: { service: Cap[]; marketing: Cap[] };
  /** Share of customers whom no play reaches. */
  holdout: number;
  defaultTimeZone: string;
  /** For how long a worker has what it sends to itself, ms: when it dies, others look for it after so long. */
  lease: number;
  smtp: { url: string; from: string } | null;
  twilioAuthToken: string | null;
  /** With which jambonz signs its webhooks. */
  jambonzSecret: string | null;
  /** Text messages by Twilio: from a number in E.164, a Messaging Service, or both. */
  sms: {
    accountSid: string;
    authToken: string;
    from: string | null;
    messagingServiceSid: string | null;
    baseUrl: string;
    /** From when on a message that Twilio does not list is taken not to have been sent, ms. */
    listedAfter: number;
  } | null;
  /** A number in E.164 to which a call for a person is dialled; without one the call is queued. */
  agentNumber: string | null;
  /** The least grade by which a carrier must have vouched for a caller's number; `none`: only a failed check counts. */
  callerAttestation: Attestation;
  /** P(reason | contact) from which a reason is offered in the greeting. */
  offerThreshold: number;
  /** Requests to the company's own endpoints: what they are signed with; `privately`: into a private network, too. */
  endpoints: { secret: string; privately: boolean } | null;
  /** Shared with the company's servers, which vouch with it for who has logged in at the chat. */
  chatSecret: string | null;
  /** Origins of the pages on which the chat may be embedded. */
  chatOrigins: string[];
  /** An OpenAI-compatible endpoint that rewords suggestions; null: none, and nothing is lost but wording. */
  languageModel: { url: string; model: string; key: string | null } | null;
  /** What a minute of handling contacts costs, in a currency named by its ISO 4217 code. */
  handling: { costPerMinute: number; currency: string };
};

const ATTESTATIONS = ['none', 'A', 'B', 'C'] as const;
export type Attestation = (typeof ATTESTATIONS)[number];

export class ConfigError extends Error {
  override name = 'ConfigError';
}

const environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'write postgres://user:password@host:port/database')
    .optional(),
  BEFOREHAND_DATA: z.string().default('var/data'),
  BEFOREHAND_HOST: z.string().default('127.0.0.1'),
  BEFOREHAND_PORT: z.coerce.number().int().min(0).max(65535).default(4100),
  BEFOREHAND_SANDBOX: z.enum(['0', '1']).default('0'),
  BEFOREHAND_CLOCK: z.enum(['system', 'manual']).default('system'),
  BEFOREHAND_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  BEFOREHAND_API_KEY: z.string().min(12, 'use at least 12 characters').optional(),
  BEFOREHAND_PUBLIC_URL: url.optional(),
  BEFOREHAND_COMPANY: z.string().min(1).default('Beforehand Air'),
  BEFOREHAND_SITE: z.string().min(1).default('example.com'),
  BEFOREHAND_SERVICE_BASIS: z.enum(['contract', 'consent']).default('contract'),
  BEFOREHAND_QUIET_SERVICE: quiet.prefault('none'),
  BEFOREHAND_QUIET_MARKETING: quiet.prefault('21:00-08:00'),
  BEFOREHAND_CAP_SERVICE: caps.prefault('none'),
  BEFOREHAND_CAP_MARKETING: caps.prefault('1/P1D,3/P7D'),
  BEFOREHAND_HOLDOUT: z.coerce.number().min(0).max(0.9).default(0),
  BEFOREHAND_TIME_ZONE: zone.default('UTC'),
  // Providers are given 3/8 of it to answer: with less than 10 s, answers that are only slow would be lost.
  BEFOREHAND_LEASE: within(['PT10S', 10_000], ['PT30M', 1_800_000]).prefault('PT2M'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'write smtp://user:password@host:port')
    .optional(),
  MAIL_FROM: z.email('write an e-mail address').optional(),
  TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
  JAMBONZ_WEBHOOK_SECRET: z.string().min(1).optional(),
  TWILIO_ACCOUNT_SID: twilioSid('AC').optional(),
  TWILIO_FROM: e164.optional(),
  TWILIO_MESSAGING_SERVICE_SID: twilioSid('MG').optional(),
  TWILIO_API_BASE_URL: url
    .refine(isPrivateToUs, 'use https: the auth token goes over it')
    .default('https://api.twilio.com'),
  // Asking ends within the hour, so that longer than half of one would leave what was lost as unknown.
  TWILIO_LISTED_AFTER: within(['PT10S', 10_000], ['PT30M', 1_800_000]).prefault('PT30M'),
  BEFOREHAND_AGENT_NUMBER: e164.optional(),
  BEFOREHAND_CALLER_ATTESTATION: z.enum(ATTESTATIONS).default('none'),
  BEFOREHAND_OFFER_THRESHOLD: z.coerce.number().min(0).max(1).default(0.5),
  BEFOREHAND_ENDPOINT_SECRET: z
    .string()
    .regex(
      /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/,
      'write whsec_ and 24 to 64 random bytes in base64, as Standard Webhooks has it',
    )
    .optional(),
  BEFOREHAND_ENDPOINT_PRIVATE: z.enum(['0', '1']).default('0'),
  // RFC 7518, 3.2: a key of HS256 is as long as its hash.
  BEFOREHAND_CHAT_SECRET: z
    .string()
    .min(32, 'use at least 32 characters, for example of: openssl rand -base64 32')
    .optional(),
  BEFOREHAND_CHAT_ORIGINS: origins.optional(),
  BEFOREHAND_LLM_URL: url.optional(),
  BEFOREHAND_LLM_MODEL: z.string().min(1).optional(),
  BEFOREHAND_LLM_KEY: z.string().min(1).optional(),
  BEFOREHAND_COST_PER_MINUTE: z.coerce.number().min(0).default(1),
  BEFOREHAND_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'write an ISO 4217 code, for example EUR')
    .default('USD'),
});

export type Overrides = Partial<Record<keyof z.input<typeof environment>, string>>;

/**
 * Reads the environment, over which `flags` that are told win; an empty one unsets what the environment says. Throws ConfigError that lists every fault with its mend,
 * contradictions included: better not to start than to start as something else.
 */
export function loadConfig(env: Record<string, string | undefined>, flags: Overrides = {}): Config {
  const told = Object.entries(flags).filter(([, value]) => value !== undefined);
  const given = Object.fromEntries(
    Object.entries({ ...env, ...Object.fromEntries(told) }).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`the configuration has faults:\n${faults.join('\n')}`);
  }
  const value = parsed.data;
  const sandbox = value.BEFOREHAND_SANDBOX === '1';
  const contradictions = contradictionsOf(value, sandbox);
  if (contradictions.length)
    throw new ConfigError(
      `the configuration has faults:\n${contradictions.map((fault) => `  ${fault}`).join('\n')}`,
    );
  const folder = resolve(value.BEFOREHAND_DATA);
  return {
    store: value.DATABASE_URL ? { kind: 'postgres', url: value.DATABASE_URL } : { kind: 'pglite', folder },
    folder,
    host: value.BEFOREHAND_HOST,
    port: value.BEFOREHAND_PORT,
    sandbox,
    clock: value.BEFOREHAND_CLOCK,
    logLevel: value.BEFOREHAND_LOG,
    apiKey: sandbox ? 'sandbox' : (value.BEFOREHAND_API_KEY ?? null),
    publicUrl: value.BEFOREHAND_PUBLIC_URL ?? null,
    company: { name: value.BEFOREHAND_COMPANY, site: value.BEFOREHAND_SITE },
    serviceBasis: value.BEFOREHAND_SERVICE_BASIS,
    quietHours: { service: value.BEFOREHAND_QUIET_SERVICE, marketing: value.BEFOREHAND_QUIET_MARKETING },
    caps: { service: value.BEFOREHAND_CAP_SERVICE, marketing: value.BEFOREHAND_CAP_MARKETING },
    holdout: value.BEFOREHAND_HOLDOUT,
    defaultTimeZone: value.BEFOREHAND_TIME_ZONE,
    lease: value.BEFOREHAND_LEASE,
    smtp: value.SMTP_URL && value.MAIL_FROM ? { url: value.SMTP_URL, from: value.MAIL_FROM } : null,
    twilioAuthToken: value.TWILIO_AUTH_TOKEN ?? null,
    jambonzSecret: value.JAMBONZ_WEBHOOK_SECRET ?? null,
    sms: smsOf(value),
    agentNumber: value.BEFOREHAND_AGENT_NUMBER ?? null,
    callerAttestation: value.BEFOREHAND_CALLER_ATTESTATION,
    offerThreshold: value.BEFOREHAND_OFFER_THRESHOLD,
    endpoints: value.BEFOREHAND_ENDPOINT_SECRET
      ? { secret: value.BEFOREHAND_ENDPOINT_SECRET, privately: value.BEFOREHAND_ENDPOINT_PRIVATE === '1' }
      : null,
    chatSecret: value.BEFOREHAND_CHAT_SECRET ?? null,
    chatOrigins: value.BEFOREHAND_CHAT_ORIGINS ?? [],
    languageModel:
      value.BEFOREHAND_LLM_URL && value.BEFOREHAND_LLM_MODEL
        ? {
            url: value.BEFOREHAND_LLM_URL,
            model: value.BEFOREHAND_LLM_MODEL,
            key: value.BEFOREHAND_LLM_KEY ?? null,
          }
        : null,
    handling: { costPerMinute: value.BEFOREHAND_COST_PER_MINUTE, currency: value.BEFOREHAND_CURRENCY },
  };
}

type Values = z.output<typeof environment>;

function contradictionsOf(value: Values, sandbox: boolean): string[] {
  const faults: string[] = [];
  if (value.BEFOREHAND_CLOCK === 'manual' && !sandbox)
    faults.push('BEFOREHAND_CLOCK=manual is for --sandbox only: real customers live in real time');
  if (value.SMTP_URL && !value.MAIL_FROM) faults.push('SMTP_URL needs MAIL_FROM, the sender of the mail');
  const sender = value.TWILIO_FROM ?? value.TWILIO_MESSAGING_SERVICE_SID;
  if (value.TWILIO_ACCOUNT_SID && !value.TWILIO_AUTH_TOKEN)
    faults.push('TWILIO_ACCOUNT_SID needs TWILIO_AUTH_TOKEN, the token of that account');
  if (value.TWILIO_ACCOUNT_SID && !sender)
    faults.push(
      'TWILIO_ACCOUNT_SID needs TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID, the sender of text messages',
    );
  if (sender && !value.TWILIO_ACCOUNT_SID) {
    const given = value.TWILIO_FROM ? 'TWILIO_FROM' : 'TWILIO_MESSAGING_SERVICE_SID';
    faults.push(`${given} needs TWILIO_ACCOUNT_SID, the account that sends text messages`);
  }
  if (Boolean(value.BEFOREHAND_LLM_URL) !== Boolean(value.BEFOREHAND_LLM_MODEL))
    faults.push('BEFOREHAND_LLM_URL and BEFOREHAND_LLM_MODEL go together: where, and which model');
  if (value.BEFOREHAND_LLM_KEY && !isPrivateToUs(value.BEFOREHAND_LLM_URL ?? ''))
    faults.push('BEFOREHAND_LLM_URL: use https, the key goes over it');
  return faults;
}

function smsOf(value: Values): Config['sms'] {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = value;
  if (!accountSid || !authToken) return null;
  return {
    accountSid,
    authToken,
    from: value.TWILIO_FROM ?? null,
    messagingServiceSid: value.TWILIO_MESSAGING_SERVICE_SID ?? null,
    baseUrl: value.TWILIO_API_BASE_URL,
    listedAfter: value.TWILIO_LISTED_AFTER,
  };
}
