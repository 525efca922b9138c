/** Why passengers get in touch. */
export const reasons = [
  'flight_status',
  'change_booking',
  'baggage_allowance',
  'baggage_tracing',
  'seat_request',
  'checkin_help',
  'refund_status',
  'other',
] as const;

export type Reason = (typeof reasons)[number];

export type ContactChannel = 'voice' | 'chat' | 'email';

/** Mean seconds a person of the airline needs. */
export const handleSeconds: Record<Reason, number> = {
  flight_status: 190,
  change_booking: 520,
  baggage_allowance: 210,
  baggage_tracing: 430,
  seat_request: 260,
  checkin_help: 280,
  refund_status: 340,
  other: 300,
};
