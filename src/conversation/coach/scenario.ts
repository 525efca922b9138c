import { z } from 'zod';
import { says, tokens } from './tokens.ts';

const text = z.string().trim().min(1).max(400);
const lines = (least: number) =>
  z
    .array(text)
    .min(least)
    .refine((all) => new Set(all).size === all.length, 'holds the same line twice');
const id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'is no id: use small letters, digits, - and _');

const fact = z.strictObject({
  id,
  label: text.describe('what the trainee finds out, as a list would name it'),
  topic: id.describe('what it is about: a question about another topic is a jump'),
  private: z.boolean().default(false).describe('given readily only to who says what it is for'),
  guarded: z.boolean().default(false).describe('never given without a reason'),
  story: z.boolean().default(false).describe('told on an open question, too'),
  matters: z.boolean().default(false).describe('repeated when it was not played back'),
  optional: z.boolean().default(false).describe('needed for no resolution'),
  asked: z.array(text).min(1).describe('words or phrases of questions that are about it'),
  value: z.array(text).min(1).describe('ways to say it that count as giving it back'),
  say: lines(2).describe('how the customer tells it'),
  again: z.array(text).min(1).describe('how it ends "As I said, …"'),
  ask: text.describe('a good way to ask for it: what replays recommend'),
});

const point = z.strictObject({
  id,
  kind: z.enum(['tell', 'promise']),
  label: text,
  words: z.array(z.array(text).min(1)).min(1).describe('one of each group is to be said, in one turn'),
  reply: lines(1).describe('what the customer says to it'),
  say: text.describe('a good way to say it'),
});

const schema = z
  .strictObject({
    id,
    title: text,
    industry: text,
    difficulty: z.number().int().min(1).max(8),
    customer: z.strictObject({
      name: text,
      about: text.describe('who they are, for a language model that plays them'),
      number: text.optional(),
    }),
    briefing: text.max(1000).describe('what the trainee knows before the telephone rings'),
    feeling: z.strictObject({
      frustration: z.number().min(0).max(0.8),
      worry: z.number().min(0).max(0.8),
      about: z.array(text).min(1).describe('words that a concrete acknowledgement carries'),
      say: lines(3).describe('what is said when it is passed over'),
      answer: text.describe('a good acknowledgement'),
    }),
    opening: lines(2),
    facts: z.array(fact).min(1).max(12),
    screen: z
      .array(z.strictObject({ after: z.array(id), shows: text }))
      .describe('what the trainee sees once these facts are known'),
    points: z.array(point).min(1).max(8),
    pleased: lines(2),
    cold: lines(2),
  })
  .superRefine((scenario, context) => {
    const known = new Set(scenario.facts.map((one) => one.id));
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    for (const [name, list] of [
      ['facts', scenario.facts],
      ['points', scenario.points],
    ] as const)
      list.forEach((one, i) => {
        if (list.findIndex((other) => other.id === one.id) < i)
          issue([name, i, 'id'], `"${one.id}" is there already`);
      });
    scenario.screen.forEach(({ after }, i) => {
      for (const one of after)
        if (!known.has(one))
          issue(['screen', i, 'after'], `"${one}" is none of the facts: ${[...known].join(', ')}`);
    });
    scenario.points.forEach((one, i) => {
      if (!makesPoint(tokens(one.say), one.words))
        issue(['points', i, 'say'], 'does not say the words that it is known by');
    });
    scenario.opening.forEach((line, i) => {
      const early = scenario.facts.find((one) =>
        one.value.some((value) => says(tokens(line), tokens(value))),
      );
      if (early) issue(['opening', i], `gives "${early.id}" away before anyone asks`);
    });
  });

export type Scenario = z.infer<typeof schema>;
export type Fact = Scenario['facts'][number];
export type Point = Scenario['points'][number];

/** Whether one of each group of words is said. */
export function makesPoint(said: readonly string[], groups: Point['words']): boolean {
  return groups.every((group) => group.some((phrase) => says(said, tokens(phrase))));
}

export class ScenarioError extends Error {
  override name = 'ScenarioError';
}

/** Reads a scenario (`docs/coach.md` says its form). Throws ScenarioError "FILE: where: cause", a line a fault. */
export function parseScenario(json: string, file: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ScenarioError(`${file}: not JSON: ${error instanceof Error ? error.message : error}`);
  }
  return checkScenario(value, file);
}

export function checkScenario(value: unknown, file: string): Scenario {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${file}: ${pathOf(path)}: ${message}`);
  throw new ScenarioError(`${faults.join('\n')}\ndocs/coach.md describes the form of a scenario`);
}

/** facts[2].say */
function pathOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the scenario';
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i ? '.' : ''}${String(part)}`))
    .join('');
}

/** What everyone can be asked for: a name, a number to call back. */
export function factsOf({ facts, customer }: Scenario): readonly Fact[] {
  const own = facts.some((one) => one.id === 'name') ? [] : [nameOf(customer.name)];
  const number =
    customer.number && !facts.some((one) => one.id === 'number') ? [numberOf(customer.number)] : [];
  return [...facts, ...own, ...number];
}

const aside = { guarded: false, story: false, matters: false, optional: true };

function nameOf(name: string): Fact {
  return {
    ...aside,
    id: 'name',
    label: 'the name',
    topic: 'who',
    private: false,
    asked: [
      'your name',
      'full name',
      'last name',
      'surname',
      'first name',
      'who am i speaking',
      'whom am i speaking',
      'call you',
      'spell',
    ],
    value: [name, name.split(' ').at(-1) ?? name, name.split(' ')[0] ?? name],
    say: [`It's ${name}.`, `${name}.`, `My name's ${name}.`],
    again: [`my name's ${name}`, `it's ${name}`],
    ask: 'Who am I speaking with, please?',
  };
}

function numberOf(number: string): Fact {
  return {
    ...aside,
    id: 'number',
    label: 'a number to call back',
    topic: 'who',
    private: true,
    asked: [
      'phone number',
      'telephone number',
      'mobile number',
      'cell number',
      'contact number',
      'number to call',
      'best number',
      'number to reach',
      'call you back on',
      'reach you on',
    ],
    value: [number, number.replace(/\D+/g, '').slice(-7), number.replace(/\D+/g, '').slice(-4)],
    say: [`It's ${number}.`, `You can get me on ${number}.`],
    again: [`it's ${number}`, `the number's ${number}`],
    ask: 'In case we get cut off, which number can I call you back on?',
  };
}
