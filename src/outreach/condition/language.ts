/** What is open to names of the company's own: `facts.minutes`, `events["Flight Delayed"]`. */
export const SCOPES = { traits: 'trait', facts: 'fact', milestones: 'milestone', events: 'event' } as const;
export type Scope = keyof typeof SCOPES;

/** What has fields of ours alone, with their types in CEL. */
export const OBJECTS = {
  subject: { type: 'string', id: 'string' },
  customer: { locale: 'string', timeZone: 'string' },
  local: { hour: 'double', weekday: 'double' },
  forecast: { contact24h: 'double', contact7d: 'double' },
  contacts: {},
  outreach: {},
} as const satisfies Record<string, Record<string, string>>;
export type ObjectName = keyof typeof OBJECTS;

export const VARIABLES: readonly string[] = [...Object.keys(SCOPES), ...Object.keys(OBJECTS), 'now'];

/** Methods of ours by what they belong to, each as it is written. */
export const METHODS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  milestones: { moved: 'milestones.moved("departure")' },
  forecast: { of: 'forecast.of("flight_status")', within24h: 'forecast.within24h("flight_status")' },
  contacts: {
    count: 'contacts.count("flight_status", duration("48h")), either part may be left out',
    since: 'contacts.since("flight_status"), or contacts.since() for any reason',
    unresolved: 'contacts.unresolved("flight_status"), or contacts.unresolved() for any reason',
  },
  outreach: {
    count: 'outreach.count(duration("24h")), or outreach.count("play-id", duration("24h"))',
    since: 'outreach.since(), or outreach.since("play-id")',
  },
};

/** The library's functions that are let through, each as it is written. */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  has: 'has(facts.minutes)',
  size: 'size(facts.name)',
  duration: 'duration("2h")',
  timestamp: 'timestamp("2026-01-31T09:00:00Z")',
  string: 'string(facts.minutes)',
  double: 'double(facts.code)',
  int: 'int(facts.minutes)',
  bool: 'bool(facts.code)',
};

/** Of lists; nested in one another they could be made to run for years. */
export const OVER_LISTS: Readonly<Record<string, string>> = {
  exists: 'facts.items.exists(item, item == "bag")',
  all: 'facts.items.all(item, item == "bag")',
  exists_one: 'facts.items.exists_one(item, item == "bag")',
  filter: 'size(facts.items.filter(item, item == "bag")) > 1',
};

/** The library's methods that are let through: each costs no more than the length of what it looks at. */
export const GENERAL_METHODS: Readonly<Record<string, string>> = {
  ...OVER_LISTS,
  contains: 'facts.name.contains("x")',
  startsWith: 'facts.name.startsWith("x")',
  endsWith: 'facts.name.endsWith("x")',
  lowerAscii: 'facts.name.lowerAscii()',
  upperAscii: 'facts.name.upperAscii()',
  trim: 'facts.name.trim()',
  indexOf: 'facts.name.indexOf("x")',
  lastIndexOf: 'facts.name.lastIndexOf("x")',
  substring: 'facts.name.substring(0, 2)',
  size: 'facts.name.size()',
  orValue: 'facts.?minutes.orValue(0)',
  or: 'facts.?minutes.or(facts.?delay)',
  hasValue: 'facts.?minutes.hasValue()',
  value: 'facts.?minutes.value()',
  getFullYear: 'milestones.departure.getFullYear()',
  getMonth: 'milestones.departure.getMonth()',
  getDate: 'milestones.departure.getDate()',
  getDayOfMonth: 'milestones.departure.getDayOfMonth()',
  getDayOfWeek: 'milestones.departure.getDayOfWeek()',
  getHours: 'milestones.departure.getHours(), in UTC',
  getMinutes: '(now - milestones.departure).getMinutes()',
  getSeconds: '(now - milestones.departure).getSeconds()',
  getMilliseconds: '(now - milestones.departure).getMilliseconds()',
};

/** What people will look for and not find, and what to write instead. */
export const REFUSED: Readonly<Record<string, string>> = {
  matches: 'a regular expression can be made to run for years: use startsWith, endsWith or contains',
  map: 'use exists, all or filter, which look at each item as well',
  moved: `write ${METHODS.milestones?.moved}`,
  now: '`now` is a value: write it without ()',
};

/** The longest text, and how much may be in it. */
export const LIMITS = { characters: 2000, nodes: 400, depth: 40 };

/** What a table says of a name that somebody wrote: "constructor" is in it only where it was put. */
export function inTable(
  table: Readonly<Record<string, string>> | undefined,
  name: string,
): string | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
