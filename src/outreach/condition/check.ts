import {
  type ASTNode,
  Environment,
  ParseError,
  type ParseResult,
  TypeError as TypeFault,
} from '@marcbachmann/cel-js';
import { contextOf } from './context.ts';
import { environmentFor } from './environment.ts';
import { faultAt } from './faults.ts';
import { knownOf } from './known.ts';
import { FUNCTIONS, GENERAL_METHODS, inTable, LIMITS, METHODS } from './language.ts';
import { readNames } from './names.ts';
import { spoken, typeWord } from './spoken.ts';
import { partsOf, widenNumbers } from './tree.ts';
import type { Answer, Checked, Condition, ConditionInput, Fault, Known } from './types.ts';
import { whyNot } from './why.ts';

const syntax = new Environment({
  enableOptionalTypes: true,
  limits: { maxAstNodes: LIMITS.nodes, maxDepth: LIMITS.depth },
});

const NOTHING = knownOf(undefined);

/**
 * Parses and type-checks a condition in CEL (docs/conditions.md; https://github.com/google/cel-spec). All names that are
 * unknown are told at once; types are looked at when every name is known, and then the first fault is told. Never throws.
 */
export function checkCondition(text: string, known: Known): Checked {
  if (text.trim() === '')
    return refused(faultAt(text, 0, 'the condition is empty', 'write `true` for everyone'));
  if (text.length > LIMITS.characters)
    return refused(
      faultAt(text, LIMITS.characters, `the condition is longer than ${LIMITS.characters} characters`),
    );
  let env = syntax;
  try {
    const names = readNames(text, env.parse(text).ast, known);
    if (names.faults.length) return { ok: false, faults: names.faults };
    env = environmentFor(names.used, known);
    const checked = env.parse(text);
    const type = typeOf(checked);
    if (type !== 'bool' && type !== 'dyn')
      return refused(
        faultAt(
          text,
          checked.ast.start,
          `a condition comes out as true or false, this one as ${typeWord(type)}`,
        ),
      );
    // What it answers must not hang on what was known when it was saved.
    const program = environmentFor(names.used, NOTHING).parse(text);
    typeOf(program);
    return { ok: true, condition: conditionOf(text, program, names.variables) };
  } catch (error) {
    return refused(faultOf(error, text, env));
  }
}

/** Checks a program and returns the type of what comes out; throws the library's fault. */
function typeOf(program: ParseResult): string {
  widenNumbers(program.ast);
  const { valid, type, error } = program.check();
  if (!valid || type === undefined) throw error;
  return type;
}

function refused(fault: Fault): Checked {
  return { ok: false, faults: [fault] };
}

function faultOf(error: unknown, text: string, env: Environment): Fault {
  if (!(error instanceof ParseError || error instanceof TypeFault))
    return faultAt(text, 0, `the condition can't be read: ${(error as Error).message}`);
  const { message, mend } = spoken(error, text);
  const node = error.node as ASTNode | undefined;
  if (error.code === 'no_matching_overload' && (node?.op === 'call' || node?.op === 'rcall'))
    return faultOfCall(node, text);
  if (error.code === 'invalid_logical_operand' && node)
    return faultAt(text, operandAtFault(node, text, env), message, mend);
  return faultAt(text, error.range?.start ?? 0, message, mend);
}

/** Where the part of && or || begins that is neither true nor false; the library only tells where the whole begins. */
function operandAtFault(node: ASTNode, text: string, env: Environment): number {
  const isOther = ({ start, end }: ASTNode) => {
    const { type } = env.check(text.slice(start, end));
    return type !== undefined && type !== 'bool' && type !== 'dyn';
  };
  return (partsOf(node).find(isOther) ?? node).start;
}

/** A function that is known but not with such arguments. */
function faultOfCall(node: ASTNode & { op: 'call' | 'rcall' }, text: string): Fault {
  const name = node.args[0];
  const receiver = node.op === 'rcall' ? node.args[1] : null;
  const owner =
    receiver?.op === 'id' && Object.hasOwn(METHODS, receiver.args) ? METHODS[receiver.args] : undefined;
  const usage = inTable(owner, name) ?? inTable(receiver ? GENERAL_METHODS : FUNCTIONS, name);
  const offset = receiver ? text.indexOf(name, receiver.end) : node.start;
  const message = `\`${name}\` can't be used like this`;
  return faultAt(text, Math.max(0, offset), message, usage && `write ${usage}`);
}

function conditionOf(text: string, program: ParseResult, variables: ReadonlySet<string>): Condition {
  return {
    text,
    usesForecast: variables.has('forecast'),
    usesContacts: variables.has('contacts'),
    usesOutreach: variables.has('outreach'),
    settledByFacts: !['forecast', 'contacts', 'outreach', 'now', 'local'].some((name) => variables.has(name)),
    holds: (input) => decide(text, program, input),
  };
}

function decide(text: string, program: ParseResult, input: ConditionInput): Answer {
  try {
    const came: unknown = program(contextOf(input));
    if (typeof came === 'boolean') return { holds: came };
    return { holds: false, why: 'it came out as something else than true or false' };
  } catch (error) {
    return { holds: false, why: whyNot(error, text) };
  }
}
