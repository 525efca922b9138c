import type { Context } from 'hono';
import { checkSignature, type Params, parseParams } from '../../channels/index.ts';
import type { Config } from '../../config/index.ts';
import type { Log } from '../../platform/index.ts';
import type { Heard, Presence, Reply } from '../door/index.ts';
import { type CallForm, readForm } from './form.ts';
import { failSafe, twiml } from './twiml.ts';

/** `DialCallStatus` values by which somebody answered. */
const ANSWERED = new Set(['completed', 'answered']);

export type AnsweringDeps = {
  config: Pick<Config, 'sandbox' | 'twilioAuthToken' | 'publicUrl' | 'agentNumber' | 'transcribeCalls'>;
  log: Log;
};

/** How a webhook of a call is read, and how it is answered. */
export function openAnswering({ config, log }: AnsweringDeps) {
  const site = config.publicUrl?.replace(/\/+$/, '') ?? '';
  const transcription = config.transcribeCalls ? `${site}/voice/twiml/transcription` : null;
  return {
    read: async (c: Context): Promise<{ form: CallForm; params: Params }> => {
      const params = parseParams(await c.req.text());
      checkSignature({ url: c.req.url, header: (name) => c.req.header(name), params }, config);
      return { form: readForm(params), params };
    },
    /** The step that the address of a turn asks for. One that is no number is none: the current prompt is repeated. */
    stepOf: (c: Context): number => {
      const asked = c.req.query('step') ?? '';
      return /^\d{1,4}$/.test(asked) ? Number(asked) : -1;
    },
    /** Somebody is on the line: when we fail, a person takes over. `next`: where the answer to a reply goes. */
    answer: async (
      c: Context,
      work: () => Promise<Reply>,
      next: (reply: Reply) => string,
    ): Promise<Response> => {
      const xml = await work().then(
        (reply) =>
          twiml(reply, {
            agentNumber: config.agentNumber,
            next: `${site}${next(reply)}`,
            transcription,
          }),
        (err: unknown) => {
          log.error(
            { err, path: c.req.path },
            'a call could not be answered; it was put through to a person',
          );
          return failSafe(config.agentNumber);
        },
      );
      return speak(c, xml);
    },
  };
}

export function speak(c: Context, xml: string): Response {
  return c.body(xml, 200, { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'no-store' });
}

export function presenceOf({ from, verstat }: CallForm): Presence {
  return { from, verstat, loggedInAs: null };
}

export function heardOf({ speech, digits, dialStatus }: CallForm): Heard {
  return { speech, digits, dialled: dialStatus ? ANSWERED.has(dialStatus) : null };
}
