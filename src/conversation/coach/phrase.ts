import type { LanguageModel } from '../../platform/index.ts';
import { factsOf, type Scenario } from './scenario.ts';
import { says, tokens } from './tokens.ts';
import type { CoachState, Exchange } from './types.ts';

/** A reply later than this is worse than the written one. */
const PATIENCE_MS = 4000;
const LONGEST = 320;
const TURNS_SHOWN = 6;

/**
 * Has a language model put the customer's last words in character. What is said is decided already; the model's words are
 * taken only where they give nothing away and leave nothing out. The written line stands on any fault, and when time is up.
 */
export async function phrase(
  model: LanguageModel,
  scenario: Scenario,
  state: CoachState,
): Promise<CoachState> {
  const last = state.exchanges.at(-1);
  if (!last) return state;
  const words = await model
    .complete(
      [
        { role: 'system', content: roleOf(scenario) },
        { role: 'user', content: taskOf(state, last) },
      ],
      { timeoutMs: PATIENCE_MS, most: 120, temperature: 0.7 },
    )
    .catch(() => null);
  const text = words === null ? null : tidy(words, scenario);
  if (text === null || !isAllowed(text, scenario, state, last)) return state;
  const exchange = { ...last, customer: { ...last.customer, text } };
  return { ...state, exchanges: [...state.exchanges.slice(0, -1), exchange] };
}

function roleOf({ customer, industry, title }: Scenario): string {
  return [
    `You play ${customer.name}, a customer on the telephone with a service agent (${industry}: ${title}). ${customer.about}`,
    'You are given the line that the customer says next. Say the same in your own spoken words, one to three short sentences.',
    'Keep every detail, number, question and complaint of the line. Add no fact, name, number or promise that is not in it.',
    'Answer with the words alone: no quotation marks, no name, no stage directions.',
  ].join('\n');
}

function taskOf(state: CoachState, last: Exchange): string {
  const before = state.exchanges.slice(-TURNS_SHOWN, -1);
  const talk = before.flatMap((one) => [`Agent: ${one.agent.text}`, `Customer: ${one.customer.text}`]);
  const { frustration, worry } = last.temper;
  const mood = `Frustration ${Math.round(frustration * 10)} of 10, worry ${Math.round(worry * 10)} of 10.`;
  return [...talk, `Agent: ${last.agent.text}`, mood, `Line: ${last.written}`].join('\n');
}

function tidy(text: string, { customer }: Scenario): string {
  const name = customer.name.split(' ')[0] ?? '';
  return text
    .replace(new RegExp(`^(?:customer|line|${name})\\s*:\\s*`, 'i'), '')
    .replace(/^["“]|["”]$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether the words say what the line says and no more: no fact that was not asked, no number from nowhere, no line twice. */
function isAllowed(
  text: string,
  scenario: Scenario,
  state: CoachState,
  { written, revealed }: Exchange,
): boolean {
  if (text === '' || text.length > LONGEST || text.includes('\0') || !text.isWellFormed()) return false;
  if (state.exchanges.slice(0, -1).some(({ customer }) => customer.text === text)) return false;
  if (written.includes('?') && !text.includes('?')) return false;
  const list = tokens(text);
  const facts = factsOf(scenario);
  const tells = (id: string) =>
    facts.find((one) => one.id === id)?.value.some((value) => says(list, tokens(value))) ?? false;
  if (facts.some(({ id }) => !state.told[id] && tells(id))) return false;
  if (!revealed.every(tells)) return false;
  const known = new Set(
    state.exchanges.flatMap(({ agent, written: line }) => tokens(`${agent.text} | ${line}`)),
  );
  return list.every((word) => !/\d/.test(word) || known.has(word));
}
