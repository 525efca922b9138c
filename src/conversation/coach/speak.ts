import { fractionOf } from '../../platform/index.ts';
import { LINES, OPENERS, type Pool, type Tone } from './lines/index.ts';
import type { Part } from './react.ts';
import { factsOf, type Scenario } from './scenario.ts';
import type { CoachState, Temper } from './types.ts';

export function toneOf({ frustration, worry }: Temper): Tone {
  if (frustration >= 0.5 && frustration >= worry) return 'cross';
  return worry >= 0.45 ? 'worried' : 'calm';
}

/** Puts the parts into words. What was said once in this talk is not said again. Pure: the seed chooses. */
export function speak(
  parts: readonly Part[],
  temper: Temper,
  scenario: Scenario,
  state: CoachState,
): { text: string; used: string[] } {
  const used = [...state.used];
  const seed = [String(state.seed), state.scenario, String(state.exchanges.length)];
  const said = parts.map((part, i) => {
    const { lines, fill } = sources(part, toneOf(temper), scenario);
    const line = choose(lines, fill, used, [...seed, String(i)]);
    used.push(line.template);
    if (line.text !== line.template) used.push(line.text);
    return line.text;
  });
  const text = said.join(' ');
  return { text, used };
}

type Fill = (template: string) => string;

function sources(part: Part, tone: Tone, scenario: Scenario): { lines: readonly string[]; fill: Fill } {
  const as: Fill = (template) => template;
  if (part.from === 'own')
    return { lines: part.lines === 'feeling' ? scenario.feeling.say : scenario[part.lines], fill: as };
  const facts = factsOf(scenario);
  if (part.from === 'fact') return { lines: facts.find((one) => one.id === part.id)?.say ?? [], fill: as };
  if (part.from === 'point')
    return { lines: scenario.points.find((one) => one.id === part.id)?.reply ?? [], fill: as };
  const again = facts.find((one) => one.id === part.fact)?.again ?? [];
  const fill: Fill = (template) =>
    filled(template, again[template.length % Math.max(1, again.length)] ?? '', part.said ?? '');
  return { lines: linesOf(part.pool, tone), fill };
}

function linesOf(pool: Pool, tone: Tone): readonly string[] {
  const lines: { readonly [T in Tone]?: readonly string[] } = LINES[pool];
  return lines[tone] ?? LINES[pool].calm;
}

function filled(template: string, again: string, said: string): string {
  return template
    .replace('{again}', again)
    .replace('{Again}', capital(again))
    .replace('{said}', said.toUpperCase())
    .replace('{Said}', said.toUpperCase());
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first line, in the seed's order, that was not said; when all were, one of them with another beginning. */
function choose(lines: readonly string[], fill: Fill, used: readonly string[], seed: readonly string[]) {
  const order = [...lines].sort((a, b) => fractionOf(...seed, a) - fractionOf(...seed, b));
  const fresh = order.find((line) => !used.includes(line) && !used.includes(fill(line)));
  if (fresh !== undefined) return { template: fresh, text: fill(fresh) };
  for (const opener of [...OPENERS].sort((a, b) => fractionOf(...seed, a) - fractionOf(...seed, b))) {
    for (const line of order) {
      const text = `${opener} ${small(fill(line))}`;
      if (!used.includes(text)) return { template: text, text };
    }
  }
  return { template: '', text: fill(order[0] ?? '') };
}

/** In the middle of a sentence, unless it begins with a word that is always written so. */
function small(text: string): string {
  return /^(?:I\b|I'|[A-Z]{2}|[A-Z]\w*\s[A-Z])/.test(text)
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
}
