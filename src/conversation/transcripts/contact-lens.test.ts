import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultWords, readTranscripts } from './index.ts';

const file = (path: string) => readTranscripts(readFileSync(path, 'utf8'), 'x.json');
const doc = (more: object) =>
  readTranscripts(JSON.stringify({ Channel: 'VOICE', Participants: [], Transcript: [], ...more }), 'x.json');
const turn = (ParticipantId: string, Content: string, BeginOffsetMillis = 0, EndOffsetMillis = 1) => ({
  ParticipantId,
  Content,
  BeginOffsetMillis,
  EndOffsetMillis,
  Id: 'the ID of the turn',
});

describe('Contact Lens after a call', () => {
  it('reads a redacted output file: words, overlapping times, categories', () => {
    const { transcripts, faults } = file('examples/transcripts/bank-call.contact-lens.json');
    expect(faults).toEqual([]);
    expect(transcripts).toMatchObject([
      { id: '7d0c2a4e-0000-4000-8000-00000000b001', channel: 'phone', categories: ['CardDeclined'] },
    ]);
    expect(transcripts[0]?.turns.slice(0, 3)).toEqual([
      {
        speaker: 'agent',
        text: 'Thank you for calling. My name is [PII]. How can I help?',
        from: 0,
        to: 2900,
      },
      {
        speaker: 'customer',
        text: 'My card was declined at the till, twice, with a queue behind me.',
        from: 3100,
        to: 9800,
      },
      {
        speaker: 'agent',
        text: 'That must have been embarrassing. Let me look at the last payments first, so I can tell you why. Could you tell me the last four digits?',
        from: 9400,
        to: 19_900,
      },
    ]);
  });

  it('finds roles by the list of participants, or by ids that are roles', () => {
    const { transcripts } = doc({
      Participants: [
        { ParticipantId: 'p1', ParticipantRole: 'CUSTOMER' },
        { ParticipantId: 'p2', ParticipantRole: 'AGENT' },
        { ParticipantId: 'p3', ParticipantRole: 'SYSTEM' },
        { ParticipantId: 'p4', ParticipantRole: 'CUSTOM_BOT' },
      ],
      Transcript: [
        turn('p3', 'recorded', 0),
        turn('p2', 'hi', 2),
        turn('p4', 'beep', 2),
        turn('CUSTOMER', 'hello', 3),
        turn('p1', 'you', 4),
      ],
    });
    expect(transcripts).toMatchObject([
      {
        id: 'x',
        leftOut: ['system'],
        turns: [
          { speaker: 'agent', text: 'hi' },
          { speaker: 'customer', text: 'hello you' },
        ],
      },
    ]);
  });

  it('says which turn is bad and reads the rest', () => {
    const { transcripts, faults } = doc({
      Transcript: [
        turn('AGENT', 'hi'),
        { ...turn('AGENT', 'x'), Content: 7 },
        turn('spk_0', 'hm', 2),
        turn('CUSTOMER', 'hello', 3),
      ],
    });
    expect(transcripts[0]?.turns.map(({ text }) => text)).toEqual(['hi', 'hello']);
    expect(faults.map(faultWords)).toEqual([
      'x.json Transcript[1].Content: Invalid input: expected string, received number; take the file as Contact Lens wrote it',
      'x.json Transcript[2]: "spk_0" is neither agent nor customer; what they say is left out; if they are the agent, say so with --agent "spk_0"',
    ]);
  });
});

describe('Contact Lens of a chat', () => {
  it('reads messages with their instants; not events, not the system', () => {
    const { transcripts, faults } = file('examples/transcripts/shop-chat.contact-lens.json');
    expect(faults).toEqual([]);
    expect(transcripts).toMatchObject([
      {
        channel: 'chat',
        startedAt: Date.parse('2026-02-03T10:31:53.390Z'),
        agent: 'Noor',
        customer: 'Sam',
        leftOut: ['system'],
      },
    ]);
    expect(transcripts[0]?.turns.map(({ from, text }) => [from, text.slice(0, 5)])).toEqual([
      [10_072, 'Hello'],
      [26_712, 'the l'],
      [55_733, 'Broke'],
      // The same speaker, two minutes later.
      [182_489, 'There'],
      [196_610, 'oh br'],
    ]);
  });
});

describe('Contact Lens in real time', () => {
  it('reads the events of a stream: each transcript once, no partial utterance', () => {
    const { transcripts, faults } = file('test/transcripts/contact-lens-stream.jsonl');
    expect(faults).toEqual([]);
    expect(transcripts).toEqual([
      {
        id: 'a1b2c3d4-0000-4000-8000-000000000002',
        form: 'contact-lens',
        channel: 'phone',
        categories: ['Outage'],
        turns: [
          { speaker: 'agent', text: 'City water, this is Lena.', from: 1010, to: 3980 },
          { speaker: 'customer', text: 'There is no water in our street.', from: 4200, to: 6690 },
          { speaker: 'agent', text: 'No water at all, I see. Let me look.', from: 6500, to: 9000 },
        ],
      },
    ]);
  });

  it('reads the answer of the API for a chat', () => {
    const { transcripts, faults } = file('test/transcripts/contact-lens-chat-segments.json');
    expect(faults).toEqual([]);
    expect(transcripts).toMatchObject([
      {
        channel: 'chat',
        agent: 'Ola',
        turns: [
          { speaker: 'customer', from: 9349 },
          { speaker: 'agent', from: 20_000 },
        ],
      },
    ]);
    expect(transcripts[0]).not.toHaveProperty('customer');
  });
});
