import type { Child } from 'hono/jsx';
import { NONE, queryOf } from '../links.ts';
import { causeWords, plain } from '../words.ts';

type Choice = { name: string; label: string; options: [value: string, words: string][] };
type Query = Record<string, string>;
type Props = { path: string; query: Query; choices: Choice[] };

const WORDS: Record<string, string> = {
  why: 'why',
  since: 'from',
  until: 'up to',
  window: 'time',
  ladder: 'rung',
  cause: 'because',
  stage: 'came as far as',
  passed: 'came at least as far as',
  only: 'only',
};
const STAGE_WORDS: Record<string, string> = { gate: 'planned', go: 'passed the gate' };
const ONLY_WORDS: Record<string, string> = { dead: 'failed or lost', withheld: 'withheld by the gate' };

/** Selects for the usual filters; the others that are on stand as chips, each with a way to drop it. */
export function FilterBar({ path, query, choices }: Props) {
  const selects = new Set(choices.map((choice) => choice.name));
  const others = Object.entries(query).filter(([name]) => !selects.has(name) && name !== 'page');
  return (
    <form class="filters" method="get" action={path}>
      {choices.map(({ name, label, options }) => (
        <label>
          <span>{label}</span>
          <select name={name}>
            <option value="">All</option>
            {options.map(([value, words]) => (
              <option value={value} selected={query[name] === value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      ))}
      {others.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="secondary">
        Show
      </button>
      {others.length > 0 && (
        <ul class="chips" aria-label="Other filters">
          {others.map(([name, value]) => (
            <li>
              {WORDS[name] ?? name} <strong>{value === NONE ? 'none' : chip(name, value)}</strong>
              <a href={without(path, query, name)} aria-label={`Drop the filter ${name}`}>
                ×
              </a>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

function chip(name: string, value: string): string {
  if (name === 'since' || name === 'until')
    return value.replace('T', ' ').replace(/(:\d\d)(\.\d+)?Z$/, '$1 UTC');
  if (name === 'stage' || name === 'passed') return STAGE_WORDS[value] ?? value;
  if (name === 'only') return ONLY_WORDS[value] ?? value;
  if (name === 'cause') return causeWords(value);
  return name === 'customer' ? value : plain(value);
}

function without(path: string, query: Query, name: string): string {
  const { [name]: _, page: __, ...rest } = query;
  const left = queryOf(rest);
  return left ? `${path}?${left}` : path;
}

export const PAGE = 100;

/** Ways to the newer and older rows of a list. */
export function Pager({
  path,
  query,
  page,
  total,
}: {
  path: string;
  query: Query;
  page: number;
  total: number;
}) {
  if (total <= PAGE) return null;
  const to = (target: number, words: Child) => (
    <a href={`${path}?${queryOf({ ...query, page: target })}`}>{words}</a>
  );
  const last = Math.ceil(total / PAGE);
  return (
    <nav class="pager" aria-label="Pages">
      {page > 1 && to(page - 1, '← Newer')}
      <span>
        Page {page} of {last}
      </span>
      {page < last && to(page + 1, 'Older →')}
    </nav>
  );
}
