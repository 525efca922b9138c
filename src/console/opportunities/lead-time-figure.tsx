import type { Opportunity } from '../../forecast/index.ts';
import { Both } from '../charts/both.tsx';
import { LeadTimes } from '../charts/lead-times.tsx';
import { oneDecimal } from '../words.ts';

/** When the contacts came, counted from when they could be known of. */
export function LeadTimeFigure({ opportunity }: { opportunity: Opportunity }) {
  const { leadTimes, leadTimeHours, sendAt, trigger } = opportunity;
  const { p10, p50, p90 } = leadTimeHours;
  return (
    <div class="lead-times">
      <Both
        draw={(width) => (
          <LeadTimes
            steps={leadTimes}
            sendAfter={sendAt.offsetHours - trigger.window.fromHours}
            width={width}
            label={`Lead times: a tenth below ${oneDecimal(p10)} h, half below ${oneDecimal(p50)} h, nine tenths below ${oneDecimal(p90)} h`}
          />
        )}
      />
    </div>
  );
}
