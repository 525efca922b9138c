import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAnnotated } from './annotated.ts';

const HEAD = '## d-1 | airline | phone | flight_status | good | resolved';

describe('annotated dialogues', () => {
  it('reads header, stretches, mood and flags', () => {
    const text = `${HEAD}\nA: [social] Hi. [question] How can I help?\nC: (anxious +lost +repeat) my [photo] flight\n\n${HEAD}\n`;
    const [dialogue, second] = parseAnnotated(text, 'x.txt');
    expect(dialogue).toMatchObject({
      id: 'd-1',
      industry: 'airline',
      channel: 'phone',
      grade: 'good',
      resolved: true,
    });
    expect(dialogue?.turns).toEqual([
      {
        speaker: 'agent',
        stretches: [
          { move: 'social', text: 'Hi.' },
          { move: 'question', text: 'How can I help?' },
        ],
      },
      { speaker: 'customer', text: 'my [photo] flight', mood: 'anxious', flags: ['repeat', 'lost'] },
    ]);
    expect(second?.turns).toEqual([]);
  });

  it('reads flags after the text too, where one hand wrote them, and no other word with a plus', () => {
    const said = [
      '(confused) is there a problem +lost',
      '(neutral +repeat) four +three +lost',
      '(neutral) o +',
    ];
    const [dialogue] = parseAnnotated([HEAD, ...said.map((line) => `C: ${line}`)].join('\n'), 'x.txt');
    expect(dialogue?.turns).toMatchObject([
      { text: 'is there a problem', flags: ['lost'] },
      { text: 'four +three', flags: ['repeat', 'lost'] },
      { text: 'o +', flags: [] },
    ]);
  });

  it.each([
    ['A: [social] hi', 'x.txt:1: a turn before the first'],
    [`${HEAD} | more`, 'x.txt:1: a header has six fields'],
    ['## d | a | fax | r | good | resolved', 'x.txt:1: channel "fax"'],
    [`${HEAD}\nA: hi`, 'x.txt:2: an agent turn begins with a [move]'],
    [`${HEAD}\nA: [greet] hi`, 'x.txt:2: move [greet] is none of'],
    [`${HEAD}\nA: [social] [question] hi`, 'x.txt:2: [social] has no text'],
    [`${HEAD}\nC: hi`, 'x.txt:2: a customer turn begins with a (mood)'],
    [`${HEAD}\n\nC: (cross) hi`, 'x.txt:3: mood (cross) is none of'],
    [`${HEAD}\nC: (neutral +loud) hi`, 'x.txt:2: flag +loud is none of'],
    [`${HEAD}\nB: hi`, 'x.txt:2: a line begins with'],
  ])('says file and line: %j', (text, message) => {
    expect(() => parseAnnotated(text, 'x.txt')).toThrow(message);
  });

  it.each([
    ['data/dialogues', 965, 13_629],
    ['data/dialogues-more', 1680, 32_325],
  ])('reads every dialogue of %s', (folder, dialogues, stretches) => {
    const files = readdirSync(folder).filter((file) => file.startsWith('part-'));
    const all = files.flatMap((file) => parseAnnotated(readFileSync(`${folder}/${file}`, 'utf8'), file));
    expect(new Set(all.map(({ id }) => id)).size).toBe(dialogues);
    const agents = all.flatMap(({ turns }) =>
      turns.flatMap((turn) => (turn.speaker === 'agent' ? turn.stretches : [])),
    );
    expect(agents).toHaveLength(stretches);
  });
});
