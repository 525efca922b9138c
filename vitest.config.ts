import { defineConfig } from 'vitest/config';
import { reachablePostgres } from './test/support/postgres.ts';

const postgres = await reachablePostgres();
process.stderr.write(
  postgres
    ? 'The store tests run on PGlite and on PostgreSQL.\n'
    : 'The store tests run on PGlite only: no PostgreSQL answers at DATABASE_URL or 127.0.0.1:5432.\n',
);

/** Tests that touch the store; each runs once on every engine that answers. */
const onEveryEngine = ['test/**/*.test.{ts,tsx}', 'src/**/*.db.test.{ts,tsx}'];
const common = { testTimeout: 180_000, hookTimeout: 60_000, globalSetup: ['test/support/template.ts'] };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['{src,simulator}/**/*.test.{ts,tsx}'],
          exclude: onEveryEngine,
          testTimeout: 60_000,
        },
      },
      { test: { ...common, name: 'pglite', include: onEveryEngine, env: { TEST_ENGINE: 'pglite' } } },
      ...(postgres
        ? [
            {
              test: {
                ...common,
                name: 'postgres',
                include: onEveryEngine,
                // The demo always runs on the embedded store of its own; of the chat's, only this one has a store; scores have
                // none. What is seen in a browser, how good a forecast is, and what is computed from a history once it is read
                // are the same on either.
                exclude: [
                  'test/demo.test.ts',
                  'test/chat/!(person).test.ts',
                  'test/{console,coach}/*browser.test.ts',
                  'test/{evaluate,score,vocabulary}.test.ts',
                  'test/coach/cli.test.ts',
                  'test/forecast/{discover,extreme,forecast}.test.ts',
                  'test/outreach/backtest-live.test.ts',
                ],
                env: { TEST_ENGINE: 'postgres', TEST_POSTGRES: postgres },
              },
            },
          ]
        : []),
    ],
  },
});
