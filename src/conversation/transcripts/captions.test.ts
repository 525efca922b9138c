import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultWords, readTranscripts } from './index.ts';

const read = (text: string, agent?: string) => readTranscripts(text, 'call.vtt', { agent });
const turns = (text: string, agent?: string) => read(text, agent).transcripts.flatMap((one) => one.turns);
const faults = (text: string) => read(text).faults.map(faultWords);
const cue = (from: number, to: number, text: string) =>
  `00:00:0${from}.000 --> 00:00:0${to}.000\n${text}\n\n`;

describe('WebVTT', () => {
  it('joins the cues of a voice and keeps overlapping times', () => {
    const text = `WEBVTT\n\n${cue(1, 2, '<v Agent>Good')}${cue(2, 4, '<v Agent>morning.')}${cue(3, 5, '<v.loud Customer>Hi!</v>')}`;
    expect(turns(text)).toEqual([
      { speaker: 'agent', text: 'Good morning.', from: 1000, to: 4000 },
      { speaker: 'customer', text: 'Hi!', from: 3000, to: 5000 },
    ]);
  });

  it('parts two turns of one speaker at a silence of three seconds', () => {
    const text = `WEBVTT\n\n${cue(1, 2, '<v Agent>One moment.')}${cue(5, 6, '<v Agent>Thank you for waiting.')}`;
    expect(turns(text)).toHaveLength(2);
    expect(turns(text.replace('00:00:05', '00:00:04'))).toHaveLength(1);
  });

  it.each([
    ['<v Agent>a &amp; b &lt;c&gt; &nbsp;d&#33;&#x21;&bogus;</v>', 'a & b <c> d!!&bogus;'],
    ['<v Agent><c.yellow>so</c> <i>that</i> <00:00:01.500>is <lang en>it</lang>', 'so that is it'],
    ['<v Agent>one\ntwo\n<b>three</b>', 'one two three'],
    ['AGENT: one\ntwo', 'one two'],
    ['- Agent: one\n- two', 'one two'],
    ['<v Agent>3 < 4 and 5 > 2', '3 < 4 and 5 > 2'],
    ['<v Agent (Dana)>hi', 'hi'],
    ['<v Agent>Reference: 12', 'Reference: 12'],
  ])('reads the cue %j', (payload, text) => {
    expect(turns(`WEBVTT\n\n${cue(1, 2, payload)}${cue(3, 4, '<v Customer>yes')}`)[0]).toMatchObject({
      speaker: 'agent',
      text,
    });
  });

  it('hears two voices in one cue', () => {
    expect(turns(`WEBVTT\n\n${cue(1, 2, '<v Agent>Hi.</v> <v Customer>Hello.</v>')}`)).toMatchObject([
      { speaker: 'agent', text: 'Hi.' },
      { speaker: 'customer', text: 'Hello.' },
    ]);
  });

  it('passes over header, notes, styles, regions, cue ids and settings', () => {
    const text = `\uFEFFWEBVTT a title\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\nNOTE\nAgent: no\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nintro\n01:02.500 --> 01:03.000 align:start position:10%\n<v Agent>Hi.\n`;
    expect(read(text)).toEqual({
      transcripts: [
        { id: 'call', form: 'webvtt', turns: [{ speaker: 'agent', text: 'Hi.', from: 62_500, to: 63_000 }] },
      ],
      faults: [],
    });
  });

  it('reads the captions of a meeting once it is told who the agent is', () => {
    const text = readFileSync('test/transcripts/meeting.vtt', 'utf8');
    expect(faults(text)[0]).toMatch(
      /^call.vtt:5: "Dana Smith", "Ravi Patel": nobody says who .* --agent "Dana Smith"/,
    );
    expect(read(text, 'dana smith').transcripts).toMatchObject([
      { agent: 'Dana Smith', customer: 'Ravi Patel' },
    ]);
    expect(turns(text, 'dana smith')).toEqual([
      { speaker: 'agent', text: "Good morning, you're through to the council.", from: 3580, to: 8180 },
      { speaker: 'customer', text: "My bins weren't collected.", from: 8300, to: 11_000 },
    ]);
  });

  it.each([
    ['WEBVTT\n\n00:01 --> x\n<v Agent>hi\n', 'call.vtt:3: "00:01 --> x" is no time of a cue; '],
    [
      'WEBVTT\n\n00:05.000 --> 00:01.000\n<v Agent>hi\n',
      'call.vtt:3: "00:05.000 --> 00:01.000" ends before it begins; ',
    ],
    [
      'WEBVTT\n\nAgent: hi\n\n00:05.000 --> 00:06.000\n<v Agent>hi\n',
      'call.vtt:3: "Agent: hi" stands outside of any cue; ',
    ],
    [
      'WEBVTT\n\n00:05.000 --> 00:06.000\nhi\n\n00:07.000 --> 00:08.000\n<v Agent>hi\n',
      'call.vtt:4: "hi" has no speaker; ',
    ],
  ])('says where %j is wrong, and reads the rest', (text, words) => {
    expect(faults(text)).toHaveLength(1);
    expect(faults(text)[0]).toContain(words);
    expect(turns(text)).toMatchObject([{ text: 'hi' }]);
  });
});

describe('SRT', () => {
  it('reads numbers, commas, and cues whose blank line is missing', () => {
    const text =
      '1\r\n00:00:01,000 --> 00:00:02,500\r\nAgent: Hi.\r\n2\r\n00:00:03,000 --> 00:00:04,000 X1:10 Y1:20\r\n<font color="#fff">Customer: Hello\r\nyou.</font>\r\n';
    expect(read(text)).toMatchObject({ transcripts: [{ form: 'srt' }], faults: [] });
    expect(turns(text)).toEqual([
      { speaker: 'agent', text: 'Hi.', from: 1000, to: 2500 },
      { speaker: 'customer', text: 'Hello you.', from: 3000, to: 4000 },
    ]);
  });
});
