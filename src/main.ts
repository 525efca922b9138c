import packageJson from '../package.json' with { type: 'json' };
import { openChannels, sandboxRoutes } from './channels/index.ts';
import { openClock } from './clock.ts';
import { clockRoutes } from './clock-routes.ts';
import type { Config } from './config/index.ts';
import { loadLabeller, openTalks, talkRoutes } from './conversation/index.ts';
import { customerRoutes, inferredFrom, projectCustomers } from './customers/index.ts';
import { forecastRoutes, openCurrentForecaster } from './forecast/index.ts';
import { ingestRoutes, openIngest } from './ingest/index.ts';
import { operationRoutes } from './operation-routes.ts';
import {
  installShippedPlays,
  openWorker,
  outreachRoutes,
  planAgain,
  projectOutreach,
} from './outreach/index.ts';
import {
  answerError,
  Bell,
  type Clock,
  type Db,
  openDb,
  openLog,
  openMetrics,
  requireKey,
  router,
} from './platform/index.ts';

const VERSION = packageJson.version;

export type App = Awaited<ReturnType<typeof openApp>>;

/**
 * Puts the product together: history in, a forecast, outreach sent, calls answered, agents guided, the effect counted.
 * `given` lets tests bring their own store and clock.
 */
export async function openApp(config: Config, given: { db?: Db; clock?: Clock } = {}) {
  const log = openLog(config.logLevel);
  const metrics = openMetrics();
  const bell = new Bell();
  const db = given.db ?? (await openDb(config.store));
  const clock = given.clock ?? (await openClock(config, db));

  // history in: facts, milestones and planned outreach change with the event that changes them
  const ingest = openIngest(db, clock, [projectCustomers, projectOutreach], () => bell.ring('event'));

  // a forecast: asked for at any instant, of whatever model was trained last
  const forecaster = openCurrentForecaster(db);

  // outreach: what is due is asked at the gate, sent once, and recorded
  const channels = openChannels(config, db, clock);
  const policy = {
    channels,
    serviceBasis: config.serviceBasis,
    quietHours: config.quietHours,
    defaultTimeZone: config.defaultTimeZone,
    company: config.company,
  };
  const worker = openWorker({ db, clock, ingest, channels, policy, bell, log, metrics });
  await installShippedPlays({ db, clock }, config.sandbox);
  if (config.sandbox) await planAgain({ db, clock });

  // the talk: each turn labelled and followed through the cycle
  const talks = openTalks({ db, clock, bell, labeller: loadLabeller() });

  // the way in from outside
  const http = router();
  http.onError(answerError(log));
  http.route('/', operationRoutes({ db, metrics }));
  const api = requireKey(config.apiKey);
  http.use('/v1/*', api);
  http.route('/', ingestRoutes({ db, clock, ingest, metrics }));
  http.route('/', customerRoutes({ db }));
  http.route('/', forecastRoutes({ db, clock, forecaster }));
  http.route('/', talkRoutes({ db, bell, talks }));
  http.route('/', outreachRoutes({ db, clock, bell }));
  if (config.sandbox) http.route('/', sandboxRoutes({ db }));
  if (config.clock === 'manual') http.route('/', clockRoutes({ db, clock, worker, bell }));

  http.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'basic' });
  http.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Beforehand',
      version: VERSION,
      description: 'Proactive customer service. The API key is the user name of HTTP Basic.',
    },
    security: [{ key: [] }],
  });

  return {
    config,
    db,
    clock,
    ingest,
    worker,
    log,
    inferred: () => inferredFrom(db),
    fetch: http.fetch,
    request: http.request,
    close: async () => {
      await worker.stop();
      await db.close();
    },
  };
}
