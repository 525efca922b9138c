import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTranscript } from './index.ts';

describe('a pasted conversation', () => {
  it('reads long and short names in any case and joins lines that go on', () => {
    const text =
      'Agent: Hello.\r\n\r\nCUSTOMER:  hi\n  my bag is lost\nc: since monday\na: Reference: what is it?';
    expect(parseTranscript(text)).toEqual([
      { speaker: 'agent', text: 'Hello.' },
      { speaker: 'customer', text: 'hi my bag is lost since monday' },
      { speaker: 'agent', text: 'Reference: what is it?' },
    ]);
  });

  it('goes on with the turn above where the name is not a speaker', () => {
    expect(parseTranscript('Agent: Two things.\nReference: 12')).toEqual([
      { speaker: 'agent', text: 'Two things. Reference: 12' },
    ]);
  });

  it('names the line that has no speaker', () => {
    expect(() => parseTranscript('\nhello there\nAgent: hi')).toThrow(
      'line 2: "hello there" has no speaker; begin it with "Agent:" or "Customer:"',
    );
  });

  it('takes nothing from nothing, and any text after a speaker', () => {
    expect(parseTranscript('  \n')).toEqual([]);
    fc.assert(fc.property(fc.string(), (text) => parseTranscript(`A: x\n${text}`).length > 0));
  });
});
