import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { DAY, HOUR, spokenDay, spokenTime, zoneAbbreviation } from './index.ts';

test('every zone is called as Luxon calls it, in winter and in summer', () => {
  for (const zone of [...Intl.supportedValuesOf('timeZone'), 'UTC'])
    for (const at of [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)])
      expect(zoneAbbreviation(at, zone), zone).toBe(
        DateTime.fromMillis(at, { zone, locale: 'en-US' }).toFormat('ZZZZ'),
      );
});

test('times and days of every zone are told as Luxon tells them', () => {
  for (const [index, zone] of Intl.supportedValuesOf('timeZone').entries())
    for (let step = 0; step < 12; step++) {
      const at = Date.UTC(1965, 0, 1) + (index * 12 + step) * 4.6 * DAY + step * HOUR;
      const now = at + (step % 17) * 0.6 * DAY - 5 * DAY;
      const local = DateTime.fromMillis(at, { zone, locale: 'en-US' });
      expect(spokenTime(at, zone), `${zone} ${at}`).toBe(local.toFormat('h:mm a'));
      const days = local.startOf('day').diff(DateTime.fromMillis(now, { zone }).startOf('day'), 'days').days;
      const near: Record<number, string> = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' };
      const far = local.toFormat(days > 1 && days < 7 ? "'on' cccc" : "'on' LLLL d");
      expect(spokenDay(at, now, zone), `${zone} ${at} ${now}`).toBe(near[days] ?? far);
    }
});
