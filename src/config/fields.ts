import { z } from 'zod';

export type QuietHours = { from: string; to: string };
export type Cap = { most: number; per: string };

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;
export const quiet = z
  .string()
  .regex(/^(none|\d\d:\d\d-\d\d:\d\d)$/, 'write HH:MM-HH:MM, for example 21:00-08:00, or none')
  .transform((text, context): QuietHours | null => {
    if (text === 'none') return null;
    const [from = '', to = ''] = text.split('-');
    if (!clockTime.test(from) || !clockTime.test(to)) context.addIssue('hours run from 00:00 to 23:59');
    return { from, to };
  });
export const caps = z
  .string()
  .regex(
    /^(none|[1-9]\d*\/P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?(,[1-9]\d*\/P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?)*)$/,
    'write how many in what span, for example 2/P1D or 1/PT12H,3/P7D (ISO 8601 days, hours, minutes), or none',
  )
  .transform((text): Cap[] =>
    text === 'none'
      ? []
      : text.split(',').map((one) => {
          const [most = '', per = ''] = one.split('/');
          return { most: Number(most), per };
        }),
  );
/** A length of time, kept in ms, between two others that are given with their words. */
export const within = ([least, leastMs]: [string, number], [most, mostMs]: [string, number]) =>
  z
    .string()
    .regex(
      /^PT(?=.)(\d{1,4}M)?(\d{1,5}S)?$/,
      'write minutes and seconds as ISO 8601 does, for example PT2M or PT1M30S',
    )
    .transform((text, context): number => {
      const [, minutes = '0', seconds = '0'] = /^PT(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
      const ms = (Number(minutes) * 60 + Number(seconds)) * 1000;
      if (ms < leastMs || ms > mostMs) context.addIssue(`${text} is not between ${least} and ${most}`);
      return ms;
    });
export const zone = z.string().refine(isTimeZone, 'name an IANA time zone, for example America/Chicago');
export const url = z.url('write a whole URL');
export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'write E.164, for example +15550100');
export const twilioSid = (prefix: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}[0-9a-f]{32}$`, 'i'),
      `copy it from the Twilio console: ${prefix} and 32 hexadecimal digits`,
    );

export const origins = z.string().transform((text, context): string[] => {
  const named = text.split(',').map((one) => one.trim());
  for (const origin of named) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin || !isPrivateToUs(origin))
      context.addIssue(
        `"${origin}" is no origin: write https:// and the host, without a path, for example https://www.example.com`,
      );
  }
  return named;
});

/** Encrypted, or not leaving this machine. */
export function isPrivateToUs(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { protocol, hostname } = new URL(address);
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
  );
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
