import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of a TwiML document, its children and its attributes in the order in which they stand. */
export type TwimlNode = {
  name: string;
  attributes: Record<string, string>;
  children: TwimlNode[];
  text: string;
};

/** What Twilio would refuse, with its error code where it has one (twilio.com/docs/api/errors). */
export class TwimlRefused extends Error {
  override name = 'TwimlRefused';
}

const reader = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
});

/** Twilio takes no document larger than this (error 11750). */
const LARGEST = 64 * 1024;

/** Reads a document into its `Response` element. Throws TwimlRefused when it is none. */
export function parseTwiml(xml: string): TwimlNode {
  if (Buffer.byteLength(xml) > LARGEST) throw new TwimlRefused('11750: the document is larger than 64 kB');
  // The first character of a document with a declaration is its "<" (error 12100).
  if (/^\s+<\?xml/.test(xml)) throw new TwimlRefused('12100: there is something before the XML declaration');
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new TwimlRefused(`12100: this is no XML: ${valid.err.msg} in ${xml}`);
  const roots = nodesOf(reader.parse(xml)).filter(({ name }) => !name.startsWith('?'));
  const [root] = roots;
  if (roots.length !== 1 || root?.name !== 'Response')
    throw new TwimlRefused('12102: the document is not one Response');
  return root;
}

function nodesOf(parsed: unknown): TwimlNode[] {
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((entry: Record<string, unknown>) => {
    const name = Object.keys(entry).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const inside = entry[name];
    return [
      {
        name,
        attributes: (entry[':@'] ?? {}) as Record<string, string>,
        children: nodesOf(inside),
        text: textOf(inside),
      },
    ];
  });
}

/** All text below, that of nested marks (SSML) included. */
function textOf(parsed: unknown): string {
  if (!Array.isArray(parsed)) return '';
  return parsed
    .map((entry: Record<string, unknown>) =>
      '#text' in entry
        ? String(entry['#text'])
        : Object.entries(entry)
            .filter(([key]) => key !== ':@')
            .map(([, inside]) => textOf(inside))
            .join(''),
    )
    .join('');
}
