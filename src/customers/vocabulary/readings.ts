import { milestoneName, typeByForm } from './form.ts';
import type { Rule, Vocabulary } from './rules.ts';

/**
 * What a vocabulary reads otherwise than the form of names and values would, as one text: of two vocabularies with the
 * same readings one folds subjects as the other does.
 */
export function readingsOf({ zone, properties }: Vocabulary): string {
  const own = properties.flatMap(([path, rule]) => {
    const reading = readingOf(path, rule);
    return [...parentsOf(path).map((parent) => [parent, 'nested']), ...(reading ? [[path, reading]] : [])];
  });
  const zoneless = properties.some(
    ([, rule]) => 'form' in rule && (rule.form === 'local' || rule.form === 'day'),
  );
  const lines = new Set(own.map((line) => JSON.stringify(line)));
  return [...(zoneless ? [zone] : []), ...[...lines].sort()].join('\n');
}

function readingOf(path: string, rule: Rule): string | null {
  const flat = !path.includes('.');
  switch (rule.role) {
    case 'subject':
      return flat && rule.type === typeByForm(path) ? null : `subject ${rule.type}`;
    case 'milestone':
    case 'date':
      return flat && rule.form === 'zoned' && rule.name === milestoneName(path)
        ? null
        : `instant ${rule.form} ${rule.name}`;
    case 'ignored':
      return 'ignored';
    default:
      if (rule.role === 'number' && rule.written === 'text') return 'number';
      return flat && typeByForm(path) !== null ? 'fact' : null;
  }
}

function parentsOf(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('.'));
}
