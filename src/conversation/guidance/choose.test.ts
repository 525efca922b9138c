import { describe, expect, it } from 'vitest';
import { type CycleState, emptyCycle, type Finding, type Rule } from '../cycle/index.ts';
import { choose, LEVELS } from './choose.ts';
import { guide } from './guide.ts';
import { NOTHING_KNOWN } from './types.ts';

const finding = (rule: Rule, more: Partial<Finding> = {}): Finding => ({
  rule,
  kind: 'broken',
  turn: 4,
  words: 'your order number',
  said: 4,
  sure: 1,
  degree: LEVELS[rule].degree,
  ...more,
});
/** After turn 4, with these findings. */
const later = (...findings: Finding[]): CycleState => ({ ...emptyCycle(), turns: 5, findings });
const rule = (cycle: CycleState, given = NONE, habits = {}) => choose(cycle, given, habits)?.rule ?? null;
const NONE: { rule: Rule; turn: number; say: string }[] = [];
const DETAIL: Rule = 'play_back_detail';
const ASKED: Rule = 'signpost_before_questions';

describe('what is prompted', () => {
  it.each<[string, CycleState, Rule | null]>([
    ['nothing, when nothing was broken', later(), null],
    ['nothing for what was kept', later(finding(ASKED, { kind: 'kept' })), null],
    ['nothing for what was broken a while ago', later(finding(ASKED, { turn: 3 })), null],
    ['what was just broken', later(finding(ASKED)), ASKED],
    ['nothing, unless far enough', later(finding(DETAIL, { degree: 1 })), null],
    ['nothing, when unsure', later(finding(ASKED, { sure: 0.5 })), null],
    ['the most pressing of two', later(finding(ASKED), finding('ask_once')), 'ask_once'],
  ])('%s', (_, cycle, expected) => {
    expect(rule(cycle)).toBe(expected);
  });

  const before = [{ rule: ASKED, turn: 1, say: 'x' }];
  it('once, and once more after it was kept', () => {
    expect(rule(later(finding(ASKED)), before)).toBeNull();
    const again = later(finding(ASKED, { kind: 'kept', turn: 2 }), finding(ASKED));
    expect(rule(again, before)).toBe(ASKED);
    expect(rule(again, [...before, ...before])).toBeNull();
    expect(rule(later(finding(ASKED), finding(DETAIL)), before)).toBe(DETAIL);
  });

  const does = { [ASKED]: { kept: 9, broken: 1 } };
  const never = { play_back_detail: { kept: 1, broken: 9 } };
  it('who mostly does it only when they go further', () => {
    expect(rule(later(finding(ASKED)), NONE, does)).toBeNull();
    expect(rule(later(finding(ASKED, { degree: 2 })), NONE, does)).toBe(ASKED);
    expect(rule(later(finding(ASKED)), NONE, { [ASKED]: { kept: 3, broken: 0 } })).toBe(ASKED);
  });
  it('who mostly does not, before it is broken', () => {
    const owed = { ...later(), owed: { [DETAIL]: { words: '4471', said: 4, sure: 0.9 } } };
    expect(rule(owed, NONE, never)).toBe(DETAIL);
    expect(rule(owed)).toBeNull();
    expect(rule({ ...owed, turns: 6 }, NONE, never)).toBeNull();
  });
});

describe('a prompt', () => {
  const beside = (name: string | null, about: string | null) => ({ known: { name, about }, habits: {} });
  it('names the customer and what they are about, where that is known', () => {
    const cycle = later(finding(ASKED, { words: 'what is your booking reference' }));
    expect(guide(cycle, [], beside('Ashley', 'your flight to Denver this evening'))).toEqual({
      rule: ASKED,
      move: 'signpost',
      do: 'Say what you will check and why, then ask for the booking reference',
      why: 'You asked "what is your booking reference" and gave no reason for asking.',
      say: "I'll look up your flight to Denver this evening and then tell you exactly what I see; that's what I need the booking reference for.",
    });
    expect(guide(cycle, [], { known: NOTHING_KNOWN, habits: {} })?.say).toContain('your record');
  });

  it.each<[Rule, Partial<Finding>, string]>([
    [
      'acknowledge_feeling',
      { mood: 'anxious' },
      'I can hear that this is a worry, Ashley. Let me get your order clear for you.',
    ],
    [
      'acknowledge_feeling',
      { mood: 'frustrated' },
      "I'm sorry, Ashley, I can see why that's frustrating. I'm looking at your order with you now.",
    ],
    ['play_back_detail', { words: 'K R T 9' }, "So that's K R T 9, Ashley, is that right?"],
    [
      'question_after_explanation',
      {},
      'Does that make sense, Ashley, or shall I go over any part of it again?',
    ],
    ['listen_between_questions', {}, "Let me stop there, Ashley, and say back what you've told me so far."],
  ])('of %s %j is a whole sentence', (name, more, say) => {
    expect(guide(later(finding(name, more)), [], beside('Ashley', 'your order'))?.say).toBe(say);
  });

  it('quotes long words where they tell', () => {
    const words = `${'and then '.repeat(20)}i was so worried about my mum`;
    const prompt = guide(
      later(finding('acknowledge_feeling', { words, mood: 'anxious' })),
      [],
      beside(null, null),
    );
    expect(prompt?.why).toContain('worried about my mum"');
    expect(prompt?.why.length).toBeLessThan(200);
  });
});
