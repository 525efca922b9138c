import { Environment } from '@marcbachmann/cel-js';
import { Duration } from '@marcbachmann/cel-js/evaluator';
import {
  Contacts,
  CustomerView,
  Events,
  Facts,
  ForecastView,
  Local,
  Milestones,
  OutreachSoFar,
  SubjectView,
  Traits,
} from './context.ts';
import { LIMITS, OBJECTS, type Scope } from './language.ts';
import type { Kind, Known } from './types.ts';

const TIME = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';
const TYPES: Record<Kind, string> = { number: 'double', text: 'string', flag: 'bool', any: 'dyn' };
/** The library takes a function for one that may return a promise unless told otherwise. */
const SYNC = { async: false };

/** The names of each sort that a condition uses; all others are of no account to it. */
export type Used = Record<Scope, ReadonlySet<string>>;

/** The types and functions of conditions. Fields are those used, with the kinds that are known of them. */
export function environmentFor(used: Used, known: Known): Environment {
  const env = new Environment({
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: LIMITS.nodes, maxDepth: LIMITS.depth },
  });
  const kinds = (names: ReadonlySet<string>, of: ReadonlyMap<string, Kind> | null) =>
    fields(names, (name) => TYPES[of?.get(name) ?? 'any']);
  declare(env, 'traits', Traits, kinds(used.traits, known.traits));
  declare(env, 'facts', Facts, kinds(used.facts, known.facts));
  declare(
    env,
    'milestones',
    Milestones,
    fields(used.milestones, () => TIME),
  );
  declare(
    env,
    'events',
    Events,
    fields(used.events, () => TIME),
  );
  declare(env, 'subject', SubjectView, OBJECTS.subject);
  declare(env, 'customer', CustomerView, OBJECTS.customer);
  declare(env, 'local', Local, OBJECTS.local);
  declare(env, 'forecast', ForecastView, OBJECTS.forecast);
  declare(env, 'contacts', Contacts, OBJECTS.contacts);
  declare(env, 'outreach', OutreachSoFar, OBJECTS.outreach);
  env.registerVariable('now', TIME);
  addMethods(env);
  mixNumbers(env);
  return env;
}

type Class = new (...args: never[]) => unknown;

/** A variable with a type of its own, which is called after it. */
function declare(env: Environment, name: string, ctor: Class, types: Record<string, string>): void {
  const type = typeOf(name);
  env.registerType(type, { ctor, fields: types });
  env.registerVariable(name, type);
  if (name === 'traits' || name === 'facts' || name === 'milestones' || name === 'events')
    env.registerOperator(
      `string in ${type}: bool`,
      (key: string, named: Map<string, unknown>) => named.get(key) !== undefined,
    );
}

function typeOf(variable: string): string {
  return `${variable.charAt(0).toUpperCase()}${variable.slice(1)}`;
}

function fields(names: ReadonlySet<string>, type: (name: string) => string): Record<string, string> {
  return Object.fromEntries([...names].map((name) => [name, type(name)]));
}

function addMethods(env: Environment): void {
  const add = (signature: string, handler: (...args: never[]) => unknown) =>
    env.registerFunction(signature, handler, SYNC);
  const span = (milliseconds: number) => Duration.fromMilliseconds(milliseconds);
  add(`Milestones.moved(string): ${DURATION}`, (of: Milestones, name: string) => span(of.moved(name)));
  add('Forecast.of(string): double', (of: ForecastView, reason: string) => of.of(reason));
  add('Forecast.within24h(string): double', (of: ForecastView, reason: string) => of.within24h(reason));
  add('Contacts.count(): double', (of: Contacts) => of.count(null));
  add('Contacts.count(string): double', (of: Contacts, reason: string) => of.count(reason));
  add(`Contacts.count(${DURATION}): double`, (of: Contacts, within: Duration) =>
    of.count(null, within.valueOf()),
  );
  add(`Contacts.count(string, ${DURATION}): double`, (of: Contacts, reason: string, within: Duration) =>
    of.count(reason, within.valueOf()),
  );
  add(`Contacts.since(): ${DURATION}`, (of: Contacts) => span(of.since(null)));
  add(`Contacts.since(string): ${DURATION}`, (of: Contacts, reason: string) => span(of.since(reason)));
  add('Contacts.unresolved(): bool', (of: Contacts) => of.unresolved(null));
  add('Contacts.unresolved(string): bool', (of: Contacts, reason: string) => of.unresolved(reason));
  add(`Outreach.count(${DURATION}): double`, (of: OutreachSoFar, within: Duration) =>
    of.count(null, within.valueOf()),
  );
  add(`Outreach.count(string, ${DURATION}): double`, (of: OutreachSoFar, play: string, within: Duration) =>
    of.count(play, within.valueOf()),
  );
  add(`Outreach.since(): ${DURATION}`, (of: OutreachSoFar) => span(of.since(null)));
  add(`Outreach.since(string): ${DURATION}`, (of: OutreachSoFar, play: string) => span(of.since(play)));
}

/** CEL keeps whole and other numbers apart; people who write `size(facts.name) * 1.5` do not. */
function mixNumbers(env: Environment): void {
  type Numbers = (a: bigint | number, b: bigint | number) => number;
  const operators: Record<string, Numbers> = {
    '+': (a, b) => Number(a) + Number(b),
    '-': (a, b) => Number(a) - Number(b),
    '*': (a, b) => Number(a) * Number(b),
    '/': (a, b) => Number(a) / Number(b),
  };
  for (const [operator, handler] of Object.entries(operators)) {
    env.registerOperator(`int ${operator} double: double`, handler);
    env.registerOperator(`double ${operator} int: double`, handler);
  }
  env.registerOperator('int == double: bool', (a: bigint, b: number) => Number(a) === b);
  env.registerOperator('double % double: double', (a: number, b: number) => a % b);
  // Of lists whose items are known when asked only, the library would find two operators that fit.
  for (const whole of ['int in list<double>', 'dyn<int> in dyn<list<double>>', 'dyn<int> in dyn<list<dyn>>'])
    env.registerOperator(`${whole}: bool`, (a: bigint, list: readonly unknown[]) =>
      list.some(
        (item) => (typeof item === 'number' || typeof item === 'bigint') && Number(item) === Number(a),
      ),
    );
  env.registerOperator(`-${DURATION}`, (a: Duration) => Duration.fromMilliseconds(-a.valueOf()));
}
