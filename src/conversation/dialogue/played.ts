/** Plays dialogues in tests: what is said, a world that answers needs, and the talk shown as text. */
import { type Answer, reasonBook } from '../reasons/index.ts';
import { converse } from './converse.ts';
import { type DialogueState, newDialogue } from './state.ts';
import type { Action, ContactUpdate, Greeted, Input, Need, Started } from './types.ts';

export const NOW = Date.parse('2026-01-05T23:00:00Z');
export const STATUS = 'Your flight HA123 to Denver is now expected to leave today at 6:05 PM.';
export const REFUND = 'The refund was paid yesterday.';
export const book = reasonBook();

const answerOf = (reason: string, text: string): Answer => {
  const spec = book.of(reason).answer;
  if (!spec) throw new Error(`${reason} has no answer`);
  return { level: spec.level, text, followUps: spec.followUps, subject: { type: 'trip', id: 'T1' } };
};
/** What the world answers; what a test does not expect to be asked throws. */
export type World = {
  wait?: number | null;
  code?: 'phone' | 'email' | null;
  right?: string;
  people?: Record<string, Greeted>;
};
export const PHRASES = { flight_status: 'your flight to Denver this evening' };

export const ashleyIs: Greeted = {
  customerId: 'A1',
  firstName: 'Ashley',
  reasons: [
    { reason: 'flight_status', probability: 0.7 },
    { reason: 'change_booking', probability: 0.2 },
    { reason: 'seat_request', probability: 0.1 },
  ],
  about: {},
  reached: null,
};
export const ashley: Started = {
  kind: 'started',
  medium: 'voice',
  caller: 'recognised',
  assurance: 'number',
  locale: 'en',
  company: 'Hawk Air',
  customer: ashleyIs,
  people: [],
  threshold: 0.5,
  baseOrder: ['baggage_allowance', 'flight_status', 'other', 'lost_item', 'refund_status', 'missing_points'],
  zone: 'America/Chicago',
  canCallBack: true,
  first: null,
  message: null,
  lost: false,
};
export const likely = (reasons: Greeted['reasons'], more: Partial<Greeted> = {}): Started => ({
  ...ashley,
  customer: { ...ashleyIs, reasons, ...more },
});

/** Plays a dialogue: what is said, with `#n` for keys and `` for silence. Shows it as text. */
export function play(start: Started, world: World, ...said: string[]) {
  let state: DialogueState = newDialogue(NOW);
  const lines: string[] = [];
  const contact: ContactUpdate = {};
  const needs: Need[] = [];
  const step = (input: Input) => {
    const spoken: Action[] = [];
    let next: Input | null = input;
    while (next) {
      const [after, actions]: [DialogueState, Action[]] = converse(state, next, NOW, book);
      state = after;
      spoken.push(...actions);
      for (const action of actions) if (action.do === 'contact') Object.assign(contact, action.update);
      const need = actions.find((action) => action.do === 'need')?.need;
      if (need) needs.push(need);
      next = need ? told(need, world) : null;
    }
    lines.push(spoken.map(show).filter(Boolean).join(' | '));
    return spoken;
  };
  let actions = step(start);
  for (const words of said) {
    const keys = /^#(.+)$/.exec(words)?.[1];
    actions = step(
      words === ''
        ? { kind: 'silence' }
        : { kind: 'heard', speech: keys ? '' : words, digits: keys ?? '', named: [] },
    );
  }
  return { lines, last: lines.at(-1), contact, state, needs, actions, step };
}

export function told(need: Need, world: World): Input {
  switch (need.what) {
    case 'answer': {
      const text = { flight_status: STATUS, refund_status: REFUND }[need.reason];
      if (!text) throw new Error(`nobody said what is answered about ${need.reason}`);
      return { kind: 'answered', reason: need.reason, answer: answerOf(need.reason, text) };
    }
    case 'wait':
      return { kind: 'waitTold', minutes: world.wait ?? null };
    case 'code':
      return { kind: 'coded', to: world.code ?? null };
    case 'check':
      return { kind: 'checked', outcome: need.said === world.right ? 'right' : 'wrong' };
    case 'followUp':
      return { kind: 'followedUp', what: need.follow, done: true };
    case 'identify':
      return { kind: 'identified', customer: world.people?.[need.customerId] ?? null };
    case 'callBack':
      return { kind: 'calledBack', at: need.at };
    case 'refuse':
      return { kind: 'refused' };
  }
}

export function show(action: Action): string {
  switch (action.do) {
    case 'say':
      return action.text;
    case 'ask':
      return `${action.prompt}?>`;
    case 'transfer':
      return `[${action.to} ${action.reason}]`;
    case 'hangup':
      return '[hangup]';
    default:
      return '';
  }
}

export const OFFER = 'Hello Ashley, would you like to check the status of your flight??>';
export const RESOLVED =
  'Does that answer your question? You can also say "text me this", "keep me posted" or "rebook".?>';
export const MORE = 'Is there anything else I can help you with??>';
export const BYE = 'Thank you for calling. Goodbye. | [hangup]';
export const PERSON = "I'll put you through to someone who can help.";
export const MENU =
  'All right. For change booking, press 1. For seat request, press 2. For baggage allowance, press 3. For lost item, press 4. For refund status, press 5. For something else, or to speak to a person, press 0. Or tell me in a few words what it is about.?>';
