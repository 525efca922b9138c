import type { ASTNode } from '@marcbachmann/cel-js';
import type { Used } from './environment.ts';
import { faultAt } from './faults.ts';
import {
  FUNCTIONS,
  GENERAL_METHODS,
  inTable,
  METHODS,
  OBJECTS,
  type ObjectName,
  OVER_LISTS,
  REFUSED,
  SCOPES,
  type Scope,
  VARIABLES,
} from './language.ts';
import { durationFault, timestampFault } from './literals.ts';
import { nearest } from './nearest.ts';
import { literalText, partsOf } from './tree.ts';
import type { Fault, Known } from './types.ts';

export type Names = { faults: Fault[]; variables: ReadonlySet<string>; used: Used };

/** Where in a condition a node stands: what `exists(item, …)` has named, if within one. */
type Place = { item: string | null };

/** Looks up every name in a condition, and refuses what could take long or differ from machine to machine. */
export function readNames(text: string, root: ASTNode, known: Known): Names {
  const reader = new Reader(text, known);
  reader.visit(root, { item: null });
  return reader;
}

class Reader implements Names {
  readonly faults: Fault[] = [];
  readonly variables = new Set<string>();
  readonly used: Record<Scope, Set<string>> = {
    traits: new Set(),
    facts: new Set(),
    milestones: new Set(),
    events: new Set(),
  };
  readonly #text: string;
  readonly #known: Known;
  constructor(text: string, known: Known) {
    this.#text = text;
    this.#known = known;
  }

  visit(node: ASTNode, place: Place): void {
    switch (node.op) {
      case 'id':
        this.#variable(node.args, node.start, place);
        return;
      case '.':
      case '.?':
        this.#field(node.args[0], node.args[1], node.pos, place);
        return;
      case '[]':
      case '[?]':
        this.#index(node.args[0], node.args[1], place);
        return;
      case 'in': {
        const name = literalText(node.args[0]);
        const owner = this.#ownerOf(node.args[1], place);
        if (name !== null && owner) this.#field(node.args[1], name, node.args[0].start, place);
        break;
      }
      case 'call':
        this.#call(node.args[0], node.args[1], node.start);
        break;
      case 'rcall':
        this.#method(node.args[0], node.args[1], node.args[2], place);
        return;
    }
    for (const part of partsOf(node)) this.visit(part, place);
  }

  /** The variable of ours that a node is, or null. */
  #ownerOf(node: ASTNode, place: Place): string | null {
    return node.op === 'id' && node.args !== place.item && VARIABLES.includes(node.args) ? node.args : null;
  }

  #variable(name: string, offset: number, { item }: Place): void {
    if (name === item) return;
    if (VARIABLES.includes(name)) this.variables.add(name);
    else this.#fault(offset, `no variable \`${name}\``, this.#meantBy(name) ?? didYouMean(name, VARIABLES));
  }

  #field(left: ASTNode, name: string, offset: number, place: Place): void {
    this.visit(left, place);
    const owner = this.#ownerOf(left, place);
    if (owner === null || owner === 'now') return;
    if (isScope(owner)) this.#nameIn(owner, name, offset);
    else this.#ownField(owner as ObjectName, name, offset);
  }

  #ownField(owner: ObjectName, name: string, offset: number): void {
    if (Object.hasOwn(OBJECTS[owner], name)) return;
    const method = inTable(METHODS[owner], name);
    const all = [...Object.keys(OBJECTS[owner]), ...Object.keys(METHODS[owner] ?? {})];
    const mend = method ? `write ${method}` : (didYouMean(name, all) ?? `it has ${listed(all)}`);
    this.#fault(offset, `\`${owner}\` has no \`${name}\``, mend);
  }

  #index(left: ASTNode, index: ASTNode, place: Place): void {
    const name = literalText(index);
    if (name !== null) this.#field(left, name, index.start, place);
    else {
      this.visit(left, place);
      this.visit(index, place);
      const owner = this.#ownerOf(left, place);
      if (owner) this.#fault(index.start, `the name in \`${owner}[…]\` must be a text in quotes`);
    }
  }

  #call(name: string, args: readonly ASTNode[], offset: number): void {
    const first = args[0];
    if (!inTable(FUNCTIONS, name)) {
      const method = inTable(GENERAL_METHODS, name);
      const instead = inTable(REFUSED, name) ?? (method && `write ${method}`);
      const meant = instead ?? didYouMean(name, Object.keys(FUNCTIONS));
      this.#fault(offset, `no function \`${name}\``, meant);
    } else if (name === 'has' && first && first.op !== '.') {
      const named = first.op === '[]' ? literalText(first.args[1]) : null;
      const owner = first.op === '[]' ? this.#ownerOf(first.args[0], { item: null }) : null;
      const mend =
        named !== null && owner ? `write ${JSON.stringify(named)} in ${owner}` : `write ${FUNCTIONS.has}`;
      this.#fault(first.start, 'has() takes a name with a dot', mend);
    } else if ((name === 'duration' || name === 'timestamp') && first) {
      const found =
        name === 'duration' ? durationFault(literalText(first)) : timestampFault(literalText(first));
      if (found) this.#fault(first.start, found.message, found.mend);
    }
  }

  #method(name: string, receiver: ASTNode, args: readonly ASTNode[], place: Place): void {
    const owner = this.#ownerOf(receiver, place);
    const offset = this.#text.indexOf(name, receiver.end);
    this.visit(receiver, place);
    if (owner && inTable(METHODS[owner], name)) this.#namesOfArguments(owner, args);
    else if (!inTable(GENERAL_METHODS, name)) {
      const all = Object.keys((owner && METHODS[owner]) || GENERAL_METHODS);
      this.#fault(
        offset,
        `no function \`${name}\`${owner ? ` of \`${owner}\`` : ''}`,
        inTable(REFUSED, name) ?? didYouMean(name, all),
      );
    } else if (name.startsWith('get') && args.length)
      this.#fault(offset, `\`${name}\` takes no zone`, 'for the customer’s clock now use local.hour');
    if (inTable(OVER_LISTS, name) && args[0]?.op === 'id') this.#overList(name, args, offset, place);
    else for (const arg of args) this.visit(arg, place);
  }

  #overList(name: string, [item, ...rest]: readonly ASTNode[], offset: number, place: Place): void {
    if (item?.op !== 'id') return;
    if (place.item !== null)
      this.#fault(offset, `\`${name}\` stands within another of its kind`, 'use one at a time');
    if (VARIABLES.includes(item.args))
      this.#fault(item.start, `\`${item.args}\` has a meaning already`, 'call the item something else');
    for (const part of rest) this.visit(part, { item: item.args });
  }

  /** Reasons and milestones that are named in quotes. */
  #namesOfArguments(owner: string, args: readonly ASTNode[]): void {
    const name = literalText(args[0]);
    if (name === null || !args[0]) return;
    if (owner === 'milestones') this.#nameIn('milestones', name, args[0].start);
    else if (owner !== 'outreach' && this.#known.reasons?.has(name) === false)
      this.#fault(args[0].start, `no reason \`${name}\``, didYouMean(name, this.#known.reasons));
  }

  #nameIn(scope: Scope, name: string, offset: number): void {
    this.used[scope].add(name);
    const known = this.#known[scope];
    if (!known || known.has(name)) return;
    const word = SCOPES[scope];
    const ofWhat = scope === 'facts' || scope === 'milestones' ? this.#known.subject : null;
    const mend = didYouMean(name, known.keys()) ?? this.#longer(scope, name) ?? this.#meantBy(name);
    this.#fault(offset, `no ${word} \`${name}\`${ofWhat ? ` of ${ofWhat}` : ''}`, mend);
  }

  /** `order` of `facts.order.total`, where the fact is called `order.total`. */
  #longer(scope: Scope, name: string): string | null {
    const path = [...(this.#known[scope]?.keys() ?? [])].find((other) => other.startsWith(`${name}.`));
    return path ? `write ${scope}[${JSON.stringify(path)}]` : null;
  }

  /** A name that is known elsewhere: a milestone asked for as a fact, a fact without `facts.`. */
  #meantBy(name: string): string | null {
    const scope = (Object.keys(SCOPES) as Scope[]).find((other) => this.#known[other]?.has(name));
    return scope ? `did you mean ${written(scope, name)}?` : (inTable(REFUSED, name) ?? null);
  }

  #fault(offset: number, message: string, mend?: string | null): void {
    this.faults.push(faultAt(this.#text, Math.max(0, offset), message, mend));
  }
}

function isScope(name: string): name is Scope {
  return Object.hasOwn(SCOPES, name);
}

function written(scope: Scope, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${scope}.${name}` : `${scope}[${JSON.stringify(name)}]`;
}

function didYouMean(name: string, candidates: Iterable<string>): string | null {
  const found = nearest(name, candidates);
  return found === null ? null : `did you mean \`${found}\`?`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
