import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, type Form, faultWords, readTranscripts } from './index.ts';

const FOLDER = 'examples/transcripts';
const EXAMPLES: Record<string, Form> = {
  'airline-call.txt': 'text',
  'bank-call.contact-lens.json': 'contact-lens',
  'broadband-call.srt': 'srt',
  'clinic-call.twilio.json': 'twilio-sentences',
  'energy-calls.annotated.txt': 'annotated',
  'hotel-call.vtt': 'webvtt',
  'insurance-chats.jsonl': 'lines',
  'parcel-call.twilio.jsonl': 'twilio-callbacks',
  'shop-chat.contact-lens.json': 'contact-lens',
};

describe('the examples', () => {
  it('are all told here', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(EXAMPLES));
  });

  it.each(Object.entries(EXAMPLES))('%s is read as %s, whatever it is called', (file, form) => {
    const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
    const { transcripts, faults } = readTranscripts(text, 'a/file.xyz');
    expect(faults).toEqual([]);
    expect(transcripts.map((one) => one.form)).toEqual(transcripts.map(() => form));
    expect(transcripts.length).toBeGreaterThan(0);
    expect(readTranscripts(text.replaceAll('\n', '\r\n'), 'a/file.xyz')).toEqual({ transcripts, faults });
  });
});

describe('the annotated form', () => {
  it('keeps labels aside and gives the boundaries on', () => {
    const { transcripts } = readTranscripts(
      readFileSync(`${FOLDER}/energy-calls.annotated.txt`, 'utf8'),
      'e',
    );
    expect(transcripts).toMatchObject([
      { id: 'e-1', industry: 'energy', channel: 'phone', reason: 'high_bill', grade: 'good', resolved: true },
      { id: 'e-2', channel: 'chat', grade: 'poor', resolved: false },
    ]);
    expect(transcripts[0]?.turns[0]).toEqual({
      speaker: 'agent',
      text: 'Good afternoon, this is Marta. What can I do for you?',
      stretches: ['Good afternoon, this is Marta.', 'What can I do for you?'],
      gold: {
        stretches: [
          { move: 'social', text: 'Good afternoon, this is Marta.' },
          { move: 'question', text: 'What can I do for you?' },
        ],
      },
    });
    expect(transcripts[1]?.turns[3]).toMatchObject({ gold: { mood: 'confused', flags: ['lost'] } });
  });

  it('reads every dialogue that is shipped', () => {
    const parts = readdirSync('data/dialogues').filter((file) => file.startsWith('part-'));
    const all = parts.map((file) => readTranscripts(readFileSync(`data/dialogues/${file}`, 'utf8'), file));
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
    expect(all.flatMap(({ transcripts }) => transcripts)).toHaveLength(965);
  });

  it('leaves out a bad line, or a dialogue whose header is bad, and says where', () => {
    const head = '## d | airline | phone | r | good | resolved';
    const text = `${head}\nA: [greet] hi\nC: (neutral) hello\n\n## e | airline | fax | r | good | resolved\nA: [social] hi\n\n${head}\nC: hm\nA: [social] hi\n`;
    const { transcripts, faults } = readTranscripts(text, 'x.txt');
    expect(transcripts.map(({ turns }) => turns.length)).toEqual([1, 1]);
    expect(faults.map(({ line }) => line)).toEqual([2, 5, 9]);
    expect(readTranscripts('A: [social] hi', 'x.txt').faults[0]).toMatchObject({ line: 1 });
  });
});

describe('JSON lines', () => {
  it('says which lines are bad and reads the rest', () => {
    const text =
      '{"dialogue":1,"speaker":"agent","text":"hi"}\n{"dialogue":1,\n{"dialogue":1,"speaker":"agent"}\n\n{"dialogue":1,"turn":2,"speaker":"Bob","text":"x"}\n{"dialogue":1,"speaker":"customer","text":"hello"}';
    const { transcripts, faults } = readTranscripts(text, 'x.jsonl');
    expect(transcripts[0]?.turns.map((turn) => turn.text)).toEqual(['hi', 'hello']);
    expect(faults.map(({ line }) => line).sort()).toEqual([2, 3, 5]);
  });
});

describe('files that are not what they should be', () => {
  it.each([
    ['', 'x: holds no conversation; '],
    ['{', 'x:1: not JSON: '],
    ['{\n"Transcript": [\n{"Content": }\n]}', 'x:3: not JSON: '],
    ['{\n"Transcript": [\n{"Content": "a" "b"}\n]}', 'x:3: not JSON: '],
    ['{"Transcript": [{"Content": "a"', 'x:1: not JSON: '],
    ['{"hello": 1}', 'x: JSON of no known form; known are Contact Lens'],
    ['[]', 'x: holds no conversation; '],
    ['{"Transcript": []}', 'x: holds no conversation; '],
    ['{"Transcript": [7]}', 'x Transcript[0]: Invalid input: expected object'],
    ['{"Transcript": 7}', 'x: JSON of no known form'],
    ['{"sentences": [null]}', 'x sentences[0]: '],
    ['[{"TranscriptionEvent": 3}]', 'x [0].TranscriptionEvent: '],
    ['RIFF\0\0\0WAVE', 'x: not text: it holds NUL; give the transcript, not the recording'],
    ['WEBVTT\n', 'x: holds no conversation; '],
    [`${'['.repeat(70)}\n{`, 'x:1: "[[['],
    [`[{"a":${'['.repeat(100_000)}`, 'x:1: nested more than 60 deep; '],
    [`{"a":1}\n{"a":${'{"a":'.repeat(100_000)}`, 'x:2: nested more than 60 deep; '],
    [`Agent: ${'a'.repeat(30_000)}`, 'x:1: 30000 characters in one go, more than anybody says (20000); '],
    ['no names here\nat all', 'x:1: "no names here" has no speaker; '],
  ])('%j', (text, words) => {
    const { transcripts, faults } = readTranscripts(text, 'x');
    expect(transcripts).toEqual([]);
    expect(faultWords(faults[0] ?? { file: '', cause: 'none', mend: '' })).toContain(words);
  });

  it('tells a hundred faults and counts the rest', () => {
    const text = `{"dialogue":1,"speaker":"agent","text":"hi"}\n${'{"dialogue":1}\n'.repeat(500)}`;
    const { transcripts, faults } = readTranscripts(text, 'x');
    expect(transcripts).toHaveLength(1);
    expect(faults).toHaveLength(101);
    expect(faults.at(-1)?.cause).toBe('400 more like these');
  });

  it('never throws, and never says a turn without words', () => {
    const starts = [
      '',
      'WEBVTT\n\n00:01.000 --> 00:02.000\n',
      '1\n00:00:01,000 --> 00:00:02,000\n',
      '{"Transcript":',
      '{"sentences":[',
      '## d | a | phone | r | good | resolved\n',
      'Agent: ',
      '[00:01] ',
    ];
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('\n\n', '-->', '<v Agent>', 'Agent:', 'A: [social] ', '"', '}', ']', '\n'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.array(piece), (start, pieces) => {
        const { transcripts, faults } = readTranscripts(start + pieces.join(''), 'x');
        for (const { turns } of transcripts) for (const turn of turns) expect(turn.text.trim()).not.toBe('');
        expect(transcripts.length + faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the bytes of a file', () => {
  const text = 'Agent: Café?\nCustomer: oui\n';
  const wide = Buffer.from(text, 'utf16le');

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), wide])],
    ['UTF-16, the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()])],
    ['UTF-16 without a mark', wide],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ text, faults: [] });
  });

  it('Latin-1 is read, and told with its line', () => {
    const { text: read, faults } = decodeText(Buffer.from(`Agent: hi\n${text}`, 'latin1'));
    expect(read).toBe(`Agent: hi\n${text}`);
    expect(faults).toEqual([
      { line: 2, cause: 'is not UTF-8; read as Windows-1252 (Latin-1)', mend: 'save the file as UTF-8' },
    ]);
  });
});
