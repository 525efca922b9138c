import type { Fault } from './types.ts';

/** One line for a person: "call.vtt:12: cause; mend", or "call.json Transcript[3].Content: cause; mend". */
export function faultWords({ file, ...fault }: Fault): string {
  const line = fault.line === undefined ? '' : `:${fault.line}`;
  return `${file}${line}${fault.path === undefined ? '' : ` ${fault.path}`}: ${fault.cause}; ${fault.mend}`;
}
