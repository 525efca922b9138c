import type { Closer } from './closers.ts';
import type { Anchor, Life, Trigger, Window } from './types.ts';

const DAYS = 24;
const after: Window[] = [
  ...[1, 2, 3, 6, 12, 24, 48, 72, 7 * DAYS, 14 * DAYS, 28 * DAYS].map((to) => ({ from: 0, to })),
  ...[
    [1, 6],
    [6, 24],
    [6, 72],
    [24, 72],
    [24, 7 * DAYS],
    [72, 7 * DAYS],
    [72, 14 * DAYS],
    [7 * DAYS, 14 * DAYS],
    [7 * DAYS, 28 * DAYS],
    [14 * DAYS, 28 * DAYS],
  ].map(([from = 0, to = 0]) => ({ from, to })),
];
const before: Window[] = [
  ...[1, 2, 3, 6, 12, 24, 48, 72, 7 * DAYS, 14 * DAYS].map((lead) => ({ from: -lead, to: 0 })),
  ...[
    [-24, -3],
    [-24, -6],
    [-48, -24],
    [-72, -24],
    [-7 * DAYS, -24],
    [-7 * DAYS, -72],
    [-14 * DAYS, -7 * DAYS],
    [-28 * DAYS, -7 * DAYS],
  ].map(([from = 0, to = 0]) => ({ from, to })),
];
const spells = [24, 72, 7 * DAYS, 28 * DAYS];

/** Everything that could precede a contact, by the form of the data: what is looked at, over which windows. */
export function triggersOf(lives: readonly Life[], closersOf: (anchor: Anchor) => Closer[]): Trigger[] {
  return anchorsOf(lives).flatMap((anchor) => {
    const plain = anchor.kind === 'milestone' ? [...before, ...after] : after;
    return [
      ...plain.map((window) => ({ anchor, without: null, late: false, window })),
      ...closersOf(anchor).flatMap((closer) =>
        uniqueWindows([...plain, ...late(closer)]).map((window) => ({
          anchor,
          without: closer.name,
          late: window.from >= closer.p50,
          window,
        })),
      ),
    ];
  });
}

/** From when the closing event is usually there: what is open by then is overdue. */
function late({ p50, p75, p90 }: Closer): Window[] {
  const froms = [p50, p75, p90].filter((hours) => hours > 0).map(roundUp);
  return [...new Set(froms)].flatMap((from) => spells.map((spell) => ({ from, to: from + spell })));
}

/** To whole hours below two days, to whole days above: a play says it in words. */
function roundUp(hours: number): number {
  return hours <= 48 ? Math.ceil(hours) : Math.ceil(hours / 24) * 24;
}

function uniqueWindows(windows: readonly Window[]): Window[] {
  return [...new Map(windows.map((window) => [`${window.from} ${window.to}`, window])).values()];
}

/** What comes about more rarely could not be told from chance, and of very many kinds only the most frequent are looked at. */
const FEWEST_OCCASIONS = 10;
const MOST_ANCHORS = 400;

function anchorsOf(lives: readonly Life[]): Anchor[] {
  const found = new Map<string, { anchor: Anchor; occasions: number }>();
  const put = (anchor: Anchor) => {
    const name = JSON.stringify(anchor);
    const known = found.get(name);
    if (known) known.occasions++;
    else found.set(name, { anchor, occasions: 1 });
  };
  for (const { happenings, plans } of lives) {
    for (const { name } of happenings) put({ kind: 'event', name });
    for (const { subject, name, versions } of plans) {
      put({ kind: 'milestone', subject, name });
      for (const [i, { at }] of versions.entries()) {
        const before = versions[i - 1];
        if (before) put({ kind: 'moved', subject, name, direction: at > before.at ? 'later' : 'earlier' });
      }
    }
  }
  return [...found]
    .filter(([, { occasions }]) => occasions >= FEWEST_OCCASIONS)
    .sort(([a, x], [b, y]) => y.occasions - x.occasions || (a < b ? -1 : 1))
    .slice(0, MOST_ANCHORS)
    .map(([, { anchor }]) => anchor);
}
