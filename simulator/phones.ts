/**
 * Numbers for fiction: 555-0100 to 555-0199 of any area code are kept for it (North American Numbering Plan
 * Administrator, "555 line numbers"), so nobody can be reached at them.
 */
const areaCodes: Record<string, number[]> = {
  'America/Chicago': [
    713, 281, 832, 346, 512, 214, 210, 817, 504, 405, 314, 312, 615, 901, 361, 956, 225, 251,
  ],
  'America/New_York': [212, 305, 404, 617, 202, 215, 704, 216, 407, 919, 412, 813],
  'America/Denver': [303, 505, 801, 719, 915, 970],
  'America/Los_Angeles': [213, 415, 206, 619, 702, 503, 714, 916],
  'America/Phoenix': [602, 520, 480],
  'Pacific/Honolulu': [808],
};

/** The airline's own line, which no passenger has. */
export const AIRLINE_NUMBER = '+18005550100';
/** A number of an area code no passenger has: somebody else's telephone. */
export const BORROWED_AREA = 907;

const number = (area: number, line: number): string => `+1${area}55501${String(line).padStart(2, '0')}`;

export const zones = Object.keys(areaCodes);

/** The `nth` number of a zone; 100 an area code. */
export function phoneIn(zone: string, nth: number): string {
  const areas = areaCodes[zone];
  const area = areas?.[nth % areas.length];
  if (!areas || area === undefined) throw new Error(`no area codes are known for ${zone}`);
  const line = Math.floor(nth / areas.length);
  if (line > 99)
    throw new Error(`more passengers in ${zone} than its ${areas.length * 100} fictitious numbers`);
  return number(area, line);
}

export const borrowedPhone = (line: number): string => number(BORROWED_AREA, line % 100);
