import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutLongLines } from './long-lines.ts';

test('lines are cut where they are too long, however the text comes in parts', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (parts) => {
      const cut: Buffer[] = [];
      const text = (async function* () {
        for (const part of parts) yield Buffer.from(part);
      })();
      for await (const chunk of cutLongLines(text, 5)) cut.push(chunk);
      const short = parts
        .join('')
        .split('\n')
        .map((one) => one.slice(0, 5));
      expect(Buffer.concat(cut).toString()).toBe(short.join('\n'));
    }),
  );
});
