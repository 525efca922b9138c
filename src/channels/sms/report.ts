import { ApiError } from '../../platform/index.ts';
import type { DeliveryReport } from '../port.ts';
import { line, type Params } from '../twilio/params.ts';

export const STATUS_PATH = '/sms/twilio/status';

/** `MessageStatus` (twilio.com/docs/messaging/api/message-resource#message-status-values); others say nothing to us. */
const KINDS: Record<string, DeliveryReport['kind']> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'accepted',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/** Words for the codes that a failed delivery has most often (twilio.com/docs/api/errors); Twilio sends the code alone. */
const WORDS: Record<string, string> = {
  '30001': 'the queue overflowed',
  '30002': 'the Twilio account is suspended',
  '30003': 'the handset is off or out of reach',
  '30004': 'the recipient blocks messages',
  '30005': 'no such number at the carrier',
  '30006': 'a landline, or a carrier that cannot be reached',
  '30007': 'filtered by the carrier or by Twilio',
  '30008': 'the carrier gave no reason',
  '30034': 'the sender is not registered with the carriers (A2P 10DLC)',
  '30036': 'it expired in the queue',
  '30410': 'the carrier did not answer in time',
  '21610': 'the recipient has said STOP',
};

/** What a status callback says, or null when it says nothing that matters. Throws ApiError 400 without the message's id. */
export function readReport(params: Params): DeliveryReport | null {
  const providerId = line(params, 'MessageSid', 300) || line(params, 'SmsSid', 300);
  if (!/^[SM]M[0-9a-f]{32}$/i.test(providerId)) {
    throw new ApiError(400, providerId ? 'MessageSid is not the id of a message' : 'MessageSid is missing', {
      where: 'form parameter MessageSid',
      mend: 'send application/x-www-form-urlencoded with MessageSid and MessageStatus, as Twilio does',
    });
  }
  const status = (line(params, 'MessageStatus', 300) || line(params, 'SmsStatus', 300)).toLowerCase();
  const kind = Object.hasOwn(KINDS, status) ? KINDS[status] : undefined;
  if (!kind) return null;
  return { kind, providerId, why: kind === 'failed' ? whyOf(params, status) : null };
}

function whyOf(params: Params, status: string): string {
  const code = line(params, 'ErrorCode', 300);
  const words = line(params, 'ErrorMessage', 300) || WORDS[code] || status;
  return /^\d{1,6}$/.test(code) && code !== '0' ? `Twilio ${code}: ${words}` : `Twilio: ${words}`;
}
