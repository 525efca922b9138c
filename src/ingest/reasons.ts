import { BUCKETS, type Db, json, readSetting, type Tx, writeSetting } from '../platform/index.ts';
import type { Contact } from './messages.ts';

/** What a company's own codes of reasons are called here: `{"FS": "flight_status"}`. */
export type ReasonNames = Readonly<Record<string, string>>;

const SETTING = 'reason names';

/** Contacts with their reasons called by the names that the company gave them. */
export async function withReasonNames(tx: Tx, contacts: readonly Contact[]): Promise<Contact[]> {
  const names = contacts.length ? ((await readSetting<ReasonNames>(tx, SETTING)) ?? {}) : {};
  return contacts.map((contact) => {
    const { reason } = contact;
    return reason !== null && Object.hasOwn(names, reason)
      ? { ...contact, reason: names[reason] as string }
      : contact;
  });
}

/** Names reasons from now on, and those of the contacts that are there already. What was renamed before stays so. */
export async function nameReasons(db: Db, names: ReasonNames): Promise<void> {
  await writeSetting(db, SETTING, names);
  const rows = json(Object.entries(names).map(([code, name]) => ({ code, name })));
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    await db.query(
      `update contacts c set reason = r.name from jsonb_to_recordset($2::jsonb) as r(code text, name text)
       where c.bucket = $1 and c.reason = r.code`,
      [bucket, rows],
    );
  }
}
