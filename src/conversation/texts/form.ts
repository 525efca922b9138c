import type { Params } from '../../channels/index.ts';
import { ApiError } from '../../platform/index.ts';

/** What a webhook of an inbound text carries that matters here (twilio.com/docs/messaging/guides/webhook-request). */
export type TextForm = {
  id: string;
  from: string;
  /** As it was written, but for what PostgreSQL can't hold. */
  body: string;
  /** Said by a messaging service that has changed the subscription and answered already. */
  optOut: 'stop' | 'start' | 'help' | null;
};

/** Ten SMS of 160; a longer body comes from nobody's telephone. */
const LONGEST_BODY = 2000;

/** Throws ApiError 400 without a usable MessageSid or sender; whatever else is odd is read as not told. */
export function readTextForm(params: Params): TextForm {
  const id = value(params, 'MessageSid') || value(params, 'SmsSid');
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
    throw new ApiError(400, id ? 'MessageSid is not an id of a message' : 'MessageSid is missing', {
      where: 'form parameter MessageSid',
      mend: 'send application/x-www-form-urlencoded with MessageSid, From and Body, as Twilio does',
    });
  }
  const from = value(params, 'From').slice(0, 100).toWellFormed().trim();
  if (!from) {
    throw new ApiError(400, 'From is missing', {
      where: 'form parameter From',
      mend: 'send the number that wrote, for example From=%2B15550100',
    });
  }
  const optOut = value(params, 'OptOutType').toLowerCase();
  return {
    id,
    from,
    body: value(params, 'Body').slice(0, LONGEST_BODY).toWellFormed(),
    optOut: optOut === 'stop' || optOut === 'start' || optOut === 'help' ? optOut : null,
  };
}

function value(params: Params, name: string): string {
  const last = [params[name] ?? ''].flat().at(-1) ?? '';
  return last.toWellFormed().replaceAll('\0', '\uFFFD');
}
