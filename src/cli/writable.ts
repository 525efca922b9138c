import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from './input-error.ts';

/** Throws InputError before the work begins when `file` can't be written, or is one of `inputs`, which it would wipe out. */
export function mustBeWritable(flag: string, file: string, inputs: readonly string[]): void {
  if (!existsSync(dirname(file)))
    throw new InputError(
      `${flag} ${file} can't be written: there is no folder ${dirname(file)}; make it first`,
    );
  if (!existsSync(file)) return;
  const stat = statSync(file);
  if (stat.isDirectory()) throw new InputError(`${flag} ${file} is a folder; name a file in it`);
  const same = inputs.find((input) => {
    const other = statSync(input);
    return other.ino === stat.ino && other.dev === stat.dev;
  });
  if (same !== undefined)
    throw new InputError(`${flag} ${file} is what is read, and would be overwritten; name another file`);
}
