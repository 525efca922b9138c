import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';

export type Size = { events: number; contacts: number };

const MINUTE = 60_000;
const THREE_DAYS = 3 * 24 * 60;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/**
 * Writes the import folder of a company as large as asked: the airline of `data/airline` over and over, each time with
 * customers of its own and all of its times moved by up to three days. Of its lines only as many are taken as
 * asked for, in order of customers; the last copy is cut short.
 */
export async function writeCompany(folder: string, size: Size): Promise<Size & { customers: number }> {
  mkdirSync(folder, { recursive: true });
  const events = await repeat(folder, 'events.jsonl', size.events);
  const contacts = await repeat(folder, 'contacts.csv', size.contacts);
  const customers = await repeat(folder, 'customers.jsonl', Number.POSITIVE_INFINITY, events.copies);
  return { events: events.lines, contacts: contacts.lines, customers: customers.lines };
}

async function repeat(
  folder: string,
  file: string,
  most: number,
  copies = Number.POSITIVE_INFINITY,
): Promise<{ lines: number; copies: number }> {
  const text = gunzipSync(readFileSync(new URL(`../data/airline/${file}.gz`, import.meta.url))).toString();
  const lines = text.split('\n').filter((line) => line !== '');
  const header = file.endsWith('.csv') ? lines.shift() : undefined;
  const made = { lines: 0, copies: 0 };
  const copied = function* () {
    if (header) yield `${header}\n`;
    for (; made.lines < most && made.copies < copies; made.copies++) {
      const later = ((made.copies * 977) % THREE_DAYS) * MINUTE;
      const part = lines.slice(0, most - made.lines);
      yield part.map((line) => `${moved(line, made.copies, later)}\n`).join('');
      made.lines += part.length;
    }
  };
  await pipeline(Readable.from(copied()), createWriteStream(join(folder, file)));
  return made;
}

function moved(line: string, copy: number, later: number): string {
  return line
    .replace(/\bA(\d{7})/g, `C${copy}A$1`)
    .replace('@example.com', `@c${copy}.example.com`)
    .replace(/"\+1\d{10}"/, (phone) => `"+${Number(phone.slice(2, -1)) + copy * 8000}"`)
    .replace(INSTANT, (text) => new Date(Date.parse(text) + later).toISOString());
}
