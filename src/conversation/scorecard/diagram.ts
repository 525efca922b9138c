import { STEPS, type Step } from '../cycle/index.ts';
import type { Mood } from '../moves/index.ts';
import type { CycleTurn } from './types.ts';

const [LEFT, TOP, LANE, RIGHT, FOOT] = [96, 18, 26, 12, 34];
/** So wide are the turns of a talk at least, so that no two dots touch; a long talk makes a long drawing, which scrolls. */
const STRIDE = 18;
const LEAST_WIDTH = 560;
const TICKS = 6;

/** Colours for where there is no stylesheet; classes carry the names for one that there is. */
const STEP_TONES: Record<Step, string> = {
  signpost: '#3f74b0',
  question: '#bb6a35',
  listen: '#12806f',
  acknowledge: '#6f5ea8',
};
const MOOD_TONES: Record<Mood, string> = {
  neutral: '#8a949b',
  frustrated: '#c2513f',
  anxious: '#b5811f',
  confused: '#b5811f',
  pleased: '#12806f',
};
/** How far a mood lies above or below the middle of the customer's lane. */
const MOOD_LEVELS: Record<Mood, number> = { pleased: -8, neutral: 0, confused: 4, anxious: 6, frustrated: 8 };

/**
 * The cycle over time as an SVG that needs no stylesheet: a lane a step, the customer's mood below, turns from left to right (by
 * the clock where every turn has its time). `linkTo` is the address of a turn's words on the same page.
 */
export function cycleDiagram(cycle: readonly CycleTurn[], linkTo?: (turn: number) => string): string {
  const width = Math.max(LEAST_WIDTH, LEFT + RIGHT + cycle.length * STRIDE);
  const bottom = TOP + STEPS.length * LANE + LANE + 8;
  const { x, ticks } = scaleOf(cycle, width);
  const laneY = (lane: number) => TOP + (lane + 0.5) * LANE;
  const moodY = laneY(STEPS.length) + 8;
  const link = (turn: number, inner: string) =>
    linkTo ? `<a href="${escaped(linkTo(turn))}">${inner}</a>` : inner;

  const lanes = STEPS.map(
    (step, lane) =>
      `<text x="0" y="${laneY(lane) + 4}">${step}</text><line x1="${LEFT - 8}" x2="${width - RIGHT}" y1="${laneY(lane)}" y2="${laneY(lane)}" stroke="currentColor" stroke-opacity=".14"/>`,
  ).join('');
  const path = cycle.flatMap(({ turn, steps }) =>
    steps.map((step) => [x(turn, step, steps), laneY(STEPS.indexOf(step))]),
  );
  const dots = cycle.flatMap(({ turn, steps }) =>
    steps.map((step) =>
      link(
        turn,
        `<circle cx="${x(turn, step, steps)}" cy="${laneY(STEPS.indexOf(step))}" r="5.5" class="${step}" fill="${STEP_TONES[step]}"><title>turn ${turn + 1}: ${step}</title></circle>`,
      ),
    ),
  );
  const moods = cycle.filter(({ speaker }) => speaker === 'customer');
  const felt = moods.map(({ turn, mood = 'neutral' }) => [x(turn), moodY + MOOD_LEVELS[mood]]);
  const marks = moods.map(({ turn, mood = 'neutral', flags = [] }) => {
    const what = [mood, ...flags].join(', ');
    const shape = flags.length
      ? `<path d="M${x(turn)} ${moodY + MOOD_LEVELS[mood] - 6}l6 10h-12z" class="flag" fill="#c2513f"><title>turn ${turn + 1}: ${what}</title></path>`
      : `<circle cx="${x(turn)}" cy="${moodY + MOOD_LEVELS[mood]}" r="3.5" class="${mood}" fill="${MOOD_TONES[mood]}"><title>turn ${turn + 1}: ${what}</title></circle>`;
    return link(turn, shape);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + FOOT}" width="${width}" class="cycle-diagram" role="img" aria-label="${escaped(described(cycle))}" font-family="inherit" font-size="12" fill="currentColor">`,
    lanes,
    `<text x="0" y="${moodY + 4}">customer</text>`,
    line(felt, 'stroke-opacity=".25"'),
    line(path, 'stroke-opacity=".35"'),
    ...marks,
    ...dots,
    ...ticks.map(
      ({ at, words }) =>
        `<text x="${at}" y="${bottom + 20}" text-anchor="middle" opacity=".7">${words}</text>`,
    ),
    '</svg>',
  ].join('');
}

function scaleOf(cycle: readonly CycleTurn[], width: number) {
  const span = width - LEFT - RIGHT - STRIDE;
  const end = Math.max(0, ...cycle.map(({ from = 0, to = from }) => to));
  const timed = end > 0 && cycle.every(({ from }) => from !== undefined);
  const starts = spread(
    cycle.map(
      ({ from = 0 }, i) =>
        LEFT + STRIDE / 2 + (timed ? (from / end) * span : (i / Math.max(1, cycle.length - 1)) * span),
    ),
    timed ? 8 : 0,
  );
  const x = (turn: number, step?: Step, steps: readonly Step[] = []) => {
    const beside = step ? (steps.indexOf(step) - (steps.length - 1) / 2) * 6 : 0;
    return Math.round((starts[turn] ?? LEFT) + beside);
  };
  const every = Math.max(1, Math.ceil(cycle.length / TICKS));
  const ticks = cycle
    .filter(({ turn }) => turn % every === 0)
    .map(({ turn, from = 0 }) => ({ at: x(turn), words: timed ? clock(from) : `turn ${turn + 1}` }));
  return { x, ticks };
}

/** Moves places that follow too closely to the right. */
function spread(places: readonly number[], least: number): number[] {
  let last = Number.NEGATIVE_INFINITY;
  return places.map((place) => {
    last = Math.max(place, last + least);
    return last;
  });
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function line(points: readonly (readonly (number | undefined)[])[], style: string): string {
  return `<polyline points="${points.map((point) => point.join(',')).join(' ')}" fill="none" stroke="currentColor" ${style}/>`;
}

function described(cycle: readonly CycleTurn[]): string {
  const counts = STEPS.map(
    (step) => `${cycle.filter(({ steps }) => steps.includes(step)).length} turns ${step}`,
  );
  return `The cycle over ${cycle.length} turns: ${counts.join(', ')}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
