import { describe, expect, it } from 'vitest';
import { loadLabeller } from '../labelling/index.ts';
import { certainMood } from './certain.ts';
import { type LineResult, labelLines } from './lines.ts';
import type { LabelledTurn, Labeller, Turn } from './types.ts';

async function* from(lines: readonly unknown[]): AsyncGenerator<string> {
  for (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line);
}

async function label(lines: readonly unknown[], labeller: Labeller = loadLabeller()): Promise<LineResult[]> {
  return collect(labelLines(from(lines), labeller));
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}

describe('labelling lines', () => {
  it('adds labels to what came in', async () => {
    const [agent, customer] = await label([
      { dialogue: 'd1', turn: 1, speaker: 'A', text: 'What is your booking reference?', source: 'x' },
      { dialogue: 'd1', turn: 2, speaker: 'customer', text: 'why on earth do you need that again' },
    ]);
    expect(agent).toMatchObject({
      line: 1,
      value: { dialogue: 'd1', speaker: 'A', move: 'question', source: 'x' },
    });
    expect(agent).not.toHaveProperty('value.stretches');
    expect(customer).toMatchObject({
      line: 2,
      value: { turn: 2, mood: expect.any(String), flags: expect.any(Array) },
    });
  });

  it('gives a turn of several stretches one move, and lists them', async () => {
    const text =
      "Hi. I'm really sorry that you have had to call three times about this, that's not good enough at all. Okay.";
    const [result] = await label([{ dialogue: 1, turn: 1, speaker: 'agent', text }]);
    expect(result).toMatchObject({ value: { move: 'acknowledge' } });
    expect(result).toHaveProperty('value.stretches.0.text', 'Hi.');
    expect(result).toHaveProperty('value.stretches.1');
  });

  it('leaves lines whole once a turn has come on several of them, whichever comes first', async () => {
    const text = "Hi. I'm so sorry about that. What is your booking reference?";
    const line = (turn: number, said: string) => ({ dialogue: 1, turn, speaker: 'agent', text: said });
    const results = await label([line(1, text), line(3, 'okay'), line(3, 'what is your name')]);
    for (const result of results) expect(result).not.toHaveProperty('value.stretches');
    const [alone] = await label([line(1, text), line(3, 'okay')]);
    expect(alone).toHaveProperty('value.stretches.1');
  });

  it('says of every agent line whether its move is sure', async () => {
    const results = await label([
      { dialogue: 1, turn: 1, speaker: 'agent', text: 'What is your booking reference?' },
      { dialogue: 1, turn: 3, speaker: 'agent', text: 'up to a point' },
    ]);
    expect(
      results.map((result) => ('value' in result && 'sure' in result.value ? result.value.sure : null)),
    ).toEqual([true, false]);
  });

  it('says what is wrong with a bad line and goes on', async () => {
    const results = await label([
      'nonsense',
      '',
      { dialogue: 1, turn: 1, speaker: 'bot', text: 'x' },
      { dialogue: 1, speaker: 'agent' },
      '5',
      { dialogue: 1, turn: 1, speaker: 'c', text: '' },
    ]);
    expect(results.map((result) => ('error' in result ? result.error.slice(0, 60) : 'labelled'))).toEqual([
      expect.stringContaining('line 1: not JSON'),
      expect.stringContaining('line 3: speaker is neither "agent" nor "customer"'),
      expect.stringContaining('line 4: turn'),
      expect.stringContaining('line 5: the line'),
      'labelled',
    ]);
  });

  it('labels each line after those of its own dialogue, though dialogues alternate', async () => {
    const seen: string[] = [];
    const fake: Labeller = {
      label({ text }: Turn, before: readonly LabelledTurn[]) {
        seen.push([...before.map((turn) => turn.text), text].join('>'));
        return { speaker: 'customer', text, ...certainMood('neutral') };
      },
    };
    const line = (dialogue: string, text: string) => ({ dialogue, turn: 1, speaker: 'customer', text });
    await label([line('a', '1'), line('b', '2'), line('a', '3'), line('b', '4')], fake);
    expect(seen).toEqual(['1', '2', '1>3', '2>4']);
  });
});
