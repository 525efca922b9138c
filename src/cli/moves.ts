import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { labelLines, loadLabeller } from '../conversation/index.ts';
import { InputError } from './input-error.ts';
import { say } from './output.ts';
import { mustBeWritable } from './writable.ts';

/** `beforehand moves --in FILE --out FILE`: JSONL in, JSONL out; a bad line is told on standard error and stops nothing. */
export async function movesCommand(input: string, output: string, asJson: boolean): Promise<void> {
  if (!existsSync(input)) throw new InputError(`${input}: no such file`);
  if (statSync(input).isDirectory()) throw new InputError(`--in ${input} is a folder; name a file in it`);
  mustBeWritable('--out', output, [input]);
  const counts = { labelled: 0, rejected: 0 };
  const lines = createInterface({ input: createReadStream(input), crlfDelay: Number.POSITIVE_INFINITY });
  const labelled = async function* () {
    for await (const result of labelLines(lines, loadLabeller())) {
      if ('error' in result) {
        counts.rejected++;
        process.stderr.write(`${input}: ${result.error}\n`);
        continue;
      }
      counts.labelled++;
      yield `${JSON.stringify(result.value)}\n`;
    }
  };
  await pipeline(Readable.from(labelled()), createWriteStream(output));
  say(
    asJson,
    { ...counts, out: output },
    `${output}: ${counts.labelled} turns labelled, ${counts.rejected} lines rejected.`,
  );
}
