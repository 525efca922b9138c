/** What a record holds under a name that customers' data chose: "constructor" is there only where it was put. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
