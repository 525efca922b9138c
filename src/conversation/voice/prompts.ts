import { reasonOf } from '../reasons/index.ts';

/** Everything the machine says of its own; the answers come from the catalogue. */

export const MORE = 'Is there anything else I can help you with?';
const MORE_AGAIN = 'Can I help you with anything else? Please say yes or no.';
export const GOODBYE = 'Thank you for calling. Goodbye.';
export const TO_A_PERSON = "I'll put you through to someone who can help.";
export const ALL_BUSY =
  'Everyone is on another call just now. Please stay on the line, and the next person who is free will take your call.';
export const FAILED = "I'm sorry, something went wrong on our side. I'll put you through to a person.";
const NOT_HEARD = "Sorry, I didn't hear anything.";
const NOT_UNDERSTOOD = "Sorry, I didn't get that.";

export function offer(firstName: string | null, reason: string): string {
  return `Hello${firstName ? ` ${firstName}` : ''}, ${reasonOf(reason).question}`;
}

export function offerAgain(reason: string, silent: boolean): string {
  const { question } = reasonOf(reason);
  return `${sorry(silent)} ${capital(question)} For yes, press 1. For no, press 2.`;
}

export function ordinaryGreeting(company: string, lost: boolean, options: readonly string[]): string {
  const opening = lost
    ? "I'm sorry, I lost what you told me before. How can I help you?"
    : `Hello, and thank you for calling ${company}. How can I help you?`;
  return `${opening} Tell me in a few words, or choose. ${choices(options)}`;
}

export function menu(options: readonly string[]): string {
  return `All right. ${choices(options)} Or tell me in a few words what it is about.`;
}

export function menuAgain(silent: boolean, options: readonly string[]): string {
  return `${sorry(silent)} ${choices(options)}`;
}

export function moreAgain(silent: boolean): string {
  return `${sorry(silent)} ${MORE_AGAIN}`;
}

export function toAPersonFor(reason: string): string {
  return `For ${reasonOf(reason).label}, I'll put you through to someone who can help.`;
}

function choices(options: readonly string[]): string {
  const keys = options.map((reason, index) => `For ${reasonOf(reason).label}, press ${index + 1}.`);
  return [...keys, 'For something else, or to speak to a person, press 0.'].join(' ');
}

function sorry(silent: boolean): string {
  return silent ? NOT_HEARD : NOT_UNDERSTOOD;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
