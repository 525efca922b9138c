import type { Speaker } from '../moves/index.ts';

/** `none`: known, and neither of the two. */
export type Role = Speaker | 'none';

const AGENTS =
  'agent rep representative advisor adviser operator csr associate specialist consultant support assistant employee staff supervisor clerk dispatcher receptionist nurse technician';
const CUSTOMERS =
  'customer caller client user member guest patient passenger consumer visitor subscriber shopper buyer resident claimant policyholder cardholder traveller traveler';
const NONE = 'system bot chatbot ivr virtual automated recording announcement voicebot';
const ROLES = new Map<string, Role>([
  ...AGENTS.split(' ').map((name) => [name, 'agent'] as const),
  ...CUSTOMERS.split(' ').map((name) => [name, 'customer'] as const),
  ...NONE.split(' ').map((name) => [name, 'none'] as const),
]);
/** Alone only: within a longer name they are an initial. */
const LETTERS = new Map<string, Role>([
  ['a', 'agent'],
  ['c', 'customer'],
]);
/** What goes before or after a role without changing it. */
const AROUND =
  /^(?:the|our|live|human|service|support|customer service|customer support|call cent(?:er|re)|contact cent(?:er|re)|sales|end|senior) /;
const BOT = /^(?:virtual|automated|ai) (?:agent|assistant)$/;
const TELLER =
  /^(?:speaker|spk|participant|person|channel|ch|voice|party|unknown)[ _-]*(?:speaker)?[ _-]*(?:\d{1,3}|[a-z])?$/;

const plain = (name: string) => name.toLowerCase().replace(/[*_]+/g, ' ').replace(/\s+/g, ' ').trim();

/** Names that are one and the same to who types them. */
export function sameName(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** The parts of "Agent (Dana)", "Dana - agent", "[Agent] Dana". */
function parts(name: string): string[] {
  return name
    .split(/[()[\]<>,|/]|\s[-–—]\s/)
    .map((part) => part.replace(/[*_]+/g, ' ').trim())
    .filter((part) => part !== '');
}

function roleOfPart(part: string): Role | null {
  const bare = plain(part).replace(/[ -]*#?\d{1,3}$/, '');
  if (BOT.test(bare)) return 'none';
  return (
    ROLES.get(bare) ??
    ROLES.get(bare.replace(AROUND, '')) ??
    (/^customer (?:service|support)$/.test(bare) ? 'agent' : null)
  );
}

/** Who a name says its bearer is; null when it says nothing. */
export function roleOfName(name: string): Role | null {
  const alone = LETTERS.get(plain(name));
  if (alone) return alone;
  for (const part of parts(name)) {
    const role = roleOfPart(part);
    if (role) return role;
  }
  return null;
}

/** The person in "Agent (Dana)"; null where only a role is named. */
export function personOf(name: string): string | null {
  if (LETTERS.has(plain(name))) return null;
  return parts(name).find((part) => !roleOfPart(part) && !/^\d+$/.test(part) && !isNumbered(part)) ?? null;
}

/** "Speaker 1": a machine told voices apart, and doesn't know whose they are. */
export function isNumbered(name: string): boolean {
  return TELLER.test(plain(name));
}

/** Whether `name` is whom `--agent` means: the whole of it or the person in it. */
export function isCalled(name: string, wanted: string): boolean {
  return sameName(name, wanted) || parts(name).some((part) => sameName(part, wanted));
}
