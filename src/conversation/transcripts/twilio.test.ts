import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultWords, readTranscripts } from './index.ts';

const file = (path: string, agent?: string) =>
  readTranscripts(readFileSync(path, 'utf8'), 'x.json', { agent });
const said = (path: string, agent?: string) =>
  file(path, agent).transcripts.flatMap(({ turns }) =>
    turns.map(({ speaker, text }) => `${speaker}: ${text.slice(0, 12)}`),
  );

describe('Twilio sentences', () => {
  const clinic = 'examples/transcripts/clinic-call.twilio.json';

  it('takes channel 2 for the agent, and says so', () => {
    expect(said(clinic)[0]).toBe('agent: Riverside Cl');
    expect(file(clinic).transcripts).toMatchObject([
      { channel: 'phone', assumed: 'channel 2 taken to be the agent; if it is the customer, say --agent 1' },
    ]);
    expect(file(clinic).transcripts[0]?.turns[0]).toMatchObject({ from: 400, to: 4100 });
  });

  it.each(['1', 'channel 1'])('takes channel 1 when told %j', (agent) => {
    expect(said(clinic, agent)[0]).toBe('customer: Riverside Cl');
    expect(file(clinic, agent).transcripts[0]).not.toHaveProperty('assumed');
  });

  it('reads what the Node library writes, in the order of the index', () => {
    expect(said('test/transcripts/twilio-node.json')).toEqual([
      'agent: Building des',
      'customer: the lift is ',
      'agent: Again, I see',
    ]);
  });

  it("believes the transcript's own participants", () => {
    const { transcripts } = file('test/transcripts/twilio-participants.json');
    expect(transcripts).toMatchObject([
      { agent: 'Karl', customer: 'Mrs Lind', turns: [{ speaker: 'agent' }, { speaker: 'customer' }] },
    ]);
    expect(transcripts[0]).not.toHaveProperty('assumed');
  });

  it('says which sentence is bad, and that one channel is not enough', () => {
    const bad = {
      sentences: [
        { media_channel: 1, transcript: 'hi', start_time: 'soon' },
        { media_channel: 2, transcript: 'ho' },
      ],
    };
    const { transcripts, faults } = readTranscripts(JSON.stringify(bad), 'x.json');
    expect(transcripts[0]?.turns).toEqual([{ speaker: 'agent', text: 'ho' }]);
    expect(faults[0]).toMatchObject({ path: 'sentences[0].start_time' });
    const mono = { sentences: [{ media_channel: 0, transcript: 'hi' }] };
    expect(readTranscripts(JSON.stringify(mono), 'x.json').faults.map(faultWords)[0]).toContain(
      'all sentences are on channel 0',
    );
  });
});

describe('Twilio transcription callbacks', () => {
  const parcel = 'examples/transcripts/parcel-call.twilio.jsonl';

  it('reads what is final, the outbound track as the agent, times as ends', () => {
    const { transcripts, faults } = file(parcel);
    expect(faults).toEqual([]);
    expect(transcripts).toEqual([
      {
        id: 'CA00000000000000000000000000000001',
        form: 'twilio-callbacks',
        channel: 'phone',
        startedAt: Date.parse('2026-02-03T10:00:00Z'),
        assumed: 'outbound_track taken to be the agent; if it is the customer, say --agent inbound_track',
        turns: [
          { speaker: 'agent', text: 'parcel line this is joe how can i help', to: 3500 },
          { speaker: 'customer', text: 'my parcel says delivered but it is not here', to: 7250 },
          {
            speaker: 'agent',
            text: 'delivered and not there i am sorry let me see where the driver left it',
            to: 13_000,
          },
          { speaker: 'customer', text: 'okay thanks', to: 14_500 },
        ],
      },
    ]);
  });

  it.each(['inbound', 'inbound_track'])('takes the track it is told: %j', (agent) => {
    expect(said(parcel, agent)[0]).toBe('customer: parcel line ');
  });

  it('believes the labels of the tracks', () => {
    const lines = readFileSync(parcel, 'utf8').replace('"TrackLabel": ""', '"InboundTrackLabel":"agent"');
    const { transcripts } = readTranscripts(lines, 'x.jsonl');
    expect(transcripts[0]?.turns[0]?.speaker).toBe('customer');
    expect(transcripts[0]).not.toHaveProperty('assumed');
  });

  it('says which callback is spoilt', () => {
    const lines = readFileSync(parcel, 'utf8').split('\n');
    lines[1] = lines[1]?.slice(0, 40) ?? '';
    lines[3] = lines[3]?.replace(/"TranscriptionData": "(?:[^"\\]|\\.)*"/, '"TranscriptionData": "{"') ?? '';
    const { transcripts, faults } = readTranscripts(lines.join('\n'), 'x.jsonl');
    expect(transcripts[0]?.turns).toHaveLength(2);
    expect(faults.map(({ line, path }) => [line, path])).toEqual([
      [2, undefined],
      [4, 'TranscriptionData'],
    ]);
  });
});
