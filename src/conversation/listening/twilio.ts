import { z } from 'zod';
import type { Params } from '../../channels/index.ts';
import { ApiError, type Instant } from '../../platform/index.ts';
import { likelyBegin, type Piece } from '../talks/pieces.ts';

/** What a status callback of `<Transcription>` says: words that are sure, what went wrong, or nothing that matters here. */
export type Told = { callSid: string } & (
  | { kind: 'piece'; piece: Piece }
  | { kind: 'error'; error: string }
  | { kind: 'nothing' }
);

const data = z.object({ transcript: z.string() });
/** Audio that Twilio gets from who called, and audio that it plays to them: the person they were put through to. */
const SPEAKERS = { inbound_track: 'customer', outbound_track: 'agent' } as const;
const LONGEST = 5000;

/**
 * A status callback of Twilio's real-time transcription (twilio.com/docs/voice/twiml/transcription#statuscallbackurl): form
 * fields TranscriptionEvent, CallSid, TranscriptionSid, SequenceId, Timestamp and, with `transcription-content`, Track, Final
 * and TranscriptionData, `{"transcript", "confidence"}` as JSON. Partial results are nothing. Throws ApiError 400 when it is
 * none of these.
 */
export function readTranscription(params: Params, now: Instant): Told {
  const callSid = one(params, 'CallSid');
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(callSid)) throw odd('CallSid', 'is missing, or no id of a call');
  const event = one(params, 'TranscriptionEvent');
  if (event === 'transcription-error')
    return {
      callSid,
      kind: 'error',
      error: `${one(params, 'TranscriptionErrorCode')} ${one(params, 'TranscriptionError')}`.trim(),
    };
  if (event === 'transcription-started' || event === 'transcription-stopped')
    return { callSid, kind: 'nothing' };
  if (event !== 'transcription-content')
    throw odd('TranscriptionEvent', 'is none of transcription-started, -content, -stopped and -error');
  if (one(params, 'Final').toLowerCase() === 'false') return { callSid, kind: 'nothing' };
  const sequence = one(params, 'SequenceId');
  if (!/^\d{1,12}$/.test(sequence)) throw odd('SequenceId', 'is missing, or no number');
  const track = one(params, 'Track');
  if (track !== 'inbound_track' && track !== 'outbound_track')
    throw odd('Track', 'is neither inbound_track nor outbound_track');
  const text = wordsOf(one(params, 'TranscriptionData'));
  if (text === '') return { callSid, kind: 'nothing' };
  const endedAt = timeOf(one(params, 'Timestamp')) ?? now;
  const session = one(params, 'TranscriptionSid') || callSid;
  return {
    callSid,
    kind: 'piece',
    piece: {
      source: `${session}:${sequence.padStart(12, '0')}`,
      speaker: SPEAKERS[track],
      text,
      beganAt: likelyBegin(text, endedAt),
      endedAt,
    },
  };
}

function wordsOf(json: string): string {
  let told: unknown;
  try {
    told = JSON.parse(json);
  } catch {
    throw odd('TranscriptionData', 'is not JSON');
  }
  const parsed = data.safeParse(told);
  if (!parsed.success) throw odd('TranscriptionData', 'has no transcript');
  return oneLine(parsed.data.transcript);
}

/** What can be kept as words: no control characters, no halves of a character. */
export function oneLine(text: string): string {
  return text
    .slice(0, LONGEST)
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function timeOf(text: string): Instant | null {
  const at = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function one(params: Params, name: string): string {
  return ([params[name] ?? ''].flat().at(-1) ?? '').trim();
}

function odd(field: string, what: string): ApiError {
  return new ApiError(400, `${field} ${what}`, {
    where: `form parameter ${field}`,
    mend: 'let Twilio send it: <Start><Transcription statusCallbackUrl="…"/></Start>',
  });
}
