import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { zoneAbbreviation } from './index.ts';

test('every zone is called as Luxon calls it, in winter and in summer', () => {
  for (const zone of [...Intl.supportedValuesOf('timeZone'), 'UTC'])
    for (const at of [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)])
      expect(zoneAbbreviation(at, zone), zone).toBe(
        DateTime.fromMillis(at, { zone, locale: 'en-US' }).toFormat('ZZZZ'),
      );
});
