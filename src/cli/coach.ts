import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Config } from '../config/index.ts';
import {
  beginPractice,
  type CoachState,
  findScenario,
  hintFor,
  labelAgent,
  loadLabeller,
  phrase,
  readScenario,
  replayOf,
  respond,
  resultOf,
  type Scenario,
  screenOf,
  shippedScenarios,
  stopPractice,
} from '../conversation/index.ts';
import { openLanguageModel } from '../platform/index.ts';
import { replayText, resultText, scenarioList } from './coach-text.ts';
import { InputError } from './input-error.ts';
import { say } from './output.ts';

export type CoachFlags = { scenario?: string; seed?: string; hints?: boolean; json?: boolean };

/** `beforehand coach`: a practice in the terminal. Each line is a turn; an empty one is a silence. Nothing is kept. */
export async function coachCommand(config: Config, flags: CoachFlags): Promise<void> {
  if (flags.scenario === undefined) {
    const scenarios = shippedScenarios().map(({ id, title, industry, difficulty }) => ({
      id,
      title,
      industry,
      difficulty,
    }));
    say(flags.json, { scenarios }, scenarioList(shippedScenarios()));
    return;
  }
  const scenario = scenarioOf(flags.scenario);
  const seed = seedOf(flags.seed);
  const out = flags.json ? process.stderr : process.stdout;
  const state = await talk(scenario, seed, flags.hints ?? false, config, (text) => out.write(`${text}\n`));
  const result = resultOf(state, scenario);
  const replay = replayOf(state, scenario);
  const turns = state.exchanges.flatMap(({ agent, customer }) => [agent, customer]);
  say(
    flags.json,
    { scenario: scenario.id, difficulty: scenario.difficulty, seed, ...result, turns, replay },
    `\n${resultText(result, scenario)}\n\n${replayText(replay, scenario)}`,
  );
}

function scenarioOf(name: string): Scenario {
  const shipped = findScenario(name);
  if (shipped) return shipped;
  if (existsSync(name)) return readScenario(name);
  const names = shippedScenarios().map(({ id }, i) => `${i + 1} ${id}`);
  throw new InputError(`--scenario "${name}" is no file and none of: ${names.join(', ')}`);
}

function seedOf(text: string | undefined): number {
  if (text === undefined) return Date.now() % 1_000_000;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InputError(`--seed "${text}" is no whole number from 0 to 999999999`);
}

const HOW =
  'Type what you say. An empty line is a silence; "hint" asks for one; "quit" ends it. You speak first.';

/** Reads turn after turn until the talk ends, the input does, or it is broken off with Ctrl-C. */
async function talk(
  scenario: Scenario,
  seed: number,
  hints: boolean,
  config: Config,
  write: (text: string) => void,
): Promise<CoachState> {
  const labeller = loadLabeller();
  const model = config.languageModel && openLanguageModel(config.languageModel);
  const terminal = process.stdin.isTTY === true;
  const lines = createInterface({
    input: process.stdin,
    // Only a terminal is prompted; standard output may be a document.
    output: terminal ? process.stderr : undefined,
    prompt: 'You: ',
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  const close = () => lines.close();
  lines.on('SIGINT', close);
  process.once('SIGINT', close);
  const prompt = () => terminal && lines.prompt();

  write(`${scenario.difficulty}. ${scenario.title} (${scenario.industry})\n${scenario.briefing}\n\n${HOW}\n`);
  let state = beginPractice(scenario, seed);
  const hint = () => {
    const due = hintFor(state, scenario);
    write(
      due
        ? `  hint: ${due.why}${due.say ? ` "${due.say}"` : ''}`
        : '  There are no hints at this difficulty.',
    );
  };
  if (hints) hint();
  prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (text === 'quit') break;
    if (text === 'hint') {
      hint();
      prompt();
      continue;
    }
    const shown = screenOf(state, scenario).length;
    state = respond(state, labelAgent(labeller, state, text), scenario);
    if (model) state = await phrase(model, scenario, state);
    if (!terminal) write(`You: ${text}`);
    write(`${scenario.customer.name.split(' ')[0]}: ${state.exchanges.at(-1)?.customer.text}`);
    for (const screen of screenOf(state, scenario).slice(shown)) write(`  [your screen] ${screen}`);
    if (state.ended) break;
    if (hints) hint();
    prompt();
  }
  lines.close();
  process.removeListener('SIGINT', close);
  return stopPractice(state);
}
