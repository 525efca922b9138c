import type { Instant } from '../../platform/index.ts';
import type { AnnotatedStretch, Flag, Mood, Turn } from '../moves/index.ts';

/** What a file was told to be by its content; its name decides nothing. */
export const FORMS = [
  'text',
  'annotated',
  'contact-lens',
  'webvtt',
  'srt',
  'twilio-sentences',
  'twilio-callbacks',
  'lines',
] as const;
export type Form = (typeof FORMS)[number];

/** What an annotator wrote, kept beside the turn: nothing that labels or scores reads it. */
export type Gold =
  | { readonly stretches: readonly AnnotatedStretch[] }
  | { readonly mood: Mood; readonly flags: readonly Flag[] };

export interface SpokenTurn extends Turn {
  readonly gold?: Gold;
}

/** One conversation of a file. What a form doesn't say is absent. */
export interface Transcript {
  /** The form's own id (contact, call, dialogue), or else the name of the file without its endings. */
  readonly id: string;
  readonly form: Form;
  readonly channel?: 'phone' | 'chat';
  readonly startedAt?: Instant;
  /** The agent's name or id as the file gives it; likewise the customer's. */
  readonly agent?: string;
  readonly customer?: string;
  readonly reason?: string;
  readonly grade?: 'good' | 'mixed' | 'poor';
  readonly resolved?: boolean;
  readonly industry?: string;
  /** Categories that Contact Lens matched. */
  readonly categories?: readonly string[];
  /** Who was taken for whom where the file doesn't say, and how to say otherwise. */
  readonly assumed?: string;
  /** Speakers who are neither agent nor customer (a system, a bot); their words are not among the turns. */
  readonly leftOut?: readonly string[];
  readonly turns: readonly SpokenTurn[];
}

/** What a person can mend: where it is (`line` counts from 1, `path` is a place in JSON), what is wrong, and how to mend it. */
export interface Fault {
  readonly file: string;
  readonly line?: number;
  readonly path?: string;
  readonly cause: string;
  readonly mend: string;
}

export interface ReadOptions {
  /** Who the agent is: a speaker's name, or for Twilio a channel (`1`, `2`) or track (`inbound_track`). */
  readonly agent?: string;
}

export interface Reading {
  readonly transcripts: readonly Transcript[];
  readonly faults: readonly Fault[];
}

/** A fault before the file's name is known. */
export type Found = Omit<Fault, 'file'>;

/** What a reader of one form comes to. */
export interface Read {
  readonly transcripts: readonly Transcript[];
  readonly faults: readonly Found[];
}
