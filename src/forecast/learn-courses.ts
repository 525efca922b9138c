import type { Timeline, Vocabulary } from '../customers/index.ts';
import { DAY, HOUR, type Instant } from '../platform/index.ts';
import { begunAt, type Courses, type Step } from './course.ts';
import { emptyHistory, inOrder, learn } from './history.ts';
import type { SubjectHistory } from './subject-history.ts';

/** A beginning that has had less time than this to go on says nothing. */
const TIME_TO_FOLLOW = 14 * DAY;
/** Fewer beginnings than this are hearsay. */
const FEWEST = 20;
/** What follows on fewer than half of the subjects is not usual. */
const USUAL = 0.5;
/** Delays kept of each pair, and pairs of each type, so that memory stays bounded whatever the events are called. */
const MOST_DELAYS = 2000;
const MOST_BEGINNINGS = 100;
const MOST_FOLLOWING = 200;
const MOST_TYPES = 200;

type Beginning = { after: Step['after']; begun: number; followed: Map<string, Followed> };
type Followed = { times: number; hours: number[] };

/** Learns what usually follows what on subjects of each type from the timelines of customers, up to an instant. */
export function courseLearner(
  until: Instant,
  vocabulary?: Vocabulary,
): { see(timeline: Timeline): void; conclude(): Courses } {
  const types = new Map<string, Map<string, Beginning>>();
  const see = (timeline: Timeline) => {
    const history = emptyHistory();
    for (const entry of inOrder(timeline)) {
      if (entry.at >= until) break;
      learn(history, entry, vocabulary);
    }
    for (const [type, { byId }] of history.subjects) {
      const beginnings = types.get(type) ?? new Map<string, Beginning>();
      if (!types.has(type) && types.size >= MOST_TYPES) continue;
      types.set(type, beginnings);
      for (const subject of byId.values()) seeSubject(beginnings, subject, until);
    }
  };
  const conclude = () =>
    Object.fromEntries(
      [...types].map(([type, beginnings]) => [type, [...beginnings.values()].flatMap(usualSteps)] as const),
    );
  return { see, conclude };
}

function seeSubject(beginnings: Map<string, Beginning>, subject: SubjectHistory, until: Instant): void {
  const afters = [
    ...[...subject.events.keys()].map((name) => ({ kind: 'event' as const, name })),
    ...[...subject.milestones.keys()].map((name) => ({ kind: 'milestone' as const, name })),
  ];
  for (const after of afters) {
    const begun = begunAt(subject, { after } as Step, until - TIME_TO_FOLLOW);
    if (begun === null) continue;
    const key = `${after.kind} ${after.name}`;
    const known = beginnings.get(key) ?? { after, begun: 0, followed: new Map<string, Followed>() };
    if (!beginnings.has(key) && beginnings.size >= MOST_BEGINNINGS) continue;
    beginnings.set(key, known);
    known.begun++;
    for (const [follows, { last }] of subject.events) {
      if (follows === after.name || (after.kind === 'event' && last <= begun)) continue;
      const delays = known.followed.get(follows) ?? { times: 0, hours: [] };
      if (!known.followed.has(follows) && known.followed.size >= MOST_FOLLOWING) continue;
      delays.times++;
      if (delays.hours.length < MOST_DELAYS) delays.hours.push((last - begun) / HOUR);
      known.followed.set(follows, delays);
    }
  }
}

/** Of all that follows: what follows soonest, and what follows most surely. */
function usualSteps({ after, begun, followed }: Beginning): Step[] {
  if (begun < FEWEST) return [];
  const steps = [...followed].flatMap(([follows, { times, hours }]): Step[] => {
    const sorted = [...hours].sort((a, b) => a - b);
    const quantile = (q: number) => sorted[Math.floor((sorted.length - 1) * q)] as number;
    const share = times / begun;
    return share < USUAL || quantile(0.9) <= 0
      ? []
      : [{ after, follows, share, median: quantile(0.5), usually: quantile(0.9) }];
  });
  const soonest = steps.reduce<Step | null>((a, b) => (a && a.median <= b.median ? a : b), null);
  const surest = steps.reduce<Step | null>((a, b) => (a && a.share >= b.share ? a : b), null);
  return [...new Set([soonest, surest])].filter((step) => step !== null);
}
