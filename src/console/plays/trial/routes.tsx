import { type Context, Hono } from 'hono';
import {
  type Assumptions,
  assumptionsOf,
  assumptionsSchema,
  checkPlay,
  type Play,
} from '../../../outreach/index.ts';
import { type Instant, parseInstant } from '../../../platform/index.ts';
import { type ConsoleDeps, viewOf } from '../../deps.ts';
import { pageIn } from '../../links.ts';
import { showPage, showPart } from '../../page.tsx';
import { mustFindPlay } from '../find.ts';
import { type Asked, RunButton } from './ask-form.tsx';
import { TrialPage, TrialPart } from './page.tsx';
import { readShown } from './shown.ts';
import { openTrials } from './trials.ts';

/** Trying a play out over history: begun by a button, shown while it runs and when it is done. */
export function trialRoutes(deps: ConsoleDeps): Hono {
  const { db, config } = deps;
  const trials = openTrials(deps);
  const app = new Hono();
  const usual = assumptionsOf(config.handling);

  const show = async (c: Context, play: Play, asked: Asked) => {
    const view = viewOf(deps);
    const { warnings } = await checkPlay(db, play).catch(() => ({ warnings: [] }));
    const trial = trials.of(play.id);
    const shown = readShown(c.req.query());
    const busy = trials.running();
    return showPage(
      c,
      { view, title: `Backtest of ${play.name}`, section: '/plays' },
      <TrialPage
        play={play}
        trial={trial}
        busy={busy && busy.play.id !== play.id ? busy.play : null}
        asked={asked}
        shown={shown}
        page={pageIn({ page: c.req.query('page') ?? '' })}
        warnings={warnings}
        done={c.req.query('done') ?? null}
        view={view}
      />,
      Object.keys(asked.faults).length ? 400 : 200,
    );
  };

  app.get('/plays/:id/backtest', async (c) => {
    const play = await mustFindPlay(db, c.req.param('id'));
    const trial = trials.of(play.id);
    return show(c, play, { typed: typedOf(trial?.assumptions ?? usual, trial?.since), faults: {} });
  });
  app.post('/plays/:id/backtest', async (c) => {
    const play = await mustFindPlay(db, c.req.param('id'));
    const form = await c.req.parseBody();
    const typed = Object.fromEntries(
      Object.entries(form).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value.trim()]] : [],
      ),
    );
    const read = readTrying(typed, usual);
    if ('faults' in read) return show(c, play, { typed, faults: read.faults });
    trials.start({ play, ...read });
    return c.redirect(`/plays/${encodeURIComponent(play.id)}/backtest`, 303);
  });
  app.post('/plays/:id/backtest/stop', async (c) => {
    const play = await mustFindPlay(db, c.req.param('id'));
    trials.stop(play.id);
    return c.redirect(`/plays/${encodeURIComponent(play.id)}/backtest`, 303);
  });
  app.get('/fragments/plays/:id/backtest', async (c) => {
    const play = await mustFindPlay(db, c.req.param('id'));
    const props = { play, trial: trials.of(play.id), shown: readShown({}), page: 1, view: viewOf(deps) };
    return showPart(
      c,
      <>
        <TrialPart {...props} />
        <RunButton running={props.trial?.state === 'running'} beside />
      </>,
    );
  });
  return app;
}

/** As people write them: shares in percent, the beginning as a day. */
function typedOf(assumptions: Assumptions, since: Instant | undefined): Record<string, string> {
  return {
    since: since === undefined ? '' : new Date(since).toISOString().slice(0, 10),
    withinHours: String(assumptions.withinHours),
    deflection: String(Number((100 * assumptions.deflection).toFixed(4))),
    costPerMessage: String(assumptions.costPerMessage),
    costPerMinute: String(assumptions.costPerMinute),
  };
}

function readTrying(
  typed: Record<string, string>,
  usual: Assumptions,
): { since: Instant | undefined; assumptions: Assumptions } | { faults: Record<string, string> } {
  const faults: Record<string, string> = {};
  const numberIn = (name: string) => {
    const text = typed[name] ?? '';
    if (text === '' || !Number.isFinite(Number(text))) faults[name] = 'write a number';
    return Number(text);
  };
  const day = typed.since ?? '';
  const since =
    day === '' ? undefined : parseInstant(/^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T00:00:00Z` : day);
  if (since === null) faults.since = 'write a day such as 2026-03-01, or leave it empty';
  const assumptions = {
    ...usual,
    withinHours: numberIn('withinHours'),
    deflection: numberIn('deflection') / 100,
    costPerMessage: numberIn('costPerMessage'),
    costPerMinute: numberIn('costPerMinute'),
  };
  const parsed = assumptionsSchema.safeParse(assumptions);
  for (const issue of parsed.error?.issues ?? []) faults[String(issue.path[0])] ??= 'is out of range';
  return Object.keys(faults).length ? { faults } : { since: since ?? undefined, assumptions };
}
