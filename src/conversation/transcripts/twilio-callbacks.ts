import { z } from 'zod';
import { parseInstant } from '../../platform/index.ts';
import { conversation } from './conversation.ts';
import type { Entry } from './json.ts';
import { shapeFault } from './json-shape.ts';
import { roleOfName } from './names.ts';
import type { Place, Said } from './said.ts';
import { agentsChannel } from './twilio-channels.ts';
import type { Found, Read, ReadOptions } from './types.ts';

const callback = z.looseObject({
  TranscriptionEvent: z.string(),
  CallSid: z.string().optional(),
  TranscriptionData: z.string().optional(),
  Track: z.string().optional(),
  Timestamp: z.string().optional(),
  Final: z.union([z.string(), z.boolean()]).optional(),
  SequenceId: z.coerce.number().optional(),
  InboundTrackLabel: z.string().optional(),
  OutboundTrackLabel: z.string().optional(),
});
type Callback = z.infer<typeof callback>;

const data = z.looseObject({ transcript: z.string() });

const WANTED = 'keep each transcription callback as Twilio sends it, one JSON object a line';

type Event = { place: Place; value: Callback };

/**
 * Reads the callbacks of Twilio's real-time transcription (`<Start><Transcription>`) as they were kept, of one call or
 * several. Partial results are passed over. A callback's time is when it was sent, about when the words ended: the
 * beginning is not known.
 */
export function readTwilioCallbacks(entries: readonly Entry[], id: string, options: ReadOptions): Read {
  const faults: Found[] = [];
  const calls = new Map<string, Event[]>();
  for (const { place, value } of entries) {
    const parsed = callback.safeParse(value);
    if (!parsed.success) {
      faults.push(shapeFault(place, parsed.error, WANTED));
      continue;
    }
    const call = parsed.data.CallSid ?? id;
    const events = calls.get(call) ?? [];
    calls.set(call, events);
    events.push({ place, value: parsed.data });
  }
  const reads = [...calls].map(([call, events]) => readCall(call, events, options));
  return {
    transcripts: reads.flatMap(({ transcripts }) => transcripts),
    faults: [...faults, ...reads.flatMap((read) => read.faults)],
  };
}

function readCall(id: string, events: readonly Event[], options: ReadOptions): Read {
  const faults: Found[] = [];
  const heard = events.filter(
    ({ value }) => value.TranscriptionEvent === 'transcription-content' && isFinal(value),
  );
  const ordered = [...heard].sort((a, b) => (a.value.SequenceId ?? 0) - (b.value.SequenceId ?? 0));
  const tracks = [...new Set(heard.flatMap(({ value }) => value.Track ?? []))];
  const labels = labelsOf(events);
  const told = tracks.find((track) => roleOfName(labels.get(track) ?? track) === 'agent');
  const { agent, assumed } =
    told === undefined
      ? agentsChannel(options, tracks, 'outbound_track')
      : { agent: told, assumed: undefined };
  const starts = events.flatMap(({ value }) => parseInstant(value.Timestamp ?? '') ?? []);
  const startedAt = starts.length > 0 ? starts.reduce((a, b) => Math.min(a, b)) : undefined;
  const all = ordered.flatMap(({ place, value }): Said[] => {
    const text = wordsOf(value);
    if (text === null) {
      faults.push({
        ...place,
        path: 'TranscriptionData',
        cause: 'is no JSON with a "transcript"',
        mend: WANTED,
      });
      return [];
    }
    const at = parseInstant(value.Timestamp ?? '');
    const to = at === null || startedAt === undefined ? {} : { to: at - startedAt };
    const name = value.Track === agent ? 'agent' : 'customer';
    return [{ place, name, sure: true, text, whole: text, ...to }];
  });
  const read = conversation(
    { id, form: 'twilio-callbacks', channel: 'phone', ...(startedAt === undefined ? {} : { startedAt }) },
    all,
    {},
  );
  return {
    transcripts: read.transcripts.map((one) => (assumed === undefined ? one : { ...one, assumed })),
    faults: [...faults, ...read.faults],
  };
}

function isFinal({ Final }: Callback): boolean {
  return Final === undefined || String(Final) === 'true';
}

/** The names that the call's own set-up gave the tracks. */
function labelsOf(events: readonly Event[]): Map<string, string> {
  const labels = new Map<string, string>();
  for (const { value } of events) {
    if (value.InboundTrackLabel) labels.set('inbound_track', value.InboundTrackLabel);
    if (value.OutboundTrackLabel) labels.set('outbound_track', value.OutboundTrackLabel);
  }
  return labels;
}

function wordsOf({ TranscriptionData = '' }: Callback): string | null {
  try {
    const parsed = data.safeParse(JSON.parse(TranscriptionData));
    return parsed.success ? parsed.data.transcript : null;
  } catch {
    return null;
  }
}
