import { expect, test } from 'vitest';
import { ApiError } from '../../platform/index.ts';
import { addresseeOf } from '../twilio/addressee.ts';
import { readReport } from './report.ts';

const SID = `SM${'0f'.repeat(16)}`;
const about = (query: Record<string, string>) => addresseeOf((name) => query[name]);

test.each<[string, string | undefined, string | null, string | null]>([
  ['queued', undefined, 'accepted', null],
  ['sending', undefined, 'accepted', null],
  ['sent', undefined, 'accepted', null],
  ['delivered', undefined, 'delivered', null],
  ['Delivered', undefined, 'delivered', null],
  ['read', undefined, 'delivered', null],
  ['undelivered', '30003', 'failed', 'Twilio 30003: the handset is off or out of reach'],
  ['failed', '39999', 'failed', 'Twilio 39999: failed'],
  ['failed', undefined, 'failed', 'Twilio: failed'],
  ['failed', "1'; drop", 'failed', 'Twilio: failed'],
  ['canceled', undefined, 'failed', 'Twilio: canceled'],
  ['a word of tomorrow', undefined, null, null],
  ['constructor', undefined, null, null],
  ['', undefined, null, null],
])('status %s with error code %s', (MessageStatus, ErrorCode, kind, why) => {
  const report = readReport({ MessageSid: SID, MessageStatus, ...(ErrorCode ? { ErrorCode } : {}) });
  expect(report).toEqual(kind === null ? null : { kind, providerId: SID, why });
});

test('the names that Twilio used before are understood', () => {
  expect(readReport({ SmsSid: SID, SmsStatus: 'delivered' })).toMatchObject({
    kind: 'delivered',
    providerId: SID,
  });
});

test.each<Record<string, string>>([{}, { MessageSid: 'CA1' }, { MessageSid: `${SID}'` }])(
  '%j is no report',
  (params) => {
    expect(() => readReport({ MessageStatus: 'sent', ...params })).toThrow(ApiError);
  },
);

test('the address says which outreach it is about', () => {
  expect(about({ outreach: 'o_1f', bucket: '63' })).toEqual({ id: 'o_1f', bucket: 63 });
  expect(about({ outreach: 'o_1f~1', bucket: '0' })).toEqual({ id: 'o_1f~1', bucket: 0 });
});

test.each<Record<string, string>>([
  {},
  { outreach: 'o_1' },
  { bucket: '1' },
  { outreach: 'o_1', bucket: '64' },
  { outreach: 'o_1', bucket: '-1' },
  { outreach: 'o_1', bucket: '1e1' },
  { outreach: "o'1", bucket: '1' },
  { outreach: 'o'.repeat(65), bucket: '1' },
])('%j says nothing of the kind', (query) => {
  expect(() => about(query)).toThrow(ApiError);
});
