import type { Config } from '../config/index.ts';
import type { Desk, Practices, Replies, Talks } from '../conversation/index.ts';
import type { Customer } from '../customers/index.ts';
import type { Forecast } from '../forecast/index.ts';
import type { Policy } from '../outreach/index.ts';
import type { Bell, Clock, Db, Instant, Log } from '../platform/index.ts';
import type { View } from './page.tsx';

export type ConsoleDeps = {
  db: Db;
  clock: Clock;
  bell: Bell;
  config: Config;
  talks: Talks;
  /** What became of what agents said by text. */
  replies: Pick<Replies, 'read'>;
  people: Desk;
  /** Practice talks with a simulated customer. */
  practices: Practices;
  /** By which the gate decides; a preview and a backtest go by it too. */
  policy: Policy;
  /** Null when no model can say anything of the customer. */
  forecastFor(customer: Customer, at: Instant): Promise<Forecast | null>;
  /** What a call would be greeted with, were it probable enough; also where no model was trained yet. */
  expectedOfCall(customer: Customer, at: Instant): Promise<Pick<Forecast, 'reasons'> | null>;
  /** The product's own webhooks, as they answer from outside. */
  webhook(request: Request): Response | Promise<Response>;
  /** Aborted when the service stops: open streams end, so that the server can close. */
  stopping?: AbortSignal;
  /** Where a failure is told; without one it is thrown on to the app that this one is mounted in. */
  log?: Log;
};

export function viewOf({ clock, config }: ConsoleDeps): View {
  return {
    company: config.company.name,
    zone: config.defaultTimeZone,
    sandbox: config.sandbox,
    now: clock.now(),
  };
}
