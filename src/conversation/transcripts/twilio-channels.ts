import { sameName } from './names.ts';
import type { ReadOptions } from './types.ts';

/**
 * Whether a channel or track of a Twilio recording is the agent's. Twilio's two-channel recordings of a customer's call
 * have the customer on the first and the agent on the second (Twilio Flex, "Enable dual-channel recordings"), and the
 * customer's audio is the inbound track; calls that begin at the agent are the other way round, so that it can be told.
 */
export function agentsChannel(
  options: ReadOptions,
  present: readonly string[],
  usual: string,
): { agent: string; assumed?: string } {
  const wanted = options.agent;
  const called = wanted === undefined ? undefined : present.find((one) => isMeant(one, wanted));
  if (called !== undefined) return { agent: called };
  const other = present.find((one) => one !== usual) ?? '1';
  return {
    agent: usual,
    assumed: `${nameOf(usual)} taken to be the agent; if it is the customer, say --agent ${other}`,
  };
}

function isMeant(channel: string, wanted: string): boolean {
  const bare = wanted.replace(/^channel\s*/i, '');
  return sameName(channel, bare) || sameName(channel, `${bare}_track`);
}

function nameOf(channel: string): string {
  return /^\d+$/.test(channel) ? `channel ${channel}` : channel;
}
