import { type ConsentRecord, type Customer, consentState, identitiesOf } from '../customers/index.ts';
import type { Play } from './play.ts';
import type { Leaning } from './reach.ts';

export type RouteInput = {
  customer: Customer;
  consents: readonly ConsentRecord[];
  /** `channel address` of those on the suppression list. */
  suppressed: ReadonlySet<string>;
  /** How well each channel has reached the customer, or their like. */
  leaning: ReadonlyMap<string, Leaning>;
  /** Channels that this message has been tried on in vain. */
  tried: readonly string[];
  channels: ReadonlyMap<string, { reaches: 'phone' | 'email' }>;
  serviceBasis: 'contract' | 'consent';
};
export type Route = { channel: string; address: string; why: string };

/**
 * The channel for a message: the customer's stated choice, then what was learned of them, then the play's order (which
 * alone counts for what was asked for); the first of these that has an address and may be used. A reason when there is none.
 */
export function chooseRoute(
  input: RouteInput,
  play: Pick<Play, 'channels' | 'purpose' | 'requested'>,
): Route | { refused: string } {
  const identities = identitiesOf(input.customer.traits);
  const refusals: string[] = [];
  for (const { channel: name, why } of inOrder(input, play)) {
    const channel = input.channels.get(name);
    if (!channel) continue;
    const address = identities.find(({ kind }) => kind === channel.reaches)?.value;
    if (!address) continue;
    if (input.suppressed.has(suppressionKey(name, address))) {
      refusals.push('suppression_list');
      continue;
    }
    const { state } = consentState(input.consents, name, play.purpose);
    const onContract = play.purpose === 'service' && input.serviceBasis === 'contract';
    if (state === 'granted' || (state === 'unknown' && onContract)) return { channel: name, address, why };
    refusals.push(state === 'revoked' ? 'consent_revoked' : 'no_consent');
  }
  return { refused: refusals[0] ?? 'no_address' };
}

export function suppressionKey(channel: string, address: string): string {
  return `${channel} ${address}`;
}

/** What customers' own words for a channel may be in `preferredChannel`. */
const SAID: Record<string, string> = {
  text: 'sms',
  texts: 'sms',
  'text message': 'sms',
  mail: 'email',
  'e-mail': 'email',
};

function inOrder(
  { customer, leaning, tried }: RouteInput,
  { channels, requested }: Pick<Play, 'channels' | 'requested'>,
): { channel: string; why: string }[] {
  const left = channels.filter((channel) => !tried.includes(channel));
  if (requested) return left.map((channel) => ({ channel, why: whyRequested(tried) }));
  const said = String(customer.traits.preferredChannel ?? '')
    .trim()
    .toLowerCase();
  const stated = SAID[said] ?? said;
  const places = left.map((channel, place) => ({ channel, place, lean: leaning.get(channel) }));
  return places
    .sort(
      (a, b) =>
        Number(b.channel === stated) - Number(a.channel === stated) ||
        (b.lean?.score ?? 0) - (a.lean?.score ?? 0) ||
        a.place - b.place,
    )
    .map(({ channel, lean }) => ({
      channel,
      why: whyThis(channel, channel === stated, lean, tried),
    }));
}

/** "Text me this" asks for a text, whatever is usual for who says it. */
function whyRequested(tried: readonly string[]): string {
  return `${failedOn(tried)}the customer asked for the message`;
}

function failedOn(tried: readonly string[]): string {
  return tried.length ? `${tried.join(' and ')} did not reach them; ` : '';
}

function whyThis(
  channel: string,
  stated: boolean,
  lean: Leaning | undefined,
  tried: readonly string[],
): string {
  const before = failedOn(tried);
  if (stated) return `${before}the customer asked for ${channel}`;
  return `${before}${lean?.why ?? 'the first of the play'}`;
}
