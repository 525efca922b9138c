import { openChannels } from '../../src/channels/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import {
  openBaseOrder,
  openCodes,
  openContactWriter,
  openDoor,
  openReasonBook,
  type People,
} from '../../src/conversation/index.ts';
import type { Customer } from '../../src/customers/index.ts';
import type { Forecast } from '../../src/forecast/index.ts';
import type { Ingest } from '../../src/ingest/index.ts';
import type { Clock, Db, Instant, Log } from '../../src/platform/index.ts';

export type DoorSetting = Parameters<typeof openDoor>[0]['config'];

/** Forecasts what it was told to, for the customers it was told about, and refuses any other. */
class ToldForecaster {
  readonly #told = new Map<string, Forecast['reasons'] | Error | null>();
  tell(customerId: string, reasons: Forecast['reasons'] | Error | null): void {
    this.#told.set(customerId, reasons);
  }
  forecastFor = async (customer: Customer, at: Instant): Promise<Forecast | null> => {
    const told = this.#told.get(customer.id);
    if (told === undefined) throw new Error(`nobody said what to forecast for ${customer.id}`);
    if (told instanceof Error) throw told;
    return told && { at, contact24h: 0.5, contact7d: 0.6, reasons: told, evidence: [] };
  };
}

/** A desk that notes who was put through to it; nobody can tell how long they wait. */
class NotingPeople implements People {
  readonly joined: Parameters<People['join']>[0][] = [];
  readonly left: string[] = [];
  minutes: number | null = null;
  expectedWait = async () => this.minutes;
  join: People['join'] = async (entry) => void this.joined.push(entry);
  leave: People['leave'] = async (id) => void this.left.push(id);
}

/** The real front door, with a forecaster and a desk that are told what to say; codes go to the sandbox's outbox. */
export function openTestDoor({
  db,
  clock,
  ingest,
  log,
  config,
}: {
  db: Db;
  clock: Clock;
  ingest: Ingest;
  log: Log;
  config: DoorSetting;
}) {
  const forecaster = new ToldForecaster();
  const people = new NotingPeople();
  const channels = openChannels(loadConfig({}, { BEFOREHAND_SANDBOX: '1' }), db, clock);
  const book = openReasonBook({ db, clock, log });
  const contacts = openContactWriter({ db, clock, ingest, log });
  const door = openDoor({
    db,
    clock,
    ingest,
    config,
    log,
    book,
    codes: openCodes({ db, clock, channels, log }),
    people,
    contacts,
    talks: {
      begin: async ({ id = '', customerId, channel }) => ({
        bucket: 0,
        startedAt: clock.now(),
        id,
        customerId,
        channel,
        agent: null,
        known: { name: null, about: null },
      }),
    },
    forecastFor: forecaster.forecastFor,
    baseOrder: openBaseOrder({ db, clock }),
    hear: async () => [],
    timeZone: config.defaultTimeZone,
    endpoints: null,
  });
  const outbox = (to: string) =>
    db.query<{ text: string; channel: string }>(
      'select channel, body as text from sandbox_outbox where recipient = $1 order by seq',
      [to],
    );
  return { door, book, contacts, people, forecaster, outbox };
}
