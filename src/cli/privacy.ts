import type { Config } from '../config/index.ts';
import { openApp } from '../main.ts';
import { iso } from '../platform/index.ts';
import { eraseCustomer, exportCustomer } from '../privacy/index.ts';
import { InputError } from './input-error.ts';
import { say } from './output.ts';

/** `beforehand export CUSTOMER`: all that is known of one customer, as JSON on standard output. */
export async function exportCommand(config: Config, customerId: string): Promise<void> {
  const app = await openApp(config);
  try {
    const rows = await exportCustomer(app.db, customerId);
    if (!rows) throw new InputError(`there is no customer "${customerId}"`);
    say(true, { customerId, rows }, '');
  } finally {
    await app.close();
  }
}

/** `beforehand erase CUSTOMER`: all of it gone, proof kept. */
export async function eraseCommand(config: Config, customerId: string, asJson: boolean): Promise<void> {
  const app = await openApp(config);
  try {
    const erasure = await eraseCustomer(app, customerId);
    if (!erasure) throw new InputError(`there is no customer "${customerId}"`);
    const rows = Object.values(erasure.counts).reduce((a, b) => a + b, 0);
    say(
      asJson,
      { ...erasure, at: iso(erasure.at) },
      `Erased ${rows} rows of ${customerId}. The proof is kept as ${erasure.proof}.`,
    );
  } finally {
    await app.close();
  }
}
