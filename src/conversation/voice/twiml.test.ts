import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import type { Reply } from '../door/index.ts';
import { failSafe, twiml } from './twiml.ts';

const speech = { agentNumber: null, next: '/voice/twiml/turn?step=1', transcription: null };
const said = (...actions: Reply['actions']) => ({ language: 'en-US', actions });
const ask = (prompt: string, hints: string[]) =>
  ({ do: 'ask', prompt, hints, choices: [], digits: 1 }) as const;

const CONTEXT = { summary: 'secret', reason: null, assurance: 'none', said: [] } as const;

test('a question gathers words or one key, and comes back even when there is nothing', () => {
  expect(twiml(said(ask('Hello Ashley, yes & no?', ['yes', 'a,b'])), speech)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="dtmf speech" numDigits="1" actionOnEmptyResult="true" action="/voice/twiml/turn?step=1" method="POST" timeout="5" speechTimeout="auto" language="en-US" hints="yes, a b"><Say language="en-US">Hello Ashley, yes &amp; no?</Say></Gather></Response>',
  );
});

test('a person is queued for, or dialled where there is a number', () => {
  const transfer = { do: 'transfer', to: 'anyone', reason: null, context: CONTEXT } as const;
  expect(twiml(said(transfer), speech)).toContain('<Response><Enqueue>beforehand</Enqueue></Response>');
  const agent = { ...speech, agentNumber: '+15550100' };
  expect(twiml(said(transfer), agent)).toContain(
    '<Dial action="/voice/twiml/turn?step=1" method="POST">+15550100</Dial>',
  );
  expect(twiml(said({ ...transfer, to: 'queue' }), agent)).toContain('<Enqueue>beforehand</Enqueue>');
  expect(failSafe(null)).toContain('</Say><Enqueue>beforehand</Enqueue></Response>');
  expect(failSafe('+15550100')).toContain('<Dial>+15550100</Dial><Enqueue>');
});

test('a call that is dialled on is heard at the desk where it is to be', () => {
  const transfer = { do: 'transfer', to: 'anyone', reason: null, context: CONTEXT } as const;
  const heard = { ...speech, agentNumber: '+15550100', transcription: 'https://care.example.com/heard' };
  expect(twiml(said(transfer), heard)).toContain(
    '<Response><Start><Transcription statusCallbackUrl="https://care.example.com/heard" track="both_tracks" languageCode="en-US"/></Start><Dial',
  );
  expect(twiml(said({ ...transfer, to: 'queue' }), heard)).not.toContain('Transcription');
});

test('whatever is to be said becomes well-formed XML that says it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const xml = twiml(said({ do: 'say', text }, ask(text, [text]), { do: 'hangup' }), speech);
      expect(XMLValidator.validate(xml)).toBe(true);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
      expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml);
      expect(parsed.Response.Gather['@_action']).toBe('/voice/twiml/turn?step=1');
    }),
  );
});
