import { expect, test } from 'vitest';
import type { Channel } from '../channels/index.ts';
import { type Db, ManualClock, MINUTE, openLog } from '../platform/index.ts';
import { send } from './sending.ts';
import type { Outreach } from './types.ts';

const NOW = Date.parse('2026-05-04T10:00:00Z');
const row = {
  id: 'o_1',
  status: 'sending',
  channel: 'sms',
  address: '+13125550101',
  message: { subject: '', text: 'Your flight leaves at 14:00.' },
  attempts: 1,
  tried: [] as string[],
  updatedAt: NOW,
  expiresAt: NOW + 60 * MINUTE,
} as Outreach;

async function sentAfter(ms: number, expiresAt = row.expiresAt) {
  const taken: string[] = [];
  const sms: Channel = {
    name: 'sms',
    reaches: 'phone',
    bearsText: true,
    reportsDelivery: false,
    atOnce: 1,
    send: async ({ id }) => {
      taken.push(id);
      return { kind: 'ok', providerId: 'SM1' };
    },
    find: () => Promise.reject(new Error('nobody asks')),
  };
  const { after } = await send(
    {
      db: undefined as unknown as Db,
      clock: new ManualClock(NOW + ms),
      channels: new Map([['sms', sms]]),
      policy: { lease: 2 * MINUTE },
      log: openLog('silent'),
    },
    { ...row, expiresAt },
  );
  return { taken, status: after.status, reason: after.statusReason };
}

test('a worker that was held up leaves to another what that one may be looking for', async () => {
  expect(await sentAfter(0.5 * MINUTE)).toEqual({ taken: ['o_1'], status: 'sent', reason: null });
  expect(await sentAfter(0.5 * MINUTE + 1)).toEqual({
    taken: [],
    status: 'planned',
    reason: 'worker_held_up',
  });
});

test('what expired between the gate and its turn does not go', async () => {
  expect(await sentAfter(7, NOW + 8)).toEqual({ taken: ['o_1'], status: 'sent', reason: null });
  expect(await sentAfter(8, NOW + 8)).toEqual({ taken: [], status: 'expired', reason: 'too_late' });
});
