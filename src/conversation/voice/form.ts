import { line, type Params } from '../../channels/index.ts';
import { ApiError } from '../../platform/index.ts';

/** What a webhook of Twilio's carries that matters here (twilio.com/docs/voice/twiml#request-parameters). */
export type CallForm = {
  callSid: string;
  from: string;
  /** Who is called: us, or, on a call that we placed, the customer. */
  to: string;
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
  const callSid = line(params, 'CallSid', 100);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(callSid)) {
    throw new ApiError(400, callSid ? 'CallSid is not an id of a call' : 'CallSid is missing', {
      where: 'form parameter CallSid',
      mend: 'send application/x-www-form-urlencoded with CallSid, as Twilio does, for example CallSid=CA0123456789abcdef0123456789abcdef',
    });
  }
  const duration = line(params, 'CallDuration', 10);
  return {
    callSid,
    from: line(params, 'From', 100) || line(params, 'Caller', 100),
    to: line(params, 'To', 100) || line(params, 'Called', 100),
    verstat: line(params, 'StirVerstat', 60),
    speech: line(params, 'SpeechResult', 1000),
    digits: line(params, 'Digits', 20),
    callStatus: line(params, 'CallStatus', 20).toLowerCase(),
    callDuration: /^\d{1,6}$/.test(duration) ? Number(duration) : null,
    dialStatus: line(params, 'DialCallStatus', 20).toLowerCase(),
  };
}
