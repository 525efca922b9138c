import { writeFileSync } from 'node:fs';
import { CUSTOMER_SIZE, denseFeatures, textFeatures } from '../src/conversation/moods/features.ts';
import { SparseBuilder } from '../src/conversation/moves/sparse.ts';
import type { LabelledTurn } from '../src/conversation/moves/types.ts';
import { asLabelled, readParts } from './moves/examples.ts';
const rows: string[] = [];
const t0 = performance.now();
for (const part of readParts('data/dialogues')) for (const d of part.dialogues) {
  const before: LabelledTurn[] = [];
  for (const turn of d.turns) {
    if (turn.speaker === 'customer') {
      const b = new SparseBuilder(CUSTOMER_SIZE);
      textFeatures(b, turn.text, before);
      const s = b.build();
      rows.push(JSON.stringify({ part: part.name, d: d.id, n: before.length, grade: d.grade, text: turn.text, mood: turn.mood, flags: turn.flags, i: [...s.index], v: [...s.value].map((x) => +x.toFixed(4)), dense: [...denseFeatures(turn.text, before)].filter(([k]) => !/^p[fmx]? (neutral|frustrated|anxious|confused|pleased|repeat|lost|stop|escalate)/.test(k)) }));
    }
    before.push(asLabelled(turn));
  }
}
writeFileSync('/tmp/mv/rows.jsonl', rows.join('\n'));
console.log(rows.length, (performance.now() - t0) / 1000);
