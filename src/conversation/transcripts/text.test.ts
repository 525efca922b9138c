import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultWords, readTranscripts } from './index.ts';

const read = (text: string, agent?: string) => readTranscripts(text, 'call.txt', { agent });
const turns = (text: string, agent?: string) => read(text, agent).transcripts.flatMap((one) => one.turns);
const said = (text: string, agent?: string) =>
  turns(text, agent).map((turn) => `${turn.speaker}: ${turn.text}`);
const faults = (text: string, agent?: string) => read(text, agent).faults.map(faultWords);

describe('a conversation written down', () => {
  it('reads long and short names in any case and joins lines that go on', () => {
    const text =
      'Agent: Hello.\r\n\r\nCUSTOMER:  hi\n  my bag is lost\nc: since monday\na: Reference: what is it?';
    expect(read(text)).toEqual({
      transcripts: [
        {
          id: 'call',
          form: 'text',
          turns: [
            { speaker: 'agent', text: 'Hello.' },
            { speaker: 'customer', text: 'hi my bag is lost since monday' },
            { speaker: 'agent', text: 'Reference: what is it?' },
          ],
        },
      ],
      faults: [],
    });
  });

  it.each([
    ['Rep: hi\nCaller: hello'],
    ['ADVISOR (Dana): hi\nClient: hello'],
    ['Dana - Agent: hi\nEnd user: hello'],
    ['**Agent:** hi\n**Customer:** hello'],
    ['[Agent] hi\n[Caller] hello'],
    ['Agent 1: hi\nCustomer_2: hello'],
    ['Customer Service: hi\nGuest: hello'],
    ['Operator #3: hi\r\rPassenger: hello'],
    ['[00:01:05] Agent: hi\n[00:01:09] Customer: hello'],
    ['00:01 Agent: hi\n00:04 Customer: hello'],
    ['00:00:01.250 --> 00:00:02.000 Agent: hi\n00:00:03.000 --> 00:00:04.500 Customer: hello'],
    ['Agent [00:01]: hi\nCustomer (00:04): hello'],
    ['10:31:05 AM Agent: hi\n10:31:09 AM Customer: hello'],
    ['2026-02-03 10:31:05 Agent: hi\n2026-02-03 10:31:09 Customer: hello'],
    ['(0:02) Agent: hi\n(0:04)\nCustomer: hello'],
    ['System: You are connected.\nBot: What is it about?\nAgent: hi\nCustomer: hello'],
  ])('knows who speaks in %j', (text) => {
    expect(faults(text)).toEqual([]);
    expect(said(text)).toEqual(['agent: hi', 'customer: hello']);
  });

  it('goes on with the turn above where the name is not a speaker', () => {
    expect(said('Agent: Two things.\nReference: 12\nand this: 13\nhttps://example.com/x')).toEqual([
      'agent: Two things. Reference: 12 and this: 13 https://example.com/x',
    ]);
  });

  it('takes whoever else speaks for the side that is not named, and says so', () => {
    const text = 'Agent: hi\nJohn: hello\nAgent: and?\nJohn: my bag\nReference: 12';
    expect(said(text)).toEqual([
      'agent: hi',
      'customer: hello',
      'agent: and?',
      'customer: my bag Reference: 12',
    ]);
    expect(read(text).transcripts[0]).toMatchObject({
      customer: 'John',
      assumed: '"John" taken to be the customer',
    });
    expect(said('Customer: hi\nDana: hello\nCustomer: so\nDana: yes')[1]).toBe('agent: hello');
  });

  it('needs to be told who is who where nobody is named agent or customer', () => {
    const text = 'Speaker 1: hi\nSpeaker 2: hello\nSpeaker 1: yes?';
    expect(read(text).transcripts).toEqual([]);
    expect(faults(text)).toEqual([
      'call.txt:1: "Speaker 1", "Speaker 2": nobody says who of them is the agent; name the agent with --agent "Speaker 1", or call the speakers Agent and Customer',
    ]);
    expect(said(text, 'speaker 1')).toEqual(['agent: hi', 'customer: hello', 'agent: yes?']);
    expect(said('Dana: hi\nJohn: hello', 'Dana')).toEqual(['agent: hi', 'customer: hello']);
    expect(faults('Dana: hi\nJohn: hello', 'Zoe')[0]).toContain(
      '"Dana", "John": nobody says who of them is the agent, and none is called "Zoe"',
    );
  });

  it('leaves a third voice out, and says so once', () => {
    const text = 'Agent: hi\nSpeaker 3: psst\nlisten\nCustomer: hello\nSpeaker 3: hm';
    expect(said(text)).toEqual(['agent: hi', 'customer: hello']);
    expect(faults(text)).toEqual([
      'call.txt:2: "Speaker 3" is neither agent nor customer; what they say is left out; if they are the agent, say so with --agent "Speaker 3"',
    ]);
  });

  it('names the line that has no speaker, once, and reads what follows', () => {
    expect(faults('\nhello there\nyou\nAgent: hi')).toEqual([
      'call.txt:2: "hello there" has no speaker; begin it with "Agent:" or "Customer:"',
    ]);
    expect(said('\nhello there\nyou\nAgent: hi')).toEqual(['agent: hi']);
  });

  it('takes nothing from nothing, and any text after a speaker', () => {
    expect(faults('  \n')).toEqual([
      'call.txt: holds no conversation; write lines that begin "Agent:" or "Customer:", or give another form',
    ]);
    fc.assert(fc.property(fc.string(), (text) => turns(`Agent: x\n${text}`).length > 0));
  });
});

describe('times before the lines', () => {
  it.each([
    ['[00:00:01] Agent: hi\n[00:01:05.5] Customer: hello', [1000, 65_500]],
    ['[00:01] Agent: hi\n[01:05] Customer: hello', [1000, 65_000]],
    ['14:00:01 Agent: hi\n14:01:05 Customer: hello', [0, 64_000]],
    ['11:59:59 am Agent: hi\n12:00:03 pm Customer: hello', [0, 4000]],
    ['2026-02-03T23:59:58Z Agent: hi\n2026-02-04T00:00:02Z Customer: hello', [0, 4000]],
    ['14:02 Agent: hi\n14:03 Customer: hello', [undefined, undefined]],
    ['2:05 PM Agent: hi\n2:06 PM Customer: hello', [undefined, undefined]],
  ])('of %j begin the turns at %j', (text, from) => {
    expect(turns(text).map((turn) => turn.from)).toEqual(from);
  });

  it('take a date with a zone for the start', () => {
    expect(
      read('[2026-02-03T10:00:00+01:00] Agent: hi\n[2026-02-03T10:00:02+01:00] Customer: hm').transcripts[0]
        ?.startedAt,
    ).toBe(Date.parse('2026-02-03T09:00:00Z'));
  });

  it('over the words, as note takers write them, past the hour too', () => {
    const text = readFileSync('test/transcripts/note-taker.txt', 'utf8');
    expect(turns(text, 'Speaker 1')).toEqual([
      { speaker: 'agent', text: 'Library, good afternoon.', from: 2000 },
      { speaker: 'customer', text: "Hi, can I renew a book? It's due tomorrow.", from: 5000 },
      { speaker: 'agent', text: 'Of course.', from: 3_598_000 },
      { speaker: 'customer', text: 'Thank you.', from: 3_603_000 },
    ]);
  });

  it('are words where no name follows', () => {
    expect(said('Agent: when?\n10:30 is fine\n[laughs]')).toEqual(['agent: when? 10:30 is fine [laughs]']);
  });
});
