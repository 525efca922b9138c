import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { parseTwiml, type TwimlNode, TwimlRefused } from './twiml-document.ts';
import { GATHER_LANGUAGES, SAY_LANGUAGES } from './twiml-languages.ts';

/** How the text of an attribute is read: as the type that Twilio's library gives its option. */
type Kind = 'text' | 'number' | 'boolean' | 'list' | readonly string[];
type Names<Attributes> = Required<Attributes> extends infer All ? { [Name in keyof All]: Kind } : never;

const METHOD = ['GET', 'POST'] as const;
const SAY: Names<VoiceResponse.SayAttributes> = { language: SAY_LANGUAGES, loop: 'number', voice: 'text' };
const PLAY: Names<VoiceResponse.PlayAttributes> = { digits: 'text', loop: 'number' };
const PAUSE: Names<VoiceResponse.PauseAttributes> = { length: 'number' };
const REDIRECT: Names<VoiceResponse.RedirectAttributes> = { method: METHOD };
const GATHER: Names<VoiceResponse.GatherAttributes> = {
  action: 'text',
  actionOnEmptyResult: 'boolean',
  bargeIn: 'boolean',
  debug: 'boolean',
  enhanced: 'boolean',
  finishOnKey: 'text',
  hints: 'text',
  input: 'list',
  language: GATHER_LANGUAGES,
  maxSpeechTime: 'number',
  method: METHOD,
  numDigits: 'number',
  partialResultCallback: 'text',
  partialResultCallbackMethod: METHOD,
  profanityFilter: 'boolean',
  speechModel: 'text',
  speechTimeout: 'text',
  timeout: 'number',
};
const ENQUEUE: Names<VoiceResponse.EnqueueAttributes> = {
  action: 'text',
  maxQueueSize: 'number',
  method: METHOD,
  waitUrl: 'text',
  waitUrlMethod: METHOD,
  workflowSid: 'text',
};
const DIAL: Names<VoiceResponse.DialAttributes> = {
  action: 'text',
  answerOnBridge: 'boolean',
  callerId: 'text',
  events: ['call-progress-event'],
  hangupOnStar: 'boolean',
  method: METHOD,
  passports: 'text',
  record: 'text',
  recordingConfigurationId: 'text',
  recordingStatusCallback: 'text',
  recordingStatusCallbackEvent: 'list',
  recordingStatusCallbackMethod: METHOD,
  recordingTrack: ['both', 'inbound', 'outbound'],
  referMethod: METHOD,
  referUrl: 'text',
  ringTone: 'text',
  sequential: 'boolean',
  timeLimit: 'number',
  timeout: 'number',
  trim: ['trim-silence', 'do-not-trim'],
};
const NUMBER: Names<VoiceResponse.NumberAttributes> = {
  amdStatusCallback: 'text',
  amdStatusCallbackMethod: METHOD,
  byoc: 'text',
  machineDetection: 'text',
  machineDetectionSilenceTimeout: 'number',
  machineDetectionSpeechEndThreshold: 'number',
  machineDetectionSpeechThreshold: 'number',
  machineDetectionTimeout: 'number',
  method: METHOD,
  sendDigits: 'text',
  statusCallback: 'text',
  statusCallbackEvent: 'list',
  statusCallbackMethod: METHOD,
  url: 'text',
};

const VERBS: Record<string, Record<string, Kind>> = {
  Say: SAY,
  Play: PLAY,
  Pause: PAUSE,
  Gather: GATHER,
  Dial: DIAL,
  Enqueue: ENQUEUE,
  Redirect: REDIRECT,
  Hangup: {},
  Number: NUMBER,
};
/** What may stand in what. Marks of speech (SSML) and tasks are not known here, so they are refused. */
const WITHIN: Record<string, readonly string[]> = {
  Response: ['Say', 'Play', 'Pause', 'Gather', 'Dial', 'Enqueue', 'Redirect', 'Hangup'],
  Gather: ['Say', 'Play', 'Pause'],
  Dial: ['Number'],
};

type Option = string | number | boolean | string[];
type Options = Record<string, Option>;

/** The attributes of an element as the options of Twilio's library. Throws TwimlRefused where it has no such one. */
export function optionsOf({ name, attributes }: TwimlNode): Options {
  const known = VERBS[name];
  if (!known) throw new TwimlRefused(`12200: there is no verb ${name} here`);
  return Object.fromEntries(
    Object.entries(attributes).map(([attribute, text]) => {
      const kind = Object.hasOwn(known, attribute) ? known[attribute] : undefined;
      if (kind === undefined) throw new TwimlRefused(`12200: ${name} has no attribute ${attribute}`);
      return [attribute, optionOf(kind, text, `${name} ${attribute}`)];
    }),
  );
}

function optionOf(kind: Kind, text: string, where: string): Option {
  const refuse = (what: string): never => {
    throw new TwimlRefused(`12200: ${where} is "${text}", not ${what}`);
  };
  if (kind === 'text') return text;
  if (kind === 'list') return text.split(' ');
  if (kind === 'number') return /^\d+$/.test(text) ? Number(text) : refuse('a whole number');
  if (kind === 'boolean') return /^(true|false)$/.test(text) ? text === 'true' : refuse('true or false');
  return kind.includes(text) ? text : refuse(`one of ${kind.join(', ')}`);
}

/** Longest text that Twilio says at once (twilio.com/docs/voice/twiml/say). */
const LONGEST_SAY = 4096;

/** Throws TwimlRefused at the first thing in the document that Twilio would refuse. */
function checkTwiml(node: TwimlNode): void {
  for (const child of node.children) {
    if (!WITHIN[node.name]?.includes(child.name))
      throw new TwimlRefused(`12200: ${child.name} may not stand in ${node.name}`);
    checkElement(child, optionsOf(child));
    checkTwiml(child);
  }
}

function checkElement({ name, text, children }: TwimlNode, options: Options): void {
  const words = text.trim();
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new TwimlRefused(what);
  };
  if (name === 'Say') {
    must(words !== '', '13520: Say has nothing to say');
    must(
      text.length <= LONGEST_SAY,
      `13520: Say has ${text.length} characters, and ${LONGEST_SAY} are the most`,
    );
  }
  if (name === 'Gather' || name === 'Hangup' || name === 'Pause')
    must(words === '' || children.length > 0, `12200: ${name} holds text`);
  if (name === 'Gather') checkGather(options, must);
  if (name === 'Redirect') must(words !== '', '11100: Redirect has no address');
  if (name === 'Enqueue') must(words !== '' || 'workflowSid' in options, '13330: Enqueue names no queue');
  if (name === 'Dial') must(words !== '' || children.length > 0, '13221: Dial has nobody to dial');
  if (name === 'Number' || (name === 'Dial' && children.length === 0))
    must(/^\+[1-9]\d{6,14}$/.test(words), `13224: "${words}" is no number to dial`);
}

function checkGather(options: Options, must: (holds: boolean, what: string) => void): void {
  const {
    input = ['dtmf'],
    finishOnKey = '#',
    hints = '',
    speechTimeout = 'auto',
    timeout = 5,
    numDigits = 1,
  } = options;
  must(
    [input].flat().every((one) => one === 'dtmf' || one === 'speech'),
    `13334: no input is called ${input}`,
  );
  must(/^[0-9#*]?$/.test(String(finishOnKey)), `13310: no key is called ${finishOnKey}`);
  must(/^(auto|[1-9]\d*)$/.test(String(speechTimeout)), `13335: no span is called ${speechTimeout}`);
  must(Number(timeout) >= 1, '13313: the timeout is no positive number');
  must(Number(numDigits) >= 1, '13314: numDigits is less than one');
  const phrases = String(hints).split(',');
  must(phrases.length <= 500, `13336: ${phrases.length} hints, and 500 are the most`);
  must(
    phrases.every((phrase) => phrase.trim().length <= 100),
    '13336: a hint has more than 100 characters',
  );
}

/** The document as Twilio's own library writes it: each element by its method, each attribute as its option. */
function rebuilt(xml: string): string {
  const response = new VoiceResponse();
  for (const node of parseTwiml(xml).children) {
    const options = optionsOf(node);
    if (node.name === 'Say') response.say(options as VoiceResponse.SayAttributes, node.text);
    else if (node.name === 'Play') response.play(options as VoiceResponse.PlayAttributes, node.text);
    else if (node.name === 'Pause') response.pause(options as VoiceResponse.PauseAttributes);
    else if (node.name === 'Redirect')
      response.redirect(options as VoiceResponse.RedirectAttributes, node.text);
    else if (node.name === 'Hangup') response.hangup();
    else if (node.name === 'Enqueue') response.enqueue(options as VoiceResponse.EnqueueAttributes, node.text);
    else if (node.name === 'Dial') dial(response, node, options);
    else gather(response, node, options);
  }
  return response.toString();
}

function dial(response: VoiceResponse, node: TwimlNode, options: Options): void {
  if (node.children.length === 0) {
    response.dial(options as VoiceResponse.DialAttributes, node.text);
    return;
  }
  const built = response.dial(options as VoiceResponse.DialAttributes);
  for (const child of node.children)
    built.number(optionsOf(child) as VoiceResponse.NumberAttributes, child.text);
}

function gather(response: VoiceResponse, node: TwimlNode, options: Options): void {
  const built = response.gather(options as VoiceResponse.GatherAttributes);
  for (const child of node.children) {
    const inner = optionsOf(child);
    if (child.name === 'Say') built.say(inner as VoiceResponse.SayAttributes, child.text);
    else if (child.name === 'Play') built.play(inner as VoiceResponse.PlayAttributes, child.text);
    else built.pause(inner as VoiceResponse.PauseAttributes);
  }
}

/** The document, after Twilio would take it and its own library writes the same; throws TwimlRefused otherwise. */
export function expectValidTwiml(xml: string): TwimlNode {
  const document = parseTwiml(xml);
  checkTwiml(document);
  const again = rebuilt(xml);
  if (JSON.stringify(parseTwiml(again)) !== JSON.stringify(document))
    throw new TwimlRefused(`Twilio's library writes it otherwise:\n${xml}\n${again}`);
  return document;
}
