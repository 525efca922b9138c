import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Ingest } from './accept.ts';
import { importPaths } from './import.ts';

const folder = mkdtempSync(join(tmpdir(), 'beforehand-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('messages with long texts are written a few at a time', async () => {
  const line = (i: number) =>
    JSON.stringify({
      type: 'track',
      userId: 'u',
      event: 'Note',
      messageId: `m${i}`,
      properties: { text: 'x'.repeat(1_000_000) },
    });
  writeFileSync(join(folder, 'events.jsonl'), Array.from({ length: 10 }, (_, i) => line(i)).join('\n'));
  const sizes: number[] = [];
  const ingest: Ingest = {
    accept: async (messages) => {
      sizes.push(messages.length);
      return { accepted: messages.length, duplicates: 0, conflicts: [] };
    },
    acceptIn: () => Promise.reject(new Error('not asked for')),
  };
  const clock = { now: () => Date.UTC(2026, 0, 5) };
  await importPaths(ingest, clock, [folder], { rejectsFolder: folder });
  expect(sizes).toEqual([4, 4, 2]);
});
