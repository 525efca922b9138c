import type { Outcome } from './caller.ts';
import { makeCaller } from './caller.ts';
import type { Contact } from './decide.ts';
import { AIRLINE_NUMBER, borrowedPhone } from './phones.ts';
import type { ProductClient } from './product-client.ts';
import { hash, hexId, uniform } from './random.ts';
import type { Transcript } from './twiml-client.ts';
import { placeCall, reportCompleted } from './twiml-client.ts';

/** What Twilio gives as the number of a caller who withholds it: "anonymous" on a keypad. */
const ANONYMOUS = '+266696687';

/** Most call from the telephone on file, some from another, a few withhold theirs. */
function callingFrom(seed: number, contact: Contact): string {
  const draw = uniform(seed, 'calls from', contact.id);
  if (draw < 0.01) return ANONYMOUS;
  if (draw < 0.05) return borrowedPhone(hash(seed, 'borrowed', contact.id));
  return contact.passenger.trip.customer.phone;
}

/** The passenger calls the product; the call is reported as over when it is, a person's share included. */
export async function contactByPhone(
  contact: Contact,
  options: { seed: number; product: ProductClient; lastMessage: string; authToken?: string },
): Promise<{ transcript: Transcript; outcome: Outcome }> {
  const { seed, product, lastMessage, authToken } = options;
  const { trip } = contact.passenger;
  const { answer, outcome } = makeCaller({
    reason: contact.reason,
    willBeSettled: contact.resolved,
    phone: trip.customer.phone,
    flightCode: trip.flight.code,
    lastMessage,
    seed,
    id: contact.id,
  });
  const call = {
    url: `${product.base}/voice/twiml`,
    from: callingFrom(seed, contact),
    to: AIRLINE_NUMBER,
    callSid: `CA${hexId(32, seed, 'call', contact.id)}`,
    answer,
    fetch: product.fetch,
    ...(authToken ? { authToken } : {}),
  };
  const transcript = await placeCall(call);
  const duration = transcript.seconds + (transcript.handedTo === null ? 0 : contact.handleSeconds);
  await reportCompleted({ ...call, url: `${product.base}/voice/twiml/status` }, duration);
  return { transcript, outcome };
}
