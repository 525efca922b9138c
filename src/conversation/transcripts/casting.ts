import type { Speaker } from '../moves/index.ts';
import { isCalled, isNumbered, type Role, roleOfName } from './names.ts';
import { quoted, type Said } from './said.ts';
import type { Found } from './types.ts';

/** Who plays which part in a conversation. */
export interface Casting {
  /** Null: what stood before the colon is no speaker, the words go on with those above. `unknown`: a speaker of no known part. */
  role(said: Said): Role | 'unknown' | null;
  readonly assumed?: string;
  /** Nothing can be read: neither side is known. */
  readonly fault?: Found;
}

interface Part {
  readonly first: Said;
  readonly name: string;
  count: number;
  role: Role | null;
}

const MOST_NAMES = 100;
const SHOWN = 5;

/**
 * Tells agent and customer by their names, or by `agent`, the name of the agent. When only one side is known, the other
 * is whoever else speaks, and `assumed` says so.
 */
export function cast(all: readonly Said[], agent: string | undefined): Casting {
  const parts = partsOf(all);
  const called = agent === undefined ? [] : [...parts.values()].filter(({ name }) => isCalled(name, agent));
  for (const part of called) part.role = 'agent';
  const assumed = other([...parts.values()], called.length > 0);
  const known = (role: Role) => [...parts.values()].some((part) => part.role === role);
  const role = (said: Said) => {
    const part = said.name === null ? undefined : parts.get(key(said.name));
    if (!part) return null;
    return part.role ?? (isSpeaker(part) ? 'unknown' : null);
  };
  if (known('agent') || known('customer')) return { role, assumed };
  const fault = unknownSides([...parts.values()], agent);
  return fault ? { role, fault } : { role };
}

const key = (name: string) => name.toLowerCase();
const isSpeaker = (part: Part) => part.first.sure || isNumbered(part.name);

function partsOf(all: readonly Said[]): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const said of all) {
    if (said.name === null) continue;
    const part = parts.get(key(said.name));
    if (part) part.count++;
    else if (parts.size < MOST_NAMES || said.sure || roleOfName(said.name))
      parts.set(key(said.name), { first: said, name: said.name, count: 1, role: roleOfName(said.name) });
  }
  return parts;
}

/** Gives the side that has nobody to whoever is left: to all real speakers, or to the one most often named. */
function other(parts: readonly Part[], chosen: boolean): string | undefined {
  const has = (side: Speaker) => parts.some(({ role }) => role === side);
  if (has('agent') === has('customer')) return undefined;
  const side: Speaker = has('agent') ? 'customer' : 'agent';
  const open = parts.filter((part) => part.role === null);
  const speakers = open.filter(isSpeaker);
  const guessed = open.filter(({ count }) => count > 1 || chosen).sort((a, b) => b.count - a.count);
  const taken =
    speakers.length > 0
      ? side === 'customer'
        ? speakers
        : speakers.slice(0, speakers.length === 1 ? 1 : 0)
      : guessed.slice(0, 1);
  for (const part of taken) part.role = side;
  if (taken.length === 0 || chosen) return undefined;
  return `${taken.map(({ name }) => quoted(name)).join(', ')} taken to be the ${side}`;
}

function unknownSides(parts: readonly Part[], agent: string | undefined): Found | undefined {
  const speakers = parts.some(isSpeaker) ? parts.filter(isSpeaker) : parts;
  const open = speakers.filter(({ role }) => role === null).sort((a, b) => b.count - a.count);
  const [first] = open;
  if (!first) return undefined;
  const names = open.slice(0, SHOWN).map(({ name }) => quoted(name));
  const more = open.length > SHOWN ? ', …' : '';
  return {
    ...first.first.place,
    cause: `${names.join(', ')}${more}: nobody says who of them is the agent${agent === undefined ? '' : `, and none is called ${quoted(agent)}`}`,
    mend: `name the agent with --agent ${names[0]}, or call the speakers Agent and Customer`,
  };
}
