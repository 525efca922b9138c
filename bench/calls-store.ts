import { loadConfig } from '../src/config/index.ts';
import { saveForecaster, trainForecaster } from '../src/forecast/index.ts';
import type { Message } from '../src/ingest/index.ts';
import { openApp } from '../src/main.ts';
import {
  BUCKETS,
  DAY,
  type Db,
  HOUR,
  type Instant,
  iso,
  MINUTE,
  systemClock,
} from '../src/platform/index.ts';

/** The traveller and the other customer that all are copies of, with the telephone number of both. */
const COPIED = { trip: 'copiedtrip', plain: 'copiedplain' };
const PHONE = '+13120000000';
/** Customers whose history the forecast is learned from. */
const LEARNED = 1000;

export const customerId = (n: number) => `c${n}`;
export const phoneOf = (n: number) => `+1312${String(n).padStart(7, '0')}`;

/**
 * Fills an empty store with so many customers, of whom the first `trips` have a flight today, once delayed. Two of them
 * are taken in as any messages are, with all that follows from them, and the rest are copies of their rows.
 */
export async function fillStore(db: Db, customers: number, trips: number): Promise<void> {
  const now = systemClock.now();
  // The play of flights is launched by the sandbox; whoever serves this store later need not be in one.
  const config = loadConfig({}, { BEFOREHAND_SANDBOX: '1', BEFOREHAND_LOG: 'error' });
  const { ingest } = await openApp(config, { db, clock: systemClock });
  await ingest.accept(Array.from({ length: LEARNED }, (_, n) => lived(n, now)).flat());
  await db.query('analyze');
  await saveForecaster(db, await trainForecaster({ db, now }), now);
  await ingest.accept([
    ...[COPIED.trip, COPIED.plain].map((id) => identify(id, PHONE, now - 60 * DAY)),
    ...flight(COPIED.trip, 'T0', now - 30 * DAY),
    contact(COPIED.trip, now - 30 * DAY - HOUR, 'flight_status'),
    ...flight(COPIED.trip, 'T1', now + 8 * HOUR),
  ]);
  for (const [table, owner] of [
    ['customers', 'id'],
    ['identities', 'customer_id'],
    ['events', 'customer_id'],
    ['subjects', 'customer_id'],
    ['subject_versions', 'customer_id'],
    ['contacts', 'customer_id'],
    ['outreach', 'customer_id'],
  ] as const) {
    await copyRows(db, table, owner, COPIED.trip, 1, trips);
    await copyRows(db, table, owner, COPIED.plain, trips + 1, customers);
  }
  await db.query('vacuum analyze');
  await db.query('checkpoint');
}

/** The rows of one customer in a table, for customers `from` to `to`: whatever names the one names the other. */
async function copyRows(db: Db, table: string, owner: string, copied: string, from: number, to: number) {
  const columns = await db.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = current_schema() and table_name = $1 order by ordinal_position`,
    [table],
  );
  const named = (text: string) => `replace(replace(${text}, '${copied}', n.id), '${PHONE}', n.phone)`;
  const parts = ['play_id', 'customer_id', 'subject_type', 'subject_id', 'occurrence'];
  const values = columns.map(({ name, type }) => {
    if (name === 'bucket') return `get_byte(sha256(n.id::bytea), 0) % ${BUCKETS}`;
    // As idOf makes it.
    if (table === 'outreach' && name === 'id')
      return `'o_' || left(encode(sha256(('[' || concat_ws(',', ${parts.map((part) => `to_json(${named(part)})`).join(', ')}) || ']')::bytea), 'hex'), 24)`;
    if (type === 'text') return named(name === 'id' ? 't.id' : name);
    if (type === 'jsonb') return `${named(`${name}::text`)}::jsonb`;
    return table === 'contacts' && name === 'started_at' ? "started_at - n.n % 86400 * interval '1 s'" : name;
  });
  await db.query(
    `insert into ${table} (${columns.map(({ name }) => name).join(', ')})
     select ${values.join(', ')} from ${table} t
     cross join (select n, 'c' || n as id, '+1312' || lpad(n::text, 7, '0') as phone from generate_series($2::int, $3::int) n) n
     where t.${owner} = $1`,
    [copied, from, to],
  );
}

/** A flight of the last months, delayed or not, about which many get in touch. */
function lived(n: number, now: Instant): Message[] {
  const id = `lived${n}`;
  const departure = now - (2 + (n % 60)) * DAY - (n % 24) * HOUR;
  const about = n % 6 === 0 ? 'seat_request' : 'flight_status';
  return [
    identify(id, `+1313${String(n).padStart(7, '0')}`, departure - 90 * DAY),
    ...flight(id, 'T1', departure),
    ...(n % 3 ? [contact(id, departure - (1 + (n % 7)) * HOUR, about)] : []),
  ];
}

function identify(id: string, phone: string, at: Instant): Message {
  const traits = {
    firstName: 'Ashley',
    lastName: 'Moore',
    phone,
    email: `${id}@example.com`,
    timezone: 'America/Chicago',
  };
  return { kind: 'identify', messageId: `${id}-i`, customerId: id, at, traits };
}

function flight(id: string, trip: string, departure: Instant): Message[] {
  const about = { tripId: `${id}-${trip}`, flight: 'HA123', origin: 'ORD', destination: 'DEN' };
  const track = (n: number, at: Instant, name: string, properties: object): Message => ({
    kind: 'track',
    messageId: `${id}-${trip}-${n}`,
    customerId: id,
    at,
    name,
    properties: { ...about, ...properties },
  });
  return [
    track(1, departure - 40 * DAY, 'Flight Booked', { departsAt: iso(departure - 45 * MINUTE) }),
    track(2, departure - DAY, 'Checked In', {}),
    track(3, departure - 9 * HOUR, 'Flight Delayed', { departsAt: iso(departure), minutes: 45 }),
  ];
}

function contact(id: string, at: Instant, reason: string): Message {
  return {
    kind: 'contact',
    contactId: `${id}-k`,
    customerId: id,
    channel: 'voice',
    reason,
    at,
    handleSeconds: 240,
    resolved: true,
    offeredReason: null,
    offerTaken: null,
  };
}
