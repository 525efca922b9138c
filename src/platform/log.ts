import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Of an error of the store: the values that a statement was run with, which are what customers said and are. */
const VALUES = ['params', 'detail', 'where'].map((name) => `err.${name}`);

/** Structured log on standard error, so that standard output stays the command's own. Secrets are cut out. */
export function openLog(level: string, to: DestinationStream = destination(2)): Log {
  return pino(
    {
      level,
      redact: ['req.headers.authorization', 'authorization', '*.password', '*.token', '*.url', ...VALUES],
    },
    to,
  );
}
