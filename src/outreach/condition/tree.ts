import type { ASTNode } from '@marcbachmann/cel-js';

/** The parts of a node, in the order in which they are written. */
export function partsOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case '!_':
    case '-_':
      return [node.args];
    case 'map':
      return node.args.flat();
    default:
      return node.args;
  }
}

/** The text that a node spells out, or null where it is anything but a text in quotes. */
export function literalText(node: ASTNode | undefined): string | null {
  return node?.op === 'value' && typeof node.args === 'string' ? node.args : null;
}

const POSITIONS = new Set(['substring', 'indexOf', 'lastIndexOf']);

/**
 * Makes doubles of whole numbers, as all numbers of facts and traits are: `facts.?minutes.orValue(0)` and
 * `facts.bags in [1, 2]` would be refused otherwise. Positions in texts and lists stay whole.
 */
export function widenNumbers(node: ASTNode): void {
  if (node.op === 'value') {
    if (typeof node.args === 'bigint') (node as { args: unknown }).args = Number(node.args);
    return;
  }
  if (node.op === '[]' || node.op === '[?]') widenNumbers(node.args[0]);
  else if (node.op === 'rcall' && POSITIONS.has(node.args[0])) widenNumbers(node.args[1]);
  else for (const part of partsOf(node)) widenNumbers(part);
}
