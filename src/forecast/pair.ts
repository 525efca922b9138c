/** Two names as one part of a feature's name. Names may hold anything: a colon of the first is kept from parting them. */
export function pair(first: string, second: string): string {
  return `${first.replaceAll(': ', ':\u00a0')}: ${second}`;
}

export function parted(what: string): [string, string] {
  const at = what.indexOf(': ');
  return at < 0 ? [what, ''] : [what.slice(0, at), what.slice(at + 2)];
}
