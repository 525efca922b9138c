import type { Desk } from '../../src/conversation/index.ts';

type Joining = Parameters<Desk['join']>[0];

/** Someone who waits in a chat; what is not said is of no matter to the test. */
export function joining(id: string, more: Partial<Joining> = {}): Joining {
  return {
    id,
    medium: 'chat',
    customerId: null,
    number: null,
    callBackAt: null,
    wantsCallBack: false,
    reason: 'flight_status',
    context: {
      summary: 'Ashley asks when the flight leaves.',
      reason: 'flight_status',
      assurance: 'number',
      said: [
        { by: 'us', text: 'Hello Ashley, would you like to check the status of your flight?' },
        { by: 'them', text: 'yes, and I may miss my connection' },
      ],
    },
    ...more,
  };
}

/** The same person having said more. */
export function sayingMore(entry: Joining, text: string, more: Partial<Joining> = {}): Joining {
  const context = { ...entry.context, said: [...entry.context.said, { by: 'them', text } as const] };
  return { ...entry, context, ...more };
}
