import packageJson from '../package.json' with { type: 'json' };
import {
  type Addressee,
  type DeliveryReport,
  openChannels,
  sandboxRoutes,
  smsStatusRoutes,
} from './channels/index.ts';
import { openClock } from './clock.ts';
import { clockRoutes } from './clock-routes.ts';
import type { Config } from './config/index.ts';
import { consoleRoutes } from './console/index.ts';
import {
  chatRoutes,
  jambonzRoutes,
  learnHearing,
  listeningRoutes,
  loadLabeller,
  openBaseOrder,
  openCodes,
  openContactWriter,
  openDoor,
  openGate,
  openHearing,
  openKnown,
  openPeople,
  openPractices,
  openReasonBook,
  openReplies,
  openScorecards,
  openStaff,
  openTalks,
  openTexts,
  outboundRoutes,
  peopleRoutes,
  reasonRoutes,
  scorecardRoutes,
  scoringWhenDone,
  staffRoutes,
  type Talks,
  talkRoutes,
  textRoutes,
  viewerOf,
  voiceRoutes,
} from './conversation/index.ts';
import {
  type Corrections,
  type Customer,
  customerRoutes,
  forgetCustomer,
  inferredFrom,
  type LearnProgress,
  learnVocabulary,
  loadTimeline,
  projectCustomers,
  searchCustomers,
  suppressionRoutes,
} from './customers/index.ts';
import { forecastRoutes, openCurrentForecaster, opportunityRoutes } from './forecast/index.ts';
import { ingestRoutes, openIngest } from './ingest/index.ts';
import { operationRoutes } from './operation-routes.ts';
import {
  installShippedPlays,
  openWorker,
  outreachOfCall,
  outreachRoutes,
  planAgain,
  projectOutreach,
  reasonExpectedByPlays,
  takeReport,
} from './outreach/index.ts';
import {
  ApiError,
  answerError,
  Bell,
  type Clock,
  type Db,
  type Instant,
  idempotent,
  limitBody,
  openDb,
  openLanguageModel,
  openLog,
  openMetrics,
  requireKey,
  router,
  unzipBody,
} from './platform/index.ts';
import { privacyRoutes } from './privacy/index.ts';

export type App = Awaited<ReturnType<typeof openApp>>;

/** Words for whoever has taken a conversation; before that they stand in what is handed over. */
async function tellPerson(talks: Talks, id: string, text: string): Promise<void> {
  await talks.say(id, [{ speaker: 'customer', text }]).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  });
}

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
  const ingest = openIngest(db, clock, [projectCustomers, projectOutreach], forgetCustomer, () =>
    bell.ring('event'),
  );

  // what the company's data mean, learned before they are imported; what is known already is then read so, too
  const learn = async (
    paths: readonly string[],
    corrections: Corrections | null,
    onProgress: (progress: LearnProgress) => void,
  ) => {
    const learned = await learnVocabulary(
      { db, clock, zone: config.defaultTimeZone },
      paths,
      corrections,
      onProgress,
    );
    if (learned.foldedAgain) await planAgain({ db, clock });
    return learned;
  };

  // a forecast: asked for at any instant, of whatever model was trained last
  const forecaster = openCurrentForecaster(db);
  const forecastFor = async (customer: Customer, at: Instant) => {
    const model = await forecaster(at);
    return model?.forecast(await loadTimeline(db, customer.bucket, customer.id), at) ?? null;
  };

  // what a call is about: by the forecast, or, until a model is trained, by the play whose moment it is
  const expectedOfCall = async (customer: Customer, at: Instant) => {
    const [model, timeline] = await Promise.all([
      forecaster(at),
      loadTimeline(db, customer.bucket, customer.id),
    ]);
    if (model) return model.forecast(timeline, at);
    const reason = await reasonExpectedByPlays(db, customer, at);
    return reason === null ? null : { reasons: [{ reason, probability: config.offerThreshold }] };
  };

  // outreach: what is due is asked at the gate, sent once, and recorded
  const channels = openChannels(config, db, clock);
  const policy = {
    channels,
    serviceBasis: config.serviceBasis,
    quietHours: config.quietHours,
    caps: config.caps,
    holdout: config.holdout,
    defaultTimeZone: config.defaultTimeZone,
    lease: config.lease,
    company: config.company,
  };
  const worker = openWorker({
    db,
    clock,
    ingest,
    channels,
    policy,
    forecaster,
    bell,
    log,
    metrics,
  });
  await installShippedPlays({ db, clock }, config.sandbox);
  if (config.sandbox) await planAgain({ db, clock });

  // the talk: each turn labelled and followed through the cycle, and one thing prompted at most
  const book = openReasonBook({ db, clock, log });
  const labeller = loadLabeller();
  const model = config.languageModel && openLanguageModel(config.languageModel);
  const talks = openTalks({
    db,
    clock,
    bell,
    log,
    labeller,
    knownOf: openKnown({
      db,
      clock,
      log,
      timeZone: config.defaultTimeZone,
      book,
      forecastFor: expectedOfCall,
    }),
    model,
  });
  const replies = openReplies({ db, clock, channels, bell, log });
  // what is said at the desk to who wrote by text goes out by text
  const desk: Talks = {
    ...talks,
    say: async (...said) => {
      const following = await talks.say(...said);
      replies.begin(following.talk);
      return following;
    },
  };

  // what a talk was worth, kept when it ends, and who may see it
  const staff = openStaff({ db });
  const cards = openScorecards({ db, talks, staff });

  // practice with a simulated customer, kept apart from what was really said
  const practices = openPractices({ db, clock, labeller, model });

  // those who wait for a person, and the people who take them
  const people = scoringWhenDone(openPeople({ db, clock, bell, ingest }), cards);

  // the front door: who is there is recognised, offered what is likely, answered, or put through to a person
  const hearing = openHearing({ db, clock, log });
  const contacts = openContactWriter({ db, clock, ingest, log });
  await contacts.settle();
  const door = openDoor({
    db,
    clock,
    ingest,
    config,
    log,
    book,
    codes: openCodes({ db, clock, channels, log }),
    people,
    talks,
    contacts,
    forecastFor: expectedOfCall,
    baseOrder: openBaseOrder({ db, clock }),
    hear: hearing.hear,
    timeZone: config.defaultTimeZone,
    endpoints: config.endpoints,
  });

  // texts that come in: who wants no more is heard at once; what a crash left half written is finished
  const texts = openTexts({
    db,
    clock,
    ingest,
    config,
    log,
    door,
    tellPerson: (id, text) => tellPerson(talks, id, text),
  });
  await texts.finish();

  // the way in from outside: operation and telephone first, then the API with its key, then pages for people
  const http = router();
  const stopping = new AbortController();
  const keyNeeded = requireKey(config.apiKey);
  http.onError(answerError(log));
  http.route('/', operationRoutes({ db, metrics }));
  http.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'basic' });
  http.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Beforehand',
      version: packageJson.version,
      description: 'Proactive customer service. The API key is the user name of HTTP Basic.',
    },
    security: [{ key: [] }],
  });
  const takeDelivery = (about: Addressee, report: DeliveryReport) =>
    takeReport({ db, clock, ingest, channels, bell, metrics }, about, report);
  http.route('/', voiceRoutes({ door, config, log }));
  http.route(
    '/',
    outboundRoutes({
      door,
      clock,
      config,
      log,
      find: (about) => outreachOfCall(db, about),
      take: takeDelivery,
    }),
  );
  http.route('/', jambonzRoutes({ door, config, log }));
  http.route('/', listeningRoutes({ talks, people, config, clock, log }));
  http.route(
    '/',
    chatRoutes({
      door,
      talks,
      bell,
      config,
      clock,
      log,
      findCustomers: (q, most) => searchCustomers(db, q, most),
      stopping: stopping.signal,
    }),
  );
  http.route('/', textRoutes({ config, texts }));
  http.route('/', smsStatusRoutes({ config, take: takeDelivery }));
  // before answers are kept for an Idempotency-Key: those of staff hold keys that are told once
  http.use('/v1/staff/*', keyNeeded, limitBody());
  http.route('/', staffRoutes({ staff }));
  http.use('/v1/*', openGate(staff, keyNeeded), unzipBody(), limitBody(), idempotent(db, clock));
  http.route('/', ingestRoutes({ db, clock, ingest, metrics }));
  http.route('/', customerRoutes({ db }));
  http.route('/', suppressionRoutes({ db, clock }));
  http.route('/', privacyRoutes({ db, clock, bell }));
  http.route('/', forecastRoutes({ db, clock, forecaster }));
  http.route('/', opportunityRoutes({ db }));
  http.route('/', outreachRoutes({ db, clock, bell, policy, handling: config.handling }));
  http.route(
    '/',
    reasonRoutes({
      db,
      clock,
      book,
      endpoints: { signed: config.endpoints !== null, privately: config.endpoints?.privately ?? false },
    }),
  );
  http.route('/', talkRoutes({ db, bell, talks: desk }));
  http.route('/', scorecardRoutes({ db, clock, cards }));
  http.route('/', peopleRoutes({ people, clock }));
  if (config.sandbox) http.route('/', sandboxRoutes({ db }));
  if (config.clock === 'manual') http.route('/', clockRoutes({ db, clock, worker, bell }));
  http.all('/v1/*', (c) => {
    throw new ApiError(404, `there is no ${c.req.method} ${c.req.path}`, { mend: 'see /docs' });
  });
  const pages = consoleRoutes({
    db,
    clock,
    bell,
    config,
    forecastFor,
    expectedOfCall,
    talks: desk,
    replies,
    people,
    practices,
    policy,
    webhook: (request) => http.fetch(request),
    log,
    stopping: stopping.signal,
  });
  http.use('*', openGate(staff, config.sandbox ? (_, next) => next() : keyNeeded));
  http.all('*', (c) => pages.fetch(c.req.raw, { viewer: viewerOf(c) }));

  return {
    config,
    db,
    clock,
    ingest,
    worker,
    people,
    cards,
    policy,
    log,
    learn,
    /** Learns in what words reasons come, from contacts before `until`; null where there are too few examples. */
    learnHearing: async (until: Instant) => {
      const report = await learnHearing({ db, book: await book.current() }, until, clock.now());
      hearing.forget();
      return report;
    },
    inferred: () => inferredFrom(db),
    fetch: http.fetch,
    request: http.request,
    /** When what was begun and not waited for has come to an end. */
    settled: () => replies.settled(),
    /** Ends streams that stay open, so that a server can close. */
    hangUp: () => stopping.abort(),
    close: async () => {
      stopping.abort();
      await worker.stop();
      await contacts.stop();
      await replies.settled();
      await db.close();
    },
  };
}
