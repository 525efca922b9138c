import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { wordsIn } from '../dialogue/index.ts';
import type { Reply } from '../door/index.ts';

/** Those that can be spoken and recognised alike. */
type Tag = NonNullable<VoiceResponse.SayAttributes['language']> &
  NonNullable<VoiceResponse.GatherAttributes['language']>;

/** The queue of Twilio's in which callers wait for a person. */
export const QUEUE = 'beforehand';

/** Seconds to wait for the caller to begin. */
export const PATIENCE = 5;

export type Speech = {
  agentNumber: string | null;
  /** Where the caller's next input goes. */
  next: string;
  /** Where Twilio tells what it hears once a person is on the line; null: it is not to listen. */
  transcription: string | null;
};

/** The actions as TwiML (twilio.com/docs/voice/twiml). */
export function twiml(
  { actions, language: tag }: Pick<Reply, 'actions' | 'language'>,
  { agentNumber, next, transcription }: Speech,
): string {
  const language = tag as Tag;
  const response = new VoiceResponse();
  for (const action of actions) {
    if (action.do === 'say') response.say({ language }, sayable(action.text));
    if (action.do === 'hangup') response.hangup();
    if (action.do === 'transfer') {
      // Twilio asks `next` how to go on when the dialled number didn't answer.
      if (agentNumber && action.to === 'anyone') {
        if (transcription) {
          const listening = {
            statusCallbackUrl: transcription,
            track: 'both_tracks',
            languageCode: language,
          } as const;
          response.start().transcription(listening);
        }
        response.dial({ action: next, method: 'POST' }, agentNumber);
      } else response.enqueue(QUEUE);
    }
    if (action.do === 'ask') {
      const gather = response.gather({
        input: ['dtmf', 'speech'],
        numDigits: action.digits,
        actionOnEmptyResult: true,
        action: next,
        method: 'POST',
        timeout: PATIENCE,
        speechTimeout: 'auto',
        language,
        hints: hints(action.hints),
      });
      gather.say({ language }, sayable(action.prompt));
    }
  }
  return response.toString();
}

/** What a caller gets when we fail: never silence. */
export function failSafe(agentNumber: string | null): string {
  const response = new VoiceResponse();
  response.say({ language: 'en-US' }, wordsIn('en').failed);
  if (agentNumber) response.dial(agentNumber);
  response.enqueue(QUEUE);
  return response.toString();
}

/** XML 1.0 has no way to write control characters or halves of surrogate pairs, and there is no way to say them. */
export function sayable(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\uFFFD\uFFFE\uFFFF]+/gu, ' ');
}

/** Twilio takes at most 500 hints of at most 100 characters. */
function hints(words: readonly string[]): string {
  return words
    .map((word) => sayable(word).replaceAll(',', ' ').slice(0, 100).toWellFormed())
    .slice(0, 500)
    .join(', ');
}
