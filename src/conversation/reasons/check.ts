import { Liquid } from 'liquidjs';
import { ApiError, faultsOf } from '../../platform/index.ts';
import { LOCALES } from './locale.ts';
import { type Reason, reasonSpec } from './spec.ts';

const liquid = new Liquid({ templates: {} });

/**
 * A reason as a company wrote it, read. Throws ApiError 400 that says which part is wrong; `endpoints`: whether requests to
 * the company can be signed and sent.
 */
export function readReason(
  name: string,
  given: unknown,
  endpoints: { signed: boolean; privately: boolean },
): Reason {
  const parsed = reasonSpec.safeParse({ ...(typeof given === 'object' ? given : {}), name });
  if (!parsed.success) {
    const { error, ...rest } = faultsOf(parsed.error);
    throw new ApiError(400, error, {
      where: rest.where,
      mend: rest.mend ?? 'see docs/front-door.md for the form of a reason',
    });
  }
  const reason = parsed.data;
  for (const { where, templates } of templatesOf(reason))
    for (const locale of LOCALES)
      try {
        liquid.parse(templates[locale]);
      } catch (cause) {
        throw new ApiError(400, `not a template: ${(cause as Error).message}`, {
          where: `${where}.${locale}`,
          mend: 'write Liquid (liquidjs.com), for example "Your order arrives {{ day.delivery }}."',
        });
      }
  const url = reason.answer?.endpoint?.url;
  if (url && !endpoints.signed)
    throw new ApiError(400, 'requests to an endpoint are signed, and there is no secret to sign with', {
      where: 'answer.endpoint',
      mend: 'set BEFOREHAND_ENDPOINT_SECRET to whsec_ and 24 to 64 bytes in base64, as Standard Webhooks has it',
    });
  if (url?.startsWith('http:') && !endpoints.privately)
    throw new ApiError(400, 'what is known of customers goes over https only', {
      where: 'answer.endpoint.url',
      mend: 'use https://, or BEFOREHAND_ENDPOINT_PRIVATE=1 for a service inside your own network',
    });
  return reason;
}

function templatesOf({ question, about, answer }: Reason) {
  return [
    { where: 'question', templates: question },
    ...(about ? [{ where: 'about.phrase', templates: about.phrase }] : []),
    ...(answer ? [{ where: 'answer.template', templates: answer.template }] : []),
  ];
}
