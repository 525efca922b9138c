import { bodyLimit } from 'hono/body-limit';
import { ApiError } from '../../platform/index.ts';

/** Twilio's webhooks are of some 1 kB, and a text holds 1,600 characters: what is larger is not Twilio's. */
const LARGEST_BODY = 64 * 1024;

export const limitWebhook = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: () => {
    throw new ApiError(413, 'the body is larger than 64 kB', {
      mend: 'send what Twilio sends, nothing more',
    });
  },
});
