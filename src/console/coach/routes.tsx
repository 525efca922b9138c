import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import {
  agentName,
  findScenario,
  type Practice,
  replayOf,
  resultOf,
  type Scenario,
  shippedScenarios,
} from '../../conversation/index.ts';
import { ApiError, storable } from '../../platform/index.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { agentOf, rememberAgent } from '../desk/take-routes.ts';
import { showPage, showPart } from '../page.tsx';
import { PageError } from '../page-error.ts';
import { ChoosePage } from './choose-page.tsx';
import { PracticePage, PracticePart } from './practice-page.tsx';
import { ResultPage } from './result-page.tsx';

const SHOWN = 10;

/** `/coach`: choose a scenario, talk with its customer, see how it went. */
export function coachRoutes(deps: ConsoleDeps): Hono {
  const { practices } = deps;
  const app = new Hono();

  const choose = async (c: Context, fault: string | null) => {
    const view = viewOf(deps);
    const agent = agentOf(c);
    const [best, latest] = agent
      ? await Promise.all([practices.bestOf(agent), practices.latestOf(agent, SHOWN)])
      : [[], []];
    return showPage(
      c,
      { view, title: 'Coach', section: '/coach' },
      <ChoosePage
        scenarios={shippedScenarios()}
        best={best}
        latest={latest}
        agent={agent}
        fault={fault}
        view={view}
      />,
      fault ? 400 : 200,
    );
  };
  const read = async (id: string): Promise<{ practice: Practice; scenario: Scenario }> => {
    const practice = storable(id)
      ? await practices.read(id).catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 404) return null;
          throw error;
        })
      : null;
    const scenario = practice && findScenario(practice.scenario);
    if (!practice || !scenario)
      throw new PageError(404, 'There is no such practice', 'Begin one at the coach.');
    return { practice, scenario };
  };
  const here = (id: string) => `/coach/${encodeURIComponent(id)}`;

  app.use('/coach/*', csrf());
  app.get('/coach', (c) => choose(c, null));
  app.post('/coach', async (c) => {
    const form = await c.req.parseBody();
    const agent = agentName.safeParse(String(form.agent ?? ''));
    if (!agent.success) return choose(c, `Your name ${agent.error.issues[0]?.message ?? 'is missing'}`);
    const scenario = findScenario(String(form.scenario ?? ''));
    if (!scenario) return choose(c, 'There is no such scenario: choose one of those shown.');
    rememberAgent(c, agent.data);
    const hinted = form.hinted === 'on';
    const practice = await practices.begin({ scenario: scenario.id, agent: agent.data, hinted });
    return c.redirect(here(practice.id), 303);
  });
  app.get('/coach/:id', async (c) => {
    const { practice, scenario } = await read(c.req.param('id'));
    const view = viewOf(deps);
    const { state } = practice;
    return showPage(
      c,
      { view, title: scenario.title, section: '/coach' },
      state.ended ? (
        <ResultPage
          practice={practice}
          scenario={scenario}
          result={resultOf(state, scenario)}
          replay={replayOf(state, scenario)}
          view={view}
        />
      ) : (
        <PracticePage practice={practice} scenario={scenario} />
      ),
    );
  });
  app.post('/coach/:id/turns', async (c) => {
    const form = await c.req.parseBody();
    const { practice, scenario } = await read(c.req.param('id'));
    const text = form.silence === undefined ? String(form.text ?? '').trim() : '(silence)';
    const after = Number(form.after);
    if (!Number.isInteger(after) || after < 0)
      throw new PageError(400, 'This turn has no place', 'Reload the page of the practice.');
    const said = await practices.say(practice.id, text, after).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 400) return { words: error.message, text };
      throw error;
    });
    const fault = 'words' in said ? said : null;
    const now = 'words' in said ? practice : said;
    if (c.req.header('hx-request') !== 'true') return c.redirect(here(practice.id), 303);
    return showPart(c, <PracticePart practice={now} scenario={scenario} fault={fault} />);
  });
  app.post('/coach/:id/stop', async (c) => {
    const { practice } = await read(c.req.param('id'));
    await practices.stop(practice.id);
    return c.redirect(here(practice.id), 303);
  });
  return app;
}
