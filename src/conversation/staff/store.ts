import { COMPANY_BUCKET, type Db } from '../../platform/index.ts';
import type { Member } from './types.ts';

/** Puts someone in. `keyHash` is kept for who is new, or given to who has one when `newKey` says so. True when it was. */
export async function putMember(
  db: Db,
  { name, team, role }: Member,
  keyHash: string,
  newKey: boolean,
): Promise<boolean> {
  const [row] = await db.query<{ kept: string }>(
    `insert into staff as s (bucket, name, team, role, key_hash) values ($1, $2, $3, $4, $5)
     on conflict (bucket, name) do update set team = excluded.team, role = excluded.role,
       key_hash = case when $6 then excluded.key_hash else s.key_hash end
     returning key_hash as kept`,
    [COMPANY_BUCKET, name, team, role, keyHash, newKey],
  );
  return row?.kept === keyHash;
}

export async function deleteMember(db: Db, name: string): Promise<boolean> {
  const gone = await db.query('delete from staff where bucket = $1 and name = $2 returning 1', [
    COMPANY_BUCKET,
    name,
  ]);
  return gone.length > 0;
}

const SELECT = 'select name, team, role from staff where bucket = $1';

export async function membersOf(db: Db): Promise<Member[]> {
  return db.query<Member>(`${SELECT} order by team, name`, [COMPANY_BUCKET]);
}

export async function findMember(db: Db, name: string): Promise<Member | null> {
  const [row] = await db.query<Member>(`${SELECT} and name = $2`, [COMPANY_BUCKET, name]);
  return row ?? null;
}

export async function memberByKey(db: Db, keyHash: string): Promise<Member | null> {
  const [row] = await db.query<Member>(`${SELECT} and key_hash = $2`, [COMPANY_BUCKET, keyHash]);
  return row ?? null;
}
