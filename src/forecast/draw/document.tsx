import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { raw } from 'hono/html';
import { type Instant, iso } from '../../platform/index.ts';
import type { Evaluation } from '../types.ts';
import { EvaluationFigures } from './evaluation.tsx';

/** The stylesheet of the drawings. It takes its colours from whatever page they are on. */
export const FIGURES_CSS = fileURLToPath(new URL('./figures.css', import.meta.url));
const PAGE_CSS = fileURLToPath(new URL('./document.css', import.meta.url));

/** An evaluation as one HTML file that needs nothing else: no script, no font, no network. */
export function evaluationDocument(report: Evaluation, company: string): string {
  const styles = [PAGE_CSS, FIGURES_CSS].map((file) => readFileSync(file, 'utf8')).join('\n');
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>How good the forecast is · {company}</title>
        <style>{raw(styles)}</style>
      </head>
      <body>
        <main>
          <h1>How good the forecast is</h1>
          <EvaluationFigures report={report} when={utc} />
        </main>
        <footer>{company}. Times are in UTC. Drawn by beforehand evaluate.</footer>
      </body>
    </html>
  );
  return `<!doctype html>\n${page}\n`;
}

/** "2026-03-04 19:12" */
function utc(at: Instant) {
  return <time datetime={iso(at)}>{iso(at).slice(0, 16).replace('T', ' ')}</time>;
}
