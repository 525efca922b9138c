/** Form parameters as the signature is computed over them: repeated ones as a list. */
export type Params = Record<string, string | string[]>;

export function parseParams(body: string): Params {
  // No prototype, so that a parameter named __proto__ is a parameter like any other.
  const params: Params = Object.create(null);
  for (const [name, value] of new URLSearchParams(body)) {
    const before = params[name];
    params[name] = before === undefined ? value : [before, value].flat();
  }
  return params;
}

/** A parameter as one line of storable text: no control characters (PostgreSQL's text holds no NUL), cut to a sane length. */
export function line(params: Params, name: string, longest: number): string {
  const value = [params[name] ?? ''].flat().at(-1) ?? '';
  return value
    .slice(0, longest)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
