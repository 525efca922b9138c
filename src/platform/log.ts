import { destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Structured log on standard error, so that standard output stays the command's own. Secrets are cut out. */
export function openLog(level: string): Log {
  return pino(
    { level, redact: ['req.headers.authorization', 'authorization', '*.password', '*.token', '*.url'] },
    destination(2),
  );
}
