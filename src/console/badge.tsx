import type { ContactRung, OutreachStatus } from '../insight/index.ts';
import { plain, RUNG_WORDS, statusWords } from './words.ts';

const TONES: Record<OutreachStatus, string> = {
  planned: 'plain',
  sending: 'plain',
  sent: 'good',
  delivered: 'good',
  suppressed: 'quiet',
  expired: 'quiet',
  cancelled: 'quiet',
  failed: 'bad',
  unknown: 'warn',
};

export function StatusBadge({ status, why }: { status: OutreachStatus; why: string | null }) {
  const held = status === 'suppressed' && why === 'holdout';
  return (
    <span class={`badge ${held ? 'holdout' : TONES[status]}`}>
      {statusWords(status, why)}
      {why && !held && <small> {plain(why)}</small>}
    </span>
  );
}

export function RungBadge({ rung }: { rung: ContactRung }) {
  return <span class={`badge rung-${rung}`}>{RUNG_WORDS[rung]}</span>;
}
