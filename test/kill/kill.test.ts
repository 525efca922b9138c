import { expect, test } from 'vitest';
import { killRun } from './harness.ts';

// The embedded store has one process, which nothing takes over from.
test.skipIf(process.env.TEST_ENGINE !== 'postgres')(
  'workers are killed while a provider misbehaves: nothing acknowledged is lost, nothing goes twice',
  async () => {
    const result = await killRun({
      server: process.env.TEST_POSTGRES ?? '',
      provider: 'mixed',
      kills: 12,
      workers: 2,
      aSecond: 5,
      seed: 4,
      tell: () => {},
    });
    expect(result.faults).toEqual([]);
    expect(result.kills.workers + result.kills.servers).toBe(12);
    expect(result.received).toBeGreaterThan(0);
    expect(result.acknowledged).toBeGreaterThan(0);
  },
);
