import { z } from '@hono/zod-openapi';
import { ApiError } from '../../platform/index.ts';
import type { Heard, Presence } from '../door/types.ts';

/** Whatever else is odd is read as not told. */
const text = (longest: number) =>
  z
    .string()
    .catch('')
    .transform((value) =>
      value
        .slice(0, longest)
        .toWellFormed()
        .replace(/\p{Cc}+/gu, ' ')
        .trim(),
    );
const alternative = z.object({ transcript: text(1000) });

/** What a webhook of jambonz's carries that matters here (npm's @jambonz/schema, callbacks/). */
export const jambonzBody = z.object({
  call_sid: z
    .string({ error: 'call_sid is missing' })
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'call_sid is not an id of a call'),
  from: text(100),
  direction: text(20),
  call_status: text(20),
  /** Whole seconds, of the last status of a call. */
  duration: z.number().int().min(0).max(1_000_000).nullable().catch(null),
  /** Told of a call that was placed for another: the agent's. */
  parent_call_sid: text(100),
  digits: text(20),
  speech: z
    .object({ alternatives: z.array(alternative) })
    .nullable()
    .catch(null),
  dial_call_status: text(20),
});
export type JambonzBody = z.output<typeof jambonzBody>;

/** Throws ApiError 400 when it is no JSON, or has no usable call_sid. */
export function readBody(body: string): JambonzBody {
  const mend =
    'send what jambonz sends: an object with call_sid, for example {"call_sid":"5a9b…","from":"+15550100"}';
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (err) {
    throw new ApiError(400, `the body is not JSON: ${(err as Error).message}`, { where: 'body', mend });
  }
  const parsed = jambonzBody.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ApiError(400, issue?.path.length ? issue.message : 'the body is no object', {
    where: issue?.path.join('.') || 'body',
    mend,
  });
}

export function presenceOf({ from }: JambonzBody): Presence {
  // jambonz tells no verdict of STIR/SHAKEN on its own.
  return { from, verstat: '', loggedInAs: null };
}

export function heardOf({ speech, digits, dial_call_status }: JambonzBody): Heard {
  return {
    speech: speech?.alternatives[0]?.transcript ?? '',
    digits,
    dialled: dial_call_status === '' ? null : dial_call_status === 'completed',
  };
}
