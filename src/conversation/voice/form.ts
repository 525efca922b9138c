import type { Params } from '../../channels/index.ts';
import { ApiError } from '../../platform/index.ts';

/** What a webhook of Twilio's carries that matters here (twilio.com/docs/voice/twiml#request-parameters). */
export type CallForm = {
  callSid: string;
  from: string;
  verstat: string;
  speech: string;
  digits: string;
  callStatus: string;
  /** Whole seconds, or null when not told. */
  callDuration: number | null;
  /** How the dialled agent's call ended; empty when none was dialled. */
  dialStatus: string;
};

/** Throws ApiError 400 without a usable CallSid; whatever else is odd is read as not told. */
export function readForm(params: Params): CallForm {
  const callSid = one(params, 'CallSid', 100);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(callSid)) {
    throw new ApiError(400, callSid ? 'CallSid is not an id of a call' : 'CallSid is missing', {
      where: 'form parameter CallSid',
      mend: 'send application/x-www-form-urlencoded with CallSid, as Twilio does, for example CallSid=CA0123456789abcdef0123456789abcdef',
    });
  }
  const duration = one(params, 'CallDuration', 10);
  return {
    callSid,
    from: one(params, 'From', 100) || one(params, 'Caller', 100),
    verstat: one(params, 'StirVerstat', 60),
    speech: one(params, 'SpeechResult', 1000),
    digits: one(params, 'Digits', 20),
    callStatus: one(params, 'CallStatus', 20).toLowerCase(),
    callDuration: /^\d{1,6}$/.test(duration) ? Number(duration) : null,
    dialStatus: one(params, 'DialCallStatus', 20).toLowerCase(),
  };
}

/** One line of storable text: no control characters (PostgreSQL's text holds no NUL), cut to a sane length. */
function one(params: Params, name: string, longest: number): string {
  const value = [params[name] ?? ''].flat().at(-1) ?? '';
  return value
    .slice(0, longest)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
