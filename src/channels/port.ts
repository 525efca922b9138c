/** A message ready to go. `id` is ours and names it for good: the provider is told it, and asked by it. */
export type Outgoing = {
  id: string;
  bucket: number;
  /** E.164 for telephone channels, an address for mail. */
  to: string;
  subject: string | null;
  text: string;
};

/**
 * What became of an attempt. `refused`: never going to work, don't try again. `retry`: certainly not sent, try later.
 * `unknown`: it may or may not have been sent, so it must be reconciled and not sent blindly again.
 */
export type SendOutcome =
  | { kind: 'ok'; providerId: string | null }
  | { kind: 'refused'; why: string }
  | { kind: 'retry'; why: string }
  | { kind: 'unknown'; why: string };

export interface Channel {
  /** What customers and plays call it: sms, email. */
  readonly name: string;
  /** Which identity of a customer it reaches. */
  readonly reaches: 'phone' | 'email';
  /** Whether it will say later that a message was delivered, or was not. */
  readonly reportsDelivery: boolean;
  /** Never throws for what a provider or the network does: that is an outcome. */
  send(message: Outgoing): Promise<SendOutcome>;
  /** Whether a message with our id was taken, as far as the provider can tell. */
  find(message: Pick<Outgoing, 'id' | 'bucket'>): Promise<'sent' | 'absent' | 'cannot tell'>;
}
