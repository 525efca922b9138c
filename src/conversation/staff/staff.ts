import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../platform/index.ts';
import { deleteMember, findMember, memberByKey, membersOf, putMember } from './store.ts';
import type { Member } from './types.ts';

const KEY_BYTES = 24;
/** Begins every personal key, so that the store is not asked about others. */
const PREFIX = 'staff_';

export type Staff = {
  /** The personal key is told to who is new, or when a new one is asked for, and never again: only its hash is kept. */
  put(member: Member, newKey: boolean): Promise<{ member: Member; key: string | null }>;
  remove(name: string): Promise<boolean>;
  all(): Promise<Member[]>;
  find(name: string): Promise<Member | null>;
  /** Whose key it is that an `Authorization` header presents: `Bearer KEY`, or Basic with the name and the key. */
  whoPresents(authorization: string | undefined): Promise<Member | null>;
};

export function openStaff({ db }: { db: Db }): Staff {
  return {
    put: async (member, newKey) => {
      const key = `${PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;
      const given = await putMember(db, member, hashOf(key), newKey);
      return { member, key: given ? key : null };
    },
    remove: (name) => deleteMember(db, name),
    all: () => membersOf(db),
    find: (name) => findMember(db, name),
    whoPresents: async (authorization) => {
      const presented = keyIn(authorization ?? '');
      if (!presented?.key.startsWith(PREFIX)) return null;
      const member = await memberByKey(db, hashOf(presented.key));
      return member && (presented.name === null || presented.name === member.name) ? member : null;
    },
  };
}

function keyIn(header: string): { name: string | null; key: string } | null {
  const [scheme = '', value = ''] = header.split(' ');
  if (scheme.toLowerCase() === 'bearer' && value) return { name: null, key: value };
  if (scheme.toLowerCase() !== 'basic') return null;
  const [name = '', ...key] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return key.join(':') ? { name, key: key.join(':') } : null;
}

/** A key is random and long, so that its plain hash can't be turned back. */
function hashOf(key: string): string {
  return createHash('sha256').update(`staff ${key}`).digest('hex');
}
