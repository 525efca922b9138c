import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** The verbs a call can be given, in the order they run (https://www.twilio.com/docs/voice/twiml). */
export type Verb =
  | { verb: 'Say' | 'Play'; text: string }
  | { verb: 'Pause'; seconds: number }
  | { verb: 'Hangup' | 'Reject' }
  | { verb: 'Redirect'; url: string; method: Method }
  | { verb: 'Enqueue'; queue: string }
  | { verb: 'Dial'; to: string }
  | Gather;

export type Method = 'POST' | 'GET';

export interface Gather {
  verb: 'Gather';
  /** Empty: back to the document's own address. */
  action: string;
  method: Method;
  input: ('dtmf' | 'speech')[];
  numDigits: number | null;
  /** Seconds of silence before the next verb runs. */
  timeout: number;
  actionOnEmptyResult: boolean;
  hints: string;
  /** What is said while it listens. */
  prompt: Verb[];
}

/** The document cannot be what a telephone exchange would accept. */
export class TwimlError extends Error {}

type Node = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const isElement = (node: Node): boolean => Object.keys(node).some((key) => key !== ':@' && key !== '#text');

function elements(children: unknown): Node[] {
  return Array.isArray(children) ? children.filter(isNode) : [];
}

function nameOf(node: Node): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function attributesOf(node: Node): Record<string, string> {
  const attributes = node[':@'];
  return isNode(attributes)
    ? Object.fromEntries(Object.entries(attributes).map(([k, v]) => [k, String(v)]))
    : {};
}

/** All text below, speech mark-up left out. */
function textOf(children: unknown): string {
  const parts = elements(children).map((node) =>
    '#text' in node ? String(node['#text']) : ` ${textOf(node[nameOf(node)])} `,
  );
  return parts.join('').replace(/\s+/g, ' ').trim();
}

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d+$/.test(text)) throw new TwimlError(`${name}="${text}" is not a whole number`);
  return Number(text);
}

function methodOf(text = 'POST'): Method {
  if (text === 'POST' || text === 'GET') return text;
  throw new TwimlError(`method="${text}" is neither GET nor POST`);
}

function gather(attributes: Record<string, string>, children: unknown): Gather {
  const input = (attributes.input ?? 'dtmf').split(/\s+/).map((kind) => {
    if (kind === 'dtmf' || kind === 'speech') return kind;
    throw new TwimlError(`input="${attributes.input}" is neither dtmf nor speech`);
  });
  const prompt = verbsOf(children);
  const odd = prompt.find(({ verb }) => verb !== 'Say' && verb !== 'Play' && verb !== 'Pause');
  if (odd) throw new TwimlError(`<${odd.verb}> cannot stand in <Gather>`);
  return {
    verb: 'Gather',
    action: attributes.action ?? '',
    method: methodOf(attributes.method),
    input,
    numDigits: attributes.numDigits === undefined ? null : wholeNumber('numDigits', attributes.numDigits, 0),
    timeout: attributes.timeout === 'auto' ? 5 : wholeNumber('timeout', attributes.timeout, 5),
    actionOnEmptyResult: attributes.actionOnEmptyResult === 'true',
    hints: attributes.hints ?? '',
    prompt,
  };
}

function verbOf(node: Node): Verb {
  const name = nameOf(node);
  const [children, attributes] = [node[name], attributesOf(node)];
  switch (name) {
    case 'Say':
    case 'Play':
      return { verb: name, text: textOf(children) };
    case 'Pause':
      return { verb: name, seconds: wholeNumber('length', attributes.length, 1) };
    case 'Hangup':
    case 'Reject':
      return { verb: name };
    case 'Redirect':
      return { verb: name, url: textOf(children), method: methodOf(attributes.method) };
    case 'Enqueue':
      return { verb: name, queue: textOf(children) || (attributes.workflowSid ?? '') };
    case 'Dial':
      return { verb: name, to: textOf(children) };
    case 'Gather':
      return gather(attributes, children);
    default:
      throw new TwimlError(`<${name}> is no verb this telephone knows`);
  }
}

function verbsOf(children: unknown): Verb[] {
  return elements(children).filter(isElement).map(verbOf);
}

/** The verbs of a document. Throws TwimlError on anything Twilio would refuse. */
export function parseTwiml(xml: string): Verb[] {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new TwimlError(`not well-formed XML: ${valid.err.msg}, line ${valid.err.line}`);
  const roots = elements(parser.parse(xml)).filter(
    (node) => !nameOf(node).startsWith('?') && isElement(node),
  );
  const [root] = roots;
  if (roots.length !== 1 || !root || nameOf(root) !== 'Response') {
    throw new TwimlError(`the document's root must be one <Response>, found ${roots.map(nameOf).join(', ')}`);
  }
  return verbsOf(root.Response);
}
