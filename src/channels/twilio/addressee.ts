import { ApiError, BUCKETS } from '../../platform/index.ts';

/** Which outreach a callback of Twilio's is about. */
export type Addressee = { id: string; bucket: number };

/** The address that Twilio is to call about an outreach. */
export function addressAbout(publicUrl: string, path: string, { id, bucket }: Addressee): string {
  return `${publicUrl.replace(/\/+$/, '')}${path}?${queryAbout({ id, bucket })}`;
}

export function queryAbout({ id, bucket }: Addressee): string {
  return new URLSearchParams({ outreach: id, bucket: String(bucket) }).toString();
}

/** The other way round. Throws ApiError 400 when what we put into the address is not there. */
export function addresseeOf(query: (name: string) => string | undefined): Addressee {
  const id = query('outreach') ?? '';
  const bucket = query('bucket') ?? '';
  if (!/^[\w-]{1,64}(~\d{1,2})?$/.test(id) || !/^\d{1,2}$/.test(bucket) || Number(bucket) >= BUCKETS) {
    throw new ApiError(400, 'the address does not say which outreach this is about', {
      where: 'query parameters outreach and bucket',
      mend: 'leave the callback address as it was given with the message',
    });
  }
  return { id, bucket: Number(bucket) };
}
