import type { Sight, Viewer } from './types.ts';

/** Agents see their own, coaches their team's, the head of care and the company all. */
export function sightOf(viewer: Viewer): Sight {
  if (viewer.kind === 'company' || viewer.role === 'head') return { agent: null, team: null };
  if (viewer.role === 'coach') return { agent: null, team: viewer.team };
  return { agent: viewer.name, team: null };
}

/** What a personal key opens: reading scorecards over the API, the desk and the other pages to work from. */
const READS = [/^\/v1\/scorecards(?:\/|$)/, /^\/v1\/conversations\/[^/]+\/scorecard$/];
/** Forms of the pages that an agent works with; those that change plays or outreach are the company's. */
const FORMS = [/^\/desk(?:\/|$)/, /^\/coach(?:\/|$)/];

export function mayOpen(method: string, path: string): boolean {
  const reads = method === 'GET' || method === 'HEAD';
  if (path === '/v1' || path.startsWith('/v1/')) return reads && READS.some((open) => open.test(path));
  return reads || FORMS.some((open) => open.test(path));
}
