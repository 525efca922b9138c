import type { openClient, TwilioAccess } from './client.ts';

/** The client, once it is first needed: the library takes a third of a second to load, which who sends nothing need not wait for. */
export function openLazily(access: TwilioAccess): () => Promise<ReturnType<typeof openClient>> {
  let opened: Promise<ReturnType<typeof openClient>> | null = null;
  return () => {
    opened ??= import('./client.ts').then((library) => library.openClient(access));
    return opened;
  };
}
