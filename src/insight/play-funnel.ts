import type { Db } from '../platform/index.ts';
import { type Figure, type OutreachStatus, type Period, STAGES, STATUSES, type Stage } from './filters.ts';
import { countStages, type StageCount } from './store.ts';

/** One way out of a funnel: what became of those that came so far and no further, and why. */
export type WayOut = { status: OutreachStatus; cause: string | null; count: Figure };

/** The outreach of a play: how many came how far, what became of the others, and the numbers for one line. */
export type PlayFunnel = {
  stages: { stage: Stage; count: Figure; out: WayOut[] }[];
  waiting: Figure;
  sent: Figure;
  held: Figure;
  withheld: Figure;
  dead: Figure;
};

/** The funnel of each play that has outreach, or of one. */
export async function playFunnels(
  db: Db,
  period: Period,
  playId?: string,
): Promise<(play: string) => PlayFunnel> {
  const counts = await countStages(db, playId === undefined ? period : { ...period, play: playId });
  const dead = await countStages(db, {
    ...period,
    only: 'dead',
    ...(playId === undefined ? {} : { play: playId }),
  });
  return (play) => funnelOf(play, counts, dead, period);
}

/** Pure. Every row is in one stage and one way out of it, so that each stage is what remains of the one before. */
export function funnelOf(
  play: string,
  all: readonly StageCount[],
  dead: readonly StageCount[],
  period: Period,
): PlayFunnel {
  const counts = all.filter((row) => row.play === play);
  const sum = (rows: readonly StageCount[]) => rows.reduce((total, row) => total + row.outreach, 0);
  const figure = (value: number, filter: object): Figure => ({
    value,
    opens: { rows: 'outreach', filter: { ...period, play, ...filter } },
  });
  const stages = STAGES.map((stage, i) => {
    const beyond = counts.filter((row) => STAGES.indexOf(row.stage) >= i);
    const here = counts.filter((row) => row.stage === stage && row.stage !== 'delivered');
    return {
      stage,
      count: figure(sum(beyond), stage === 'gate' ? {} : { passed: stage }),
      out: here
        .map(({ status, cause, outreach }) => ({
          status,
          cause,
          count: figure(outreach, { stage, status, cause }),
        }))
        .sort(
          (a, b) =>
            STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
            b.count.value - a.count.value ||
            String(a.cause).localeCompare(String(b.cause)),
        ),
    };
  });
  const held = counts.filter((row) => row.status === 'suppressed' && row.cause === 'holdout');
  const withheld = counts.filter(
    (row) => (row.status === 'suppressed' && row.cause !== 'holdout') || row.status === 'expired',
  );
  return {
    stages,
    waiting: figure(sum(counts.filter((row) => row.status === 'planned')), { status: 'planned' }),
    sent: figure(sum(counts.filter((row) => row.stage === 'sent' || row.stage === 'delivered')), {
      passed: 'sent',
    }),
    held: figure(sum(held), { status: 'suppressed', cause: 'holdout' }),
    withheld: figure(sum(withheld), { only: 'withheld' }),
    dead: figure(sum(dead.filter((row) => row.play === play)), { only: 'dead' }),
  };
}
