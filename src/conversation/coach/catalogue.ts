import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseScenario, type Scenario } from './scenario.ts';

const FOLDER = fileURLToPath(new URL('./scenarios/', import.meta.url));

/** The scenarios that ship, the easiest first; read once. */
export function shippedScenarios(): readonly Scenario[] {
  shipped ??= readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readScenario(`${FOLDER}${name}`))
    .sort((a, b) => a.difficulty - b.difficulty);
  return shipped;
}
let shipped: readonly Scenario[] | undefined;

/** Reads one from a file. Throws ScenarioError when it is none, and Node's error when it can't be read. */
export function readScenario(file: string): Scenario {
  return parseScenario(readFileSync(file, 'utf8'), file);
}

/** By its id or by its place in the list, counted from 1. */
export function findScenario(name: string): Scenario | undefined {
  const all = shippedScenarios();
  return all.find((one) => one.id === name) ?? (/^\d+$/.test(name) ? all[Number(name) - 1] : undefined);
}
