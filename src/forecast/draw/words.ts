/** A share in [0, 1] with as many digits as tell small ones apart: 0.00054 → "0.054 %", 0.3229 → "32.3 %". */
export function share(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const percent = value * 100;
  const digits = percent === 0 || percent === 100 ? 0 : percent >= 10 ? 1 : null;
  return `${digits === null ? percent.toPrecision(2) : percent.toFixed(digits)}\u00a0%`;
}

/** The same for axes, without digits that say nothing. */
export function tick(value: number): string {
  return `${Number((value * 100).toPrecision(3))}\u00a0%`;
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** A measure with four decimals. */
export function measure(value: number): string {
  return Number.isFinite(value) ? value.toFixed(4) : '–';
}

/** `flight_status` → "flight status" */
export function plain(reason: string): string {
  return reason.replace(/[_-]+/g, ' ');
}

/** The same to begin a line with. */
export function title(reason: string): string {
  const words = plain(reason);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
