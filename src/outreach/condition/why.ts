import { type ASTNode, EvaluationError } from '@marcbachmann/cel-js';
import { Missing } from './context.ts';
import { SCOPES, type Scope } from './language.ts';
import { spoken } from './spoken.ts';
import { literalText } from './tree.ts';

/** Why a condition could not be decided, for the person who looks at an outreach that was not made. */
export function whyNot(error: unknown, text: string): string {
  if (error instanceof Missing) return error.message;
  if (!(error instanceof EvaluationError)) return `it could not be worked out: ${messageOf(error)}`;
  if (error.code === 'no_such_key' && error.node) return `${whatOf(error.node, text)} is known`;
  if (error.code === 'index_out_of_bounds') return 'the list has no such item';
  if (error.code === 'optional_value_missing') return 'an optional value is not there';
  return spoken(error, text).message;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** "no fact `minutes`", of the node that asked for it. */
function whatOf(node: ASTNode, text: string): string {
  const written = `no \`${text.slice(node.start, node.end)}\``;
  if (node.op !== '.' && node.op !== '[]') return written;
  const [owner, asked] = node.args;
  const name = typeof asked === 'string' ? asked : literalText(asked);
  if (owner.op !== 'id' || name === null) return written;
  if (owner.args === 'forecast') return 'no forecast';
  if (owner.args === 'local') return 'no time zone of the customer';
  if (owner.args === 'subject') return 'no subject';
  return Object.hasOwn(SCOPES, owner.args) ? `no ${SCOPES[owner.args as Scope]} \`${name}\`` : written;
}
