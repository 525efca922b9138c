import { isoOf } from '../durations.ts';

/** What stands in the fields of the form, by the name of the field: as typed. */
export type Values = Record<string, string>;

export const KINDS = ['milestone', 'moved', 'event', 'forecast'] as const;
export type Kind = (typeof KINDS)[number];
export const MESSAGE_PARTS = ['subject', 'happened', 'done', 'todo', 'verify'] as const;

/** The fields of each kind of trigger; each stands in the form as `kind.field`, so that none is lost when another kind is chosen. */
export const TRIGGER_FIELDS: Record<Kind, readonly string[]> = {
  milestone: ['subject', 'milestone', 'offset'],
  moved: ['subject', 'milestone', 'direction', 'by', 'delay'],
  event: ['event', 'subject', 'delay'],
  forecast: ['horizon', 'threshold'],
};
const PLAIN = [
  'id',
  'name',
  'reason',
  'purpose',
  'where',
  'expires',
  'unlessContacted',
  'priority',
  'tolerance',
];
const LISTS = ['cancelledBy', 'completedBy', 'channels', 'caps', 'variants'];
const DURATIONS =
  /^(expires|unlessContacted|tolerance|fallback\.after|moment\.within|pace\.per|caps\.\d+\.per|\w+\.(offset|by|delay))$/;

/** Rows of lists without the empty ones, which people leave between others, and durations as they are written. */
export function tidy(values: Values): Values {
  const tidied: Values = {};
  for (const [name, text] of Object.entries(values)) {
    const list = LISTS.find((one) => name.startsWith(`${one}.`));
    if (!list) tidied[name] = DURATIONS.test(name) ? isoOf(text) : text;
  }
  for (const list of LISTS)
    rowsOf(values, list).forEach((row, i) => {
      for (const [rest, text] of Object.entries(row)) {
        const name = `${list}.${i}${rest}`;
        tidied[name] = DURATIONS.test(name) ? isoOf(text) : text;
      }
    });
  return tidied;
}

/** The rows of a list in which something stands: each by what follows its number (`.per`, or nothing). */
function rowsOf(values: Values, list: string): Values[] {
  const rows: Values[] = [];
  for (const [name, text] of Object.entries(values)) {
    const [, number, rest = ''] = new RegExp(`^${list}\\.(\\d{1,3})(\\..*)?$`).exec(name) ?? [];
    if (number !== undefined) rows[Number(number)] = { ...rows[Number(number)], [rest]: text };
  }
  return rows.filter((row) => row && Object.values(row).some((text) => text.trim() !== ''));
}

export function countRows(values: Values, list: string): number {
  return rowsOf(values, list).length;
}

/** The definition that tidied fields say, for `playSchema` to judge: what can't be read as a number stays a text. */
export function definitionOf(values: Values): Record<string, unknown> {
  const text = (name: string) => optional(values[name]);
  const kind = values['trigger.kind'] as Kind;
  const fields = TRIGGER_FIELDS[kind] ?? [];
  const trigger = {
    kind,
    ...Object.fromEntries(
      fields.map((field) => {
        const typed = text(`${kind}.${field}`);
        return [field, field === 'threshold' ? numberOf(typed) : typed];
      }),
    ),
  };
  const share = numberOf(text('holdout'));
  const paced = text('pace.most') ?? text('pace.per');
  return defined({
    ...Object.fromEntries(PLAIN.map((name) => [name, text(name)])),
    trigger: defined(trigger),
    priority: numberOf(text('priority')),
    unlessContacted: text('unlessContacted') ?? null,
    cancelledBy: rowsOf(values, 'cancelledBy').map((row) => row['']?.trim()),
    completedBy: rowsOf(values, 'completedBy').map((row) => row['']?.trim()),
    channels: rowsOf(values, 'channels').map((row) => row['']),
    fallback: text('fallback.after') === undefined ? null : { after: text('fallback.after') },
    moment: text('moment.within') === undefined ? null : { within: text('moment.within') },
    caps: rowsOf(values, 'caps').map((row) =>
      defined({ most: numberOf(row['.most']), per: optional(row['.per']) }),
    ),
    pace: paced === undefined ? null : defined({ most: numberOf(text('pace.most')), per: text('pace.per') }),
    requested: text('requested') === 'true',
    // In percent in the form; 0.07 * 100 is not quite 7, so both ways are rounded.
    holdout: typeof share === 'number' ? Number((share / 100).toFixed(6)) : share,
    message: messageOf(values, 'message.') ?? {},
    correction: messageOf(values, 'correction.'),
    variants: rowsOf(values, 'variants').map((row) =>
      defined({
        locale: optional(row['.locale']),
        channel: optional(row['.channel']),
        message: messageOf(row, '.message.') ?? {},
        correction: messageOf(row, '.correction.'),
      }),
    ),
  });
}

/** The parts of a message that are written; undefined where none is. */
function messageOf(values: Values, prefix: string): Record<string, string> | undefined {
  const parts = MESSAGE_PARTS.flatMap((part) => {
    const typed = optional(values[`${prefix}${part}`]);
    return typed === undefined ? [] : [[part, typed] as const];
  });
  return parts.length ? Object.fromEntries(parts) : undefined;
}

function optional(text: string | undefined): string | undefined {
  const typed = text?.replace(/\r\n/g, '\n').trim();
  return typed ? typed : undefined;
}

function numberOf(text: string | undefined): number | string | undefined {
  const typed = optional(text);
  return typed !== undefined && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}

function defined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The fields that say a definition; of anything that is none, as much as can stand in fields. */
export function valuesOf(definition: Record<string, unknown>): Values {
  const { trigger, holdout, version: _, status: __, ...rest } = definition;
  const values: Values = {};
  put(values, '', rest);
  if (typeof trigger === 'object' && trigger !== null) {
    const { kind, ...fields } = trigger as Record<string, unknown>;
    values['trigger.kind'] = String(kind ?? '');
    put(values, String(kind), fields);
  }
  values.holdout =
    typeof holdout === 'number' ? String(Number((holdout * 100).toFixed(4))) : String(holdout ?? '');
  return values;
}

function put(values: Values, name: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') values[name] = String(value);
  else for (const [key, inner] of Object.entries(value)) put(values, name ? `${name}.${key}` : key, inner);
}

/** What stands in the form of a new play. */
export const NEW_PLAY: Values = {
  'trigger.kind': 'milestone',
  purpose: 'service',
  expires: 'PT0S',
  unlessContacted: 'PT12H',
  'channels.0': 'sms',
  priority: '5',
  holdout: '10',
  tolerance: 'PT10M',
};
