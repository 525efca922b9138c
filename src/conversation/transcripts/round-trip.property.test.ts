import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOODS, MOVES } from '../moves/index.ts';
import { readTranscripts, type SpokenTurn } from './index.ts';

type Timed = { speaker: 'agent' | 'customer'; text: string; from: number; to: number };

/** Words as people write them: any script, the marks that forms use for themselves among them, but no colon, which names. */
const word = fc.oneof(
  fc.constantFrom(
    '&',
    '<',
    '>',
    '"',
    "'",
    '\\',
    '{',
    '[PII]',
    '→',
    '-',
    '&amp;',
    '1',
    '😀',
    'ça',
    '你好',
    '-->',
    '#',
    '|',
    '+',
  ),
  fc.stringMatching(/^[a-zA-Z0-9,.?!']{1,8}$/),
);
const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
/** Turns one after the other, times overlapping or apart. */
const talk = fc
  .tuple(
    fc.boolean(),
    fc.array(
      fc.record({
        text,
        pause: fc.integer({ min: -300, max: 5000 }),
        long: fc.integer({ min: 400, max: 9000 }),
      }),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
  )
  .map(([agentFirst, parts]) => {
    let at = 300;
    return parts.map(({ text, pause, long }, i): Timed => {
      const from = at + pause;
      at = from + long;
      return { speaker: (i % 2 === 0) === agentFirst ? 'agent' : 'customer', text, from, to: at };
    });
  });

const clock = (ms: number, point: string) => new Date(ms).toISOString().slice(11, 23).replace('.', point);
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const upper = (turn: Timed) => turn.speaker.toUpperCase();

/** Each form's writer, and which times it keeps. */
const FORMS: Record<string, { write(turns: Timed[]): string; keeps: readonly ('from' | 'to')[] }> = {
  text: {
    write: (turns) => turns.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n'),
    keeps: [],
  },
  'text with times': {
    write: (turns) =>
      turns.map(({ speaker, text, from }) => `[${clock(from, '.')}] ${speaker}: ${text}`).join('\r\n'),
    keeps: ['from'],
  },
  webvtt: {
    write: (turns) =>
      `WEBVTT\n\n${turns.map((turn) => `${clock(turn.from, '.')} --> ${clock(turn.to, '.')}\n<v ${turn.speaker}>${escaped(turn.text)}</v>\n`).join('\n')}`,
    keeps: ['from', 'to'],
  },
  srt: {
    write: (turns) =>
      turns
        .map(
          (turn, i) =>
            `${i + 1}\n${clock(turn.from, ',')} --> ${clock(turn.to, ',')}\n${upper(turn)}: ${escaped(turn.text)}\n`,
        )
        .join('\n'),
    keeps: ['from', 'to'],
  },
  'contact lens': {
    write: (turns) =>
      JSON.stringify({
        Channel: 'VOICE',
        Participants: [
          { ParticipantId: 'a1', ParticipantRole: 'AGENT' },
          { ParticipantId: 'c1', ParticipantRole: 'CUSTOMER' },
        ],
        Transcript: turns.map((turn, i) => ({
          Id: String(i),
          ParticipantId: turn.speaker === 'agent' ? 'a1' : 'c1',
          Content: turn.text,
          BeginOffsetMillis: turn.from,
          EndOffsetMillis: turn.to,
        })),
      }),
    keeps: ['from', 'to'],
  },
  'contact lens in real time': {
    write: (turns) =>
      turns
        .map((turn, i) => ({
          Transcript: {
            Id: String(i),
            ParticipantId: upper(turn),
            ParticipantRole: upper(turn),
            Content: turn.text,
            BeginOffsetMillis: turn.from,
            EndOffsetMillis: turn.to,
          },
        }))
        .map((segment) => JSON.stringify({ EventType: 'SEGMENTS', ContactId: 'k', Segments: [segment] }))
        .join('\n'),
    keeps: ['from', 'to'],
  },
  'twilio sentences': {
    write: (turns) =>
      JSON.stringify({
        sentences: turns.map((turn, i) => ({
          media_channel: turn.speaker === 'agent' ? 2 : 1,
          sentence_index: i,
          start_time: String(turn.from / 1000),
          end_time: turn.to / 1000,
          transcript: turn.text,
        })),
      }),
    keeps: ['from', 'to'],
  },
  'twilio callbacks': {
    write: (turns) =>
      [
        {
          TranscriptionEvent: 'transcription-started',
          SequenceId: '1',
          Timestamp: new Date(0).toISOString(),
        },
        ...turns.map((turn, i) => ({
          TranscriptionEvent: 'transcription-content',
          SequenceId: String(i + 2),
          Timestamp: new Date(turn.to).toISOString(),
          Track: turn.speaker === 'agent' ? 'outbound_track' : 'inbound_track',
          Final: 'true',
          TranscriptionData: JSON.stringify({ transcript: turn.text, confidence: 0.9 }),
        })),
      ]
        .map((event) => JSON.stringify(event))
        .join('\n'),
    keeps: ['to'],
  },
  lines: {
    write: (turns) => turns.map((turn, i) => JSON.stringify({ dialogue: 'd', turn: i, ...turn })).join('\n'),
    keeps: ['from', 'to'],
  },
};

const kept = (turns: readonly Timed[], keeps: readonly string[]): SpokenTurn[] =>
  turns.map(({ speaker, text, from, to }) => ({
    speaker,
    text,
    ...(keeps.includes('from') ? { from } : {}),
    ...(keeps.includes('to') ? { to } : {}),
  }));

describe('what is written in a form and read back is the same', () => {
  it.each(Object.keys(FORMS))('%s', (form) => {
    const { write, keeps } = FORMS[form] ?? { write: () => '', keeps: [] };
    fc.assert(
      fc.property(talk, (turns) => {
        // Whoever is alone in a conversation can't be told from the other by a name that is not there.
        const file = write(turns);
        const { transcripts, faults } = readTranscripts(file, 'x');
        expect(faults).toEqual([]);
        expect(transcripts[0]?.turns, file).toEqual(kept(turns, keeps));
      }),
      { numRuns: 200 },
    );
  });

  it('annotated', () => {
    const plain = fc
      .array(fc.stringMatching(/^[a-z0-9,.?!']{1,8}$/), { minLength: 1, maxLength: 6 })
      .map((words) => words.join(' '));
    const agent = fc.array(fc.record({ move: fc.constantFrom(...MOVES), text: plain }), {
      minLength: 1,
      maxLength: 3,
    });
    const customer = fc.record({ mood: fc.constantFrom(...MOODS), text: plain });
    fc.assert(
      fc.property(fc.array(fc.tuple(agent, customer), { minLength: 1, maxLength: 6 }), (pairs) => {
        const lines = pairs.flatMap(([stretches, { mood, text }]) => [
          `A: ${stretches.map((one) => `[${one.move}] ${one.text}`).join(' ')}`,
          `C: (${mood}) ${text}`,
        ]);
        const { transcripts, faults } = readTranscripts(
          `## d | airline | phone | r | good | resolved\n${lines.join('\n')}\n`,
          'x',
        );
        expect(faults).toEqual([]);
        expect(transcripts[0]?.turns).toEqual(
          pairs.flatMap(([stretches, { mood, text }]) => [
            {
              speaker: 'agent',
              text: stretches.map((one) => one.text).join(' '),
              stretches: stretches.map((one) => one.text),
              gold: { stretches },
            },
            { speaker: 'customer', text, gold: { mood, flags: [] } },
          ]),
        );
      }),
    );
  });
});
