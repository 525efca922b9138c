import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { checkSignature, limitWebhook, parseParams } from '../../channels/index.ts';
import type { Config } from '../../config/index.ts';
import { ApiError, type Clock, type Log, router, storableText, systemClock } from '../../platform/index.ts';
import type { Desk } from '../people/index.ts';
import type { Piece } from '../talks/pieces.ts';
import type { Talks } from '../talks/talk.ts';
import { checkJambonzSignature } from '../voice/jambonz-signature.ts';
import { readTranscribeHook } from './jambonz.ts';
import { describeListening } from './openapi.ts';
import { readTranscription } from './twilio.ts';

export type ListeningDeps = {
  talks: Pick<Talks, 'begin' | 'hear'>;
  people: Pick<Desk, 'find'>;
  config: Pick<Config, 'sandbox' | 'twilioAuthToken' | 'publicUrl' | 'jambonzSecret'>;
  clock: Clock;
  log: Log;
  /** By which jambonz signs: the world's, also where the product's own stands still. */
  signedBy?: Clock;
};

const talkId = storableText.min(1).max(200);
const speaker = z.enum(['agent', 'customer']);

/** `/voice/twiml/transcription` and `/voice/jambonz/transcription`: calls heard as they go on, at the desk. */
export function listeningRoutes({
  talks,
  people,
  config,
  clock,
  log,
  signedBy = systemClock,
}: ListeningDeps): OpenAPIHono {
  const app = router();
  describeListening(app.openAPIRegistry);

  /** A call goes on at the desk under its own id; where nobody has begun it there, it begins with its first words. */
  const hear = async (asked: string | undefined, callSid: string, piece: Piece): Promise<void> => {
    const id = readTalk(asked) ?? callSid;
    try {
      await talks.hear(id, piece);
    } catch (err) {
      if (!(err instanceof ApiError && err.status === 404 && id === callSid)) throw err;
      const entry = await people.find(id);
      await talks.begin({
        id,
        customerId: entry?.customerId ?? null,
        channel: 'voice',
        agent: entry?.takenBy ?? null,
        assurance: entry?.context.assurance ?? 'none',
      });
      await talks.hear(id, piece);
    }
  };

  app.post('/voice/twiml/transcription', limitWebhook, async (c) => {
    const params = parseParams(await c.req.text());
    checkSignature({ url: c.req.url, header: (name) => c.req.header(name), params }, config);
    const told = readTranscription(params, clock.now());
    if (told.kind === 'error')
      log.error({ call: told.callSid, error: told.error }, 'Twilio could not transcribe a call');
    if (told.kind === 'piece') await hear(c.req.query('talk'), told.callSid, told.piece);
    return c.body(null, 204);
  });
  app.post('/voice/jambonz/transcription', limitWebhook, async (c) => {
    const body = await c.req.text();
    const header = c.req.header('jambonz-signature');
    checkJambonzSignature({ body, header, now: signedBy.now() }, config);
    const { callSid, piece } = readTranscribeHook(body, readSpeaker(c.req.query('speaker')), clock.now());
    if (piece) await hear(c.req.query('talk'), callSid, piece);
    return c.body(null, 204);
  });
  return app;
}

function readTalk(asked: string | undefined): string | undefined {
  if (asked === undefined || talkId.safeParse(asked).success) return asked;
  throw new ApiError(400, 'talk is no id of a conversation', {
    where: 'query parameter talk',
    mend: 'put the id that POST /v1/conversations answered, or leave it out: then it is the call’s own',
  });
}

function readSpeaker(asked: string | undefined) {
  const parsed = speaker.optional().safeParse(asked);
  if (parsed.success) return parsed.data;
  throw new ApiError(400, `speaker "${asked}" is neither agent nor customer`, {
    where: 'query parameter speaker',
    mend: 'put ?speaker=customer or ?speaker=agent on the transcriptionHook',
  });
}
