const LONGEST_TEXT = 4096;
const LONGEST_LIST = 256;
const DEEPEST = 4;

/**
 * Values of customers' data by name, read when asked for. What no condition could make sense of (null, texts beyond
 * 4,096 characters, lists beyond 256 items, nesting beyond four levels) is not there.
 */
export class Named extends Map<string, unknown> {
  readonly #source: Readonly<Record<string, unknown>>;
  constructor(source: Readonly<Record<string, unknown>>) {
    super();
    this.#source = source;
  }
  override get(name: string): unknown {
    if (super.has(name)) return super.get(name);
    const value = Object.hasOwn(this.#source, name) ? readable(this.#source[name], DEEPEST) : undefined;
    super.set(name, value);
    return value;
  }
}

function readable(value: unknown, levels: number): unknown {
  switch (typeof value) {
    case 'string':
      return value.length <= LONGEST_TEXT ? value : undefined;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'boolean':
      return value;
    case 'object':
      return value === null || levels === 0 ? undefined : readableObject(value, levels - 1);
    default:
      return undefined;
  }
}

function readableObject(value: object, levels: number): unknown {
  if (Array.isArray(value)) {
    if (value.length > LONGEST_LIST) return undefined;
    return value.map((item) => readable(item, levels)).filter((item) => item !== undefined);
  }
  const entries = Object.entries(value);
  if (entries.length > LONGEST_LIST) return undefined;
  const read = entries.map(([name, item]): [string, unknown] => [name, readable(item, levels)]);
  return new Map(read.filter(([, item]) => item !== undefined));
}
