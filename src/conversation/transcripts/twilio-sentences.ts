import { z } from 'zod';
import { within } from './contact-lens.ts';
import { conversation, type Head } from './conversation.ts';
import type { Entry } from './json.ts';
import { shapeFault } from './json-shape.ts';
import { roleOfName } from './names.ts';
import type { Place, Said } from './said.ts';
import { agentsChannel } from './twilio-channels.ts';
import type { Found, Read, ReadOptions } from './types.ts';

const seconds = z
  .union([z.number(), z.string().regex(/^\d+(?:\.\d+)?$/, 'is no number of seconds')])
  .nullish();

/** A sentence as the API writes it; the Node library writes the same names in camel case. */
const sentence = z.preprocess(
  snakeCased,
  z.looseObject({
    media_channel: z.coerce.number().int(),
    sentence_index: z.coerce.number().int().optional(),
    start_time: seconds,
    end_time: seconds,
    transcript: z.string().nullish(),
  }),
);

const participants = z.array(
  z.looseObject({
    channel_participant: z.number(),
    role: z.string().nullish(),
    full_name: z.string().nullish(),
  }),
);

const WANTED =
  'take the sentences as Twilio answers them: {media_channel, sentence_index, start_time, end_time, transcript}';

/**
 * Reads the sentences of a Twilio Conversational Intelligence transcript
 * (`GET /v2/Transcripts/{sid}/Sentences`: one page, several in an array, or the bare sentences). Times are seconds from
 * the start. A `channel.participants` beside them, as the transcript itself has it, says who is on which channel.
 */
export function readTwilioSentences(entries: readonly Entry[], id: string, options: ReadOptions): Read {
  const faults: Found[] = [];
  const sentences: { place: Place; value: z.infer<typeof sentence> }[] = [];
  for (const entry of entries.flatMap(sentencesIn)) {
    const parsed = sentence.safeParse(entry.value);
    if (!parsed.success) faults.push(shapeFault(entry.place, parsed.error, WANTED));
    else sentences.push({ place: entry.place, value: parsed.data });
  }
  sentences.sort((a, b) => (a.value.sentence_index ?? 0) - (b.value.sentence_index ?? 0));
  const channels = [...new Set(sentences.map(({ value }) => String(value.media_channel)))].sort();
  if (channels.length === 0) return { transcripts: [], faults };
  const [only] = channels;
  if (channels.length === 1 && only !== '1' && only !== '2')
    return { transcripts: [], faults: [...faults, oneChannel(only)] };
  const told = toldBy(entries[0]?.value);
  const { agent, assumed } = told ?? agentsChannel(options, channels, '2');
  const all = sentences.map(({ place, value }): Said => {
    const text = value.transcript ?? '';
    const name = String(value.media_channel) === agent ? 'agent' : 'customer';
    return { place, name, sure: true, text, whole: text, ...times(value.start_time, value.end_time) };
  });
  const head: Head = { id, form: 'twilio-sentences', channel: 'phone', ...(told?.people ?? {}) };
  const read = conversation(head, all, {});
  return {
    transcripts: read.transcripts.map((one) => (assumed === undefined ? one : { ...one, assumed })),
    faults: [...faults, ...read.faults],
  };
}

function sentencesIn({ place, value }: Entry): Entry[] {
  const list =
    typeof value === 'object' && value !== null && 'sentences' in value ? value.sentences : undefined;
  if (!Array.isArray(list)) return [{ place, value }];
  return list.map((one: unknown, i) => ({ place: within(place, `sentences[${i}]`), value: one }));
}

function oneChannel(channel: string | undefined): Found {
  return {
    cause: `all sentences are on channel ${channel}: nobody can tell agent from customer`,
    mend: 'record with two channels (recordingChannels: dual), and transcribe again',
  };
}

/** What a transcript's own list of participants says, when it names the agent. */
function toldBy(
  value: unknown,
): { agent: string; assumed?: undefined; people: Pick<Head, 'agent' | 'customer'> } | null {
  const channel = z.looseObject({ channel: z.looseObject({ participants }) }).safeParse(value);
  if (!channel.success) return null;
  const list = channel.data.channel.participants;
  const of = (role: 'agent' | 'customer') => list.find((one) => roleOfName(one.role ?? '') === role);
  const agent = of('agent');
  if (!agent) return null;
  const customer = of('customer')?.full_name;
  return {
    agent: String(agent.channel_participant),
    people: { ...(agent.full_name ? { agent: agent.full_name } : {}), ...(customer ? { customer } : {}) },
  };
}

function times(start: string | number | null | undefined, end: string | number | null | undefined) {
  const ms = (value: string | number) => Math.round(Number(value) * 1000);
  return {
    ...(start === null || start === undefined ? {} : { from: ms(start) }),
    ...(end === null || end === undefined ? {} : { to: ms(end) }),
  };
}

function snakeCased(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('mediaChannel' in value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      field,
    ]),
  );
}
