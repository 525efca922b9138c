import type { DeliveryReport } from '../port.ts';
import { line, type Params } from '../twilio/params.ts';

/** `CallStatus` values of a call that nobody answered (twilio.com/docs/voice/api/call-resource#call-status-values), in words. */
const NOT_ANSWERED: Record<string, string> = {
  busy: 'the line was busy',
  'no-answer': 'nobody answered',
  failed: 'the call could not be connected',
  canceled: 'the call was cancelled',
};

/** `AnsweredBy` values of what is no person (twilio.com/docs/voice/answering-machine-detection). */
export function isMachine(params: Params): boolean {
  return /^(machine|fax)/i.test(line(params, 'AnsweredBy', 40));
}

/**
 * What the end of a call says of the message: `told` is whether it was said to whom it was for. Null while the call goes on.
 */
export function readCallEnd(params: Params, told: boolean): DeliveryReport | null {
  const providerId = line(params, 'CallSid', 100);
  const status = line(params, 'CallStatus', 20).toLowerCase();
  if (told) return { kind: 'delivered', providerId, why: null };
  const why = NOT_ANSWERED[status];
  if (why) return { kind: 'failed', providerId, why };
  if (status !== 'completed') return null;
  return {
    kind: 'failed',
    providerId,
    why: isMachine(params) ? 'a machine answered' : 'whoever answered was not told',
  };
}
