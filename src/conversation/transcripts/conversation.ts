import { cast } from './casting.ts';
import { personOf, type Role } from './names.ts';
import { clean, LONGEST_TEXT, type Place, quoted, type Said } from './said.ts';
import { joinTurns, type Utterance } from './turns.ts';
import type { Found, Read, ReadOptions, Transcript } from './types.ts';

/** All that is known of a transcript but its turns. */
export type Head = Omit<Transcript, 'turns' | 'assumed' | 'leftOut'>;

/** Makes one conversation of what was said in it, by whoever the names or the options say. */
export function conversation(head: Head, all: readonly Said[], options: ReadOptions): Read {
  const casting = cast(all, options.agent);
  if (casting.fault) return { transcripts: [], faults: [casting.fault] };
  const hearing = new Hearing();
  for (const said of all) hearing.hear(said, casting.role(said));
  const turns = joinTurns(hearing.utterances, head.channel);
  const { agent, customer } = { ...hearing.people, ...head };
  const transcript: Transcript = {
    ...head,
    ...(agent ? { agent } : {}),
    ...(customer ? { customer } : {}),
    ...(casting.assumed ? { assumed: casting.assumed } : {}),
    ...(hearing.leftOut.size > 0 ? { leftOut: [...hearing.leftOut] } : {}),
    turns,
  };
  return { transcripts: turns.length > 0 ? [transcript] : [], faults: hearing.faults };
}

/** Goes through what was said: words without a speaker go on with those above. */
class Hearing {
  readonly utterances: Utterance[] = [];
  readonly faults: Found[] = [];
  readonly leftOut = new Set<string>();
  readonly people: { agent?: string; customer?: string } = {};
  readonly #unknown = new Set<string>();
  #current: Role | 'unknown' | null = null;
  #nameless = false;
  #begun: number | undefined;

  hear(said: Said, role: Role | 'unknown' | null): void {
    const raw = role === null ? said.whole : said.text;
    if (raw.length > LONGEST_TEXT) {
      this.faults.push(tooLong(said.place, raw.length));
      return;
    }
    const text = clean(raw);
    if (role === null && this.#current === null) {
      // The first says it for all the lines before anybody is named.
      if (text !== '' && !this.#nameless) this.faults.push(noSpeaker(said));
      this.#nameless ||= text !== '';
      return;
    }
    if (role !== null) this.#begin(said, role);
    if (this.#current !== 'agent' && this.#current !== 'customer') return;
    const from = said.from ?? (role === null ? this.#begun : undefined);
    // A name and a time with nothing said stand over the words.
    this.#begun = text === '' ? from : undefined;
    if (text !== '') this.utterances.push({ speaker: this.#current, text, from, to: said.to });
  }

  #begin(said: Said, role: Role | 'unknown'): void {
    const name = said.name ?? '';
    this.#current = role;
    if (role === 'none') this.leftOut.add(name);
    else if (role === 'unknown') {
      if (!this.#unknown.has(name)) this.faults.push(unknown(said));
      this.#unknown.add(name);
    } else this.people[role] ??= personOf(name) ?? undefined;
  }
}

function tooLong(place: Place, length: number): Found {
  return {
    ...place,
    cause: `${length} characters in one go, more than anybody says (${LONGEST_TEXT})`,
    mend: 'begin each turn on a line of its own; this one is left out',
  };
}

function noSpeaker(said: Said): Found {
  return {
    ...said.place,
    cause: `${quoted(said.whole)} has no speaker`,
    mend: 'begin it with "Agent:" or "Customer:"',
  };
}

function unknown(said: Said): Found {
  const name = quoted(said.name ?? '');
  return {
    ...said.place,
    cause: `${name} is neither agent nor customer; what they say is left out`,
    mend: `if they are the agent, say so with --agent ${name}`,
  };
}
