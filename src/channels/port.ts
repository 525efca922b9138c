import type { Instant } from '../platform/index.ts';

/** A message ready to go. `id` is ours and names it for good: the provider is told it, and asked by it where it can be. */
export type Outgoing = {
  id: string;
  bucket: number;
  /** E.164 for telephone channels, an address for mail. */
  to: string;
  subject: string | null;
  text: string;
  /** From when the message is worth nothing: a provider that queues it must drop it then. */
  expiresAt: Instant;
};

/**
 * What became of an attempt. `refused`: never going to work, don't try again. `retry`: certainly not sent, try later, not
 * before `afterMs` where the provider said so. `unknown`: it may or may not have been sent, so it must be reconciled and
 * not sent blindly again. `segments`: in how many parts a text message goes, which is what is paid for.
 */
export type SendOutcome =
  | { kind: 'ok'; providerId: string | null; segments?: number }
  | { kind: 'refused'; why: string }
  | { kind: 'retry'; why: string; afterMs?: number }
  | { kind: 'unknown'; why: string };

/** A message whose fate is unknown, with what helps to tell it from others like it at the provider. */
export type Sought = Outgoing & {
  /** Between these instants it was tried, by our clock. */
  firstTriedAt: Instant;
  lastTriedAt: Instant;
  /** Which of the provider's ids are known to name other attempts of ours. */
  others(providerIds: readonly string[]): Promise<ReadonlySet<string>>;
};

/** `absent` is a word to send by: a provider that may yet show the message `cannot tell`, and is asked again if that may help. */
export type Finding =
  | { kind: 'sent'; providerId: string | null; at?: Instant }
  | { kind: 'absent' }
  | { kind: 'cannot tell'; why: string; askAgain: boolean };

/** What a provider says of a message later and by itself, in any order and any number of times. */
export type DeliveryReport = {
  kind: 'accepted' | 'delivered' | 'failed';
  providerId: string;
  /** Of a failure, in the provider's words. */
  why: string | null;
};

export interface Channel {
  /** What customers and plays call it: sms, email. */
  readonly name: string;
  /** Which identity of a customer it reaches. */
  readonly reaches: 'phone' | 'email';
  /** Whether the words go out with the message, to be read; those of a call are asked for once it is answered. */
  readonly bearsText: boolean;
  /** Whether it will say later that a message was delivered, or was not. */
  readonly reportsDelivery: boolean;
  /** How many messages one process hands it at once: more connections than that, providers turn away. */
  readonly atOnce: number;
  /** Never throws for what a provider or the network does: that is an outcome. */
  send(message: Outgoing): Promise<SendOutcome>;
  /** Whether the message was taken, as far as the provider can tell. Never throws for what a provider or the network does. */
  find(message: Sought): Promise<Finding>;
}
