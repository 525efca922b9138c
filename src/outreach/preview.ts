import { type Customer, loadCustomers, zoneToTell } from '../customers/index.ts';
import type { Instant, Tx } from '../platform/index.ts';
import { audienceOf } from './audience.ts';
import type { Policy } from './gate.ts';
import { contactFacts, outreachFacts } from './gate-store.ts';
import { renderMessage, templateFor } from './message.ts';
import type { Play, PlayDefinition } from './play.ts';
import { subjectsForPlay } from './subjects-for-play.ts';
import { milestoneOf, standingOf } from './trigger.ts';

export type Preview = {
  subject: { type: string; id: string };
  anchorAt: Instant | null;
  /** Whether the audience condition holds now; a forecast is not asked for here. */
  audience: { holds: boolean; why?: string };
  messages: {
    channel: string;
    kind: 'message' | 'correction';
    subject: string | null;
    text: string | null;
    missing: string | null;
  }[];
};

/**
 * What a play would say to a real customer about each of their subjects that it applies to, newest first, on each of
 * its channels, as facts stand now. Nothing is planned or sent.
 */
export async function previewPlay(
  tx: Tx,
  definition: PlayDefinition,
  customer: Customer,
  policy: Policy,
  now: Instant,
): Promise<Preview[]> {
  const play: Play = { ...definition, version: 0, status: 'draft' };
  const { bucket, id } = customer;
  const whole = (await loadCustomers(tx, bucket, [id])).get(id) ?? customer;
  const contacts = await contactFacts(tx, bucket, [id], now);
  const outreach = await outreachFacts(tx, bucket, [id], now);
  const subjects = await subjectsForPlay(tx, bucket, play, id);
  return subjects.slice(0, MOST_SHOWN).map((subject) => {
    const standing = standingOf(play, subject);
    const condition = audienceOf(play);
    const kinds = play.correction ? (['message', 'correction'] as const) : (['message'] as const);
    return {
      subject: { type: subject.type, id: subject.id },
      anchorAt: standing?.at ?? null,
      audience: condition?.holds({
        now,
        customer: { ...whole, timeZone: whole.timeZone ?? policy.defaultTimeZone },
        subject,
        contacts,
        outreach,
        forecast: null,
      }) ?? { holds: true },
      messages: play.channels.flatMap((channel) =>
        kinds.map((kind) => {
          const template = templateFor(play, kind, { locale: whole.locale, channel }) ?? play.message;
          const rendered = renderMessage(template, {
            customer: whole,
            subject,
            milestone: milestoneOf(play.trigger),
            company: policy.company,
            zone: zoneToTell(whole, subject, policy.defaultTimeZone),
            now,
            cancelled: standing?.over?.how === 'cancelled',
          });
          return rendered.ok
            ? { channel, kind, ...rendered.message, missing: null }
            : { channel, kind, subject: null, text: null, missing: rendered.missing };
        }),
      ),
    };
  });
}

const MOST_SHOWN = 5;
