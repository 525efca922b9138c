import type pg from 'pg';
import type { TwilioMessage } from '../support/twilio-server.ts';
import type { Told } from './load.ts';

type Row = {
  subject_id: string;
  status: string;
  status_reason: string | null;
  provider_id: string | null;
  attempts: number;
  expires_at: Date;
  sent_events: number;
  lookups: number;
};

/** For how long the messages of the play `soon-worthless` are worth something. */
const WORTH_MS = 12_000;
/** It was sent before it expired; until when the channel then waits for the answer (3/8 of the runs' lease). */
const ON_THE_WAY_MS = 3750;

export type Findings = {
  /** Broken promises, each with its token: none when all is well. */
  faults: string[];
  /** How rows ended, with the reason where one is stated. */
  ends: Record<string, number>;
  /** Sent after more than one attempt, or after the provider had been asked what became of it. */
  resent: number;
  lookedUp: number;
};

/** Holds what the store says against what was acknowledged and what the provider has. */
export async function check(
  client: pg.Pool,
  acknowledged: readonly Told[],
  messages: readonly TwilioMessage[],
): Promise<Findings> {
  const faults: string[] = [];
  const stored = new Set(
    (await client.query<{ message_id: string }>('select message_id from events')).rows.map(
      (row) => row.message_id,
    ),
  );
  const { rows } = await client.query<Row>(
    `select o.subject_id, o.status, o.status_reason, o.provider_id, o.attempts, o.expires_at,
       (select count(*)::int from events e where e.bucket = o.bucket and e.customer_id = o.customer_id
          and e.kind = 'outreach' and e.properties ->> 'outreachId' = o.id) as sent_events,
       (select count(*)::int from outreach_log l where l.bucket = o.bucket and l.outreach_id = o.id
          and l.reason = 'asking_provider') as lookups
     from outreach o`,
  );
  const bySubject = new Map(rows.map((row) => [row.subject_id, row]));
  if (bySubject.size < rows.length) faults.push('an order has two outreach rows');
  const received = new Map<string, TwilioMessage[]>();
  for (const message of messages) {
    const token = /T\d{6}/.exec(message.body)?.[0] ?? 'no token';
    received.set(token, [...(received.get(token) ?? []), message]);
  }
  for (const { token, messageId, play, at, acknowledgedAt } of acknowledged) {
    if (!stored.has(messageId)) faults.push(`${token} was acknowledged and is not in the store`);
    const row = bySubject.get(token);
    if (row) faults.push(...faultsOf(row, received.get(token) ?? []).map((fault) => `${token} ${fault}`));
    // A server that was away for longer than the message is worth plans nothing any more.
    else if (play !== 'soon-worthless' || acknowledgedAt - at < WORTH_MS)
      faults.push(`${token} was acknowledged and nothing is planned for it`);
  }
  const known = new Set(acknowledged.map(({ token }) => token));
  for (const token of received.keys())
    if (!known.has(token)) faults.push(`${token} was received and never told`);
  const ends: Record<string, number> = {};
  for (const { status, status_reason } of rows) {
    const end = status_reason ? `${status}: ${status_reason}` : status;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  const sent = rows.filter(({ status }) => status === 'sent');
  return {
    faults,
    ends,
    resent: sent.filter(({ attempts }) => attempts > 1).length,
    lookedUp: rows.filter(({ lookups }) => lookups > 0).length,
  };
}

function faultsOf(row: Row, received: readonly TwilioMessage[]): string[] {
  const faults: string[] = [];
  const [first] = received;
  if (received.length > 1) faults.push(`was received ${received.length} times`);
  if (first && first.createdAt >= row.expires_at.getTime() + ON_THE_WAY_MS)
    faults.push('was received after it expired');
  if (row.status === 'sent') {
    if (!first) faults.push('is sent and was not received');
    else if (first.sid !== row.provider_id) faults.push('is sent under the id of another message');
    if (row.sent_events !== 1) faults.push(`is sent and on the timeline ${row.sent_events} times`);
  } else {
    if (first) faults.push(`was received and is ${row.status} (${row.status_reason})`);
    if (!['expired', 'failed'].includes(row.status)) faults.push(`has ended as ${row.status}`);
    if (!row.status_reason) faults.push(`is ${row.status} without a reason`);
  }
  return faults;
}
