import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ApiError, type Instant, SECOND } from '../../platform/index.ts';
import type { Speaker } from '../moves/index.ts';
import { likelyBegin, type Piece } from '../talks/pieces.ts';
import { oneLine } from './twilio.ts';

const hook = z.object({
  call_sid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  speech: z
    .object({
      is_final: z.boolean().default(true),
      channel_tag: z.number().optional(),
      alternatives: z.array(z.object({ transcript: z.string() })).default([]),
    })
    .optional(),
  stt_start_time: z.string().optional(),
});

/** Channel 1 is who called, 2 the person they were put through to (npm's @jambonz/schema, docs/verbs/transcribe.md). */
const CHANNELS: readonly (Speaker | undefined)[] = [undefined, 'customer', 'agent'];

/**
 * What the `transcriptionHook` of jambonz' `transcribe` is told (npm's @jambonz/schema, callbacks/transcribe): a piece that
 * is final, or null. `speaker`: whose audio the hook was set for, where it says. Throws ApiError 400 when it is not of this
 * form, or nobody says who spoke.
 */
export function readTranscribeHook(
  body: string,
  speaker: Speaker | undefined,
  now: Instant,
): { callSid: string; piece: Piece | null } {
  const parsed = hook.safeParse(jsonOf(body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw odd(`${issue?.path.join('.') || 'the body'}: ${issue?.message}`, issue?.path.join('.') || 'body');
  }
  const { call_sid: callSid, speech, stt_start_time: started } = parsed.data;
  const text = oneLine(speech?.alternatives[0]?.transcript ?? '');
  if (!speech?.is_final || text === '') return { callSid, piece: null };
  const who = speaker ?? CHANNELS[speech.channel_tag ?? 0];
  if (!who) throw odd('nobody says who spoke: there is no channel_tag of 1 or 2', 'speech.channel_tag');
  // Without a time of its own, the same words in the same second are the same piece.
  const when = started ?? Math.floor(now / SECOND);
  const hash = createHash('sha256').update(`${who} ${when} ${text}`).digest('hex').slice(0, 24);
  const piece = {
    source: `${callSid}:${hash}`,
    speaker: who,
    text,
    beganAt: likelyBegin(text, now),
    endedAt: now,
  };
  return { callSid, piece };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (err) {
    throw odd(`the body is not JSON: ${(err as Error).message}`, 'body');
  }
}

function odd(what: string, where: string): ApiError {
  return new ApiError(400, what, {
    where,
    mend: 'let jambonz send it, with ?speaker=customer or ?speaker=agent on the transcriptionHook of each channel',
  });
}
