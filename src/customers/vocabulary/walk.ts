/** Values further down than this are left whole: `order.address.city` is the deepest that is read. */
const DEEPEST = 2;

/** Hears every value with its path. An object is entered, at most two levels down, where `enters` says so. */
export function walk(
  properties: Record<string, unknown>,
  enters: (path: string) => boolean,
  hear: (path: string, value: unknown) => void,
  prefix = '',
  depth = 0,
): void {
  for (const [name, value] of Object.entries(properties)) {
    const path = prefix + name;
    if (isObject(value) && depth < DEEPEST && enters(path)) walk(value, enters, hear, `${path}.`, depth + 1);
    else hear(path, value);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
