import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Subject } from '../customers/index.ts';
import { HOUR, MINUTE } from '../platform/index.ts';
import { type GateInput, gate } from './gate.ts';
import { type Play, playSchema } from './play.ts';
import type { Outreach } from './types.ts';

const NOW = Date.parse('2026-03-01T17:00:00Z');
const DEPARTURE = NOW + HOUR;
const definition = playSchema.parse(
  JSON.parse(readFileSync(new URL('../../plays/flight-status.json', import.meta.url), 'utf8')),
);
const play: Play = {
  ...definition,
  holdout: 0,
  version: 1,
  status: 'launched',
  createdAt: 0,
} as unknown as Play;
const subject: Subject = {
  customerId: 'a',
  type: 'trip',
  id: 'T1',
  facts: { flight: 'EX 12', destination: 'Denver' },
  factTimes: {},
  milestones: {
    departure: {
      at: DEPARTURE,
      version: 1,
      since: NOW - 48 * HOUR,
      knownAt: NOW - 48 * HOUR,
      first: { at: DEPARTURE, knownAt: NOW - 48 * HOUR },
    },
  },
  lastEvents: {},
  version: 1,
  openedAt: 0,
  updatedAt: 0,
};
const outreach: Outreach = {
  bucket: 0,
  id: 'o1',
  playId: 'flight-status',
  playVersion: 1,
  customerId: 'a',
  subjectType: 'trip',
  subjectId: 'T1',
  occurrence: 'departure',
  kind: 'first',
  reason: 'flight_status',
  priority: 5,
  status: 'planned',
  statusReason: null,
  anchor: 'departure',
  anchorAt: DEPARTURE,
  offsetMs: -HOUR,
  dueAt: NOW,
  expiresAt: DEPARTURE,
  nextAttemptAt: NOW,
  attempts: 0,
  channel: null,
  channelWhy: null,
  tried: [],
  address: null,
  message: null,
  told: null,
  providerId: null,
  createdAt: 0,
  updatedAt: 0,
  sentAt: null,
  gatedAt: null,
};
const input: GateInput = {
  outreach,
  play,
  customer: {
    bucket: 0,
    id: 'a',
    traits: { firstName: 'Ashley', phone: '+15125550123' },
    timeZone: 'America/Chicago',
    locale: null,
    firstSeen: 0,
  },
  subject,
  consents: [],
  suppressed: new Set(),
  contactedAt: null,
  audience: () => ({ holds: true }),
  sent: [],
  leaning: new Map(),
  pacedUntil: () => null,
  policy: {
    channels: new Map([['sms', { reaches: 'phone' }]]),
    serviceBasis: 'contract',
    quietHours: { service: null, marketing: null },
    caps: { service: [], marketing: [] },
    holdout: 0,
    defaultTimeZone: 'UTC',
    lease: MINUTE,
    company: { name: 'Hawk Air', site: 'hawk.example' },
  },
  now: NOW,
};
const moved = (by: number): Subject => {
  const { departure } = subject.milestones;
  if (!departure) throw new Error('it has a departure');
  return { ...subject, milestones: { departure: { ...departure, at: DEPARTURE + by, since: NOW - MINUTE } } };
};

test('what is true, wanted and due goes', () => {
  expect(gate(input)).toMatchObject({
    kind: 'send',
    channel: 'sms',
    message: { text: expect.stringContaining('Hawk Air') },
  });
});

test.each<[string, Partial<GateInput>, { kind: string; reason: string }]>([
  ['a play that is gone', { play: null }, { kind: 'suppress', reason: 'play_not_launched' }],
  ['an ended play', { play: { ...play, status: 'ended' } }, { kind: 'suppress', reason: 'play_ended' }],
  ['a subject that is gone', { subject: null }, { kind: 'cancel', reason: 'subject_gone' }],
  ['a dead message', { now: DEPARTURE }, { kind: 'expire', reason: 'too_late' }],
  [
    'who asked about it an hour ago',
    { contactedAt: NOW - HOUR },
    { kind: 'cancel', reason: 'already_contacted' },
  ],
  [
    'a departure that moved meanwhile',
    { subject: moved(2 * HOUR) },
    { kind: 'cancel', reason: 'moved_since_planned' },
  ],
  [
    'a cancelled flight',
    { subject: { ...subject, lastEvents: { 'Flight Cancelled': NOW - MINUTE } } },
    { kind: 'cancel', reason: 'Flight Cancelled' },
  ],
  [
    'who is out of the audience',
    { audience: () => ({ holds: false }) },
    { kind: 'suppress', reason: 'audience' },
  ],
  [
    'an address that stopped',
    { suppressed: new Set(['sms +15125550123']) },
    { kind: 'suppress', reason: 'suppression_list' },
  ],
  ['a pace', { pacedUntil: () => NOW + MINUTE }, { kind: 'defer', reason: 'pace' }],
  ['a pace until it is dead', { pacedUntil: () => DEPARTURE }, { kind: 'suppress', reason: 'pace' }],
  [
    'everyone held out',
    { policy: { ...input.policy, holdout: 0.9999999 } },
    { kind: 'suppress', reason: 'company_holdout' },
  ],
])('%s: not', (_, change, verdict) => {
  expect(gate({ ...input, ...change })).toMatchObject(verdict);
});

test.each<[string, number | null]>([
  ['who asked the day before yesterday', NOW - 47 * HOUR],
  ['who asked before the departure was known to be then', NOW - 49 * HOUR],
  ['who never asked', null],
])('%s is told', (_, contactedAt) => {
  expect(gate({ ...input, contactedAt }).kind).toBe('send');
});
