import { always, forbid, halt, order, type Rule } from './rules.ts';

const SENT = '<message>|<marketing>';
const NUMBER = '<mine> <phone>? <number>';
const ME_OR_NUMBER = '<me>|it|<mine>|<phone>|<number>|name*';

/** Ways of saying in English that no more messages are wanted. */
export const ENGLISH: readonly Rule[] = [
  // stop texting me; quit sending me this stuff; stop the flight alerts
  halt(`<cease> to? <skip>* ${SENT}|<doing>`),
  halt('<cease> <skip>* <about>|~ ~? <skip>* <messages>|<marketing>'),
  halt('<cease> calling|phoning|ringing and|or <doing>'),
  halt('<cease> to? <act> to? <me>'),
  halt('<cease> to? sending|send <skip>|<thing>|<tail>|<mine>|<number>* $'),
  halt('^ <polite>* stop i|ive|we|wrongnumber|notinterested|nomore|you'),
  halt('^ <polite>* stop this number|phone|line|is|isnt'),
  halt('<cease> hitting <me> up'),
  halt('<cease> blowing|lighting up my phone|cell'),
  halt('cease and|or? desist'),
  // cancel my text alerts; turn the notifications off
  halt('<end> <skip>* <messages>|<marketing>'),
  halt('<end> <skip>* <message> $'),
  halt('<end> <skip>* <about>|~ <skip>* <messages>'),
  halt(`<cease>|<end> <skip>* subscription|subscriptions|subscribe to|of|for|from <skip>* ${SENT}`),
  order(`turn|switch|shut off <skip>|<about>* ~? ${SENT}`),
  order('turn|switch|shut <skip>|<about>* <message> off'),
  // don't text me; do not contact this number
  forbid('<neg>|not to? <adv>* <act> to? <me>|here'),
  forbid('<neg>|not to? <adv>* <actAlone> <tail>* $'),
  forbid(`<neg>|not to? <adv>* <act>|call to? ${NUMBER}`),
  forbid(
    '<neg>|not <adv>* call|phone|text|message|email and|or|nor call|text|message|email|contact <me>|<mine>|$',
  ),
  forbid('<neg>|not <adv>* <act>|call .? .? .? .? list|registry'),
  forbid('<neg>|not <doing> <me>|<tail>|$'),
  // don't send me anything; send no more messages
  forbid('<neg>|not <adv>* send|mail|give <me>|to? <skip>* ~? <messages>|<marketing>'),
  forbid('<neg>|not <adv>* send|give <me> <skip>* <message>'),
  forbid('<neg>|not <adv>* send <me>? <skip>|<thing>|<tail>* $'),
  order(`send|sending <me>? nomore <skip>* ${SENT}|<thing>`),
  order('no send <skip>* <message>'),
  order(`refrain|abstain from <skip>* <doing>|${SENT}`),
  // I no longer want your texts; I don't wish to be contacted
  always('<neg>|not <adv>* <want> <wantSkip>* ~? <messages>|<marketing>', 'to stop|end|go|cease|get|come|be'),
  always(
    '<neg>|not <adv>* <want> <wantSkip>* receive|receiving|get|getting|any|anymore|nomore <wantSkip>* <message>',
    'late|wrong',
  ),
  always('<neg>|not <adv>* <want> to? be|being|get|getting <acted>'),
  always('<neg>|not <adv>* <want> you|u|yall|anyone|anybody to? <act>|<doing> <me>|<tail>'),
  always('<neg>|not <adv>* <want> to? receive|receiving|get|getting <wantSkip>* these|those|them <tail>* $'),
  always('<neg>|not <adv>* <want> to? be|stay on <listmod>* <list>'),
  always('<neg>|not <want>|like to? hear|hearing from you|u|yall|this'),
  order('rather|prefer not to? receive|get|be|have <wantSkip>* <messages>|<acted>|these|this'),
  order('no need to|for|of keep|continue? <skip>* <act>|<doing>|<messages>'),
  always('notinterested|uninterested in <wantSkip>* <messages>|<marketing>'),
  // no more texts; enough of these messages; tired of them
  order(`nomore of? <skip>* ~? ${SENT}`),
  order('^ <polite>* no texts|messages|sms|msgs|txts|spam|ads|promos|alerts|reminders <tail>* $'),
  order('^ <polite>* nomore contact? <tail>* $'),
  order(`enough already? with|of? <skip>* ${SENT}`),
  order('^ <polite>* enough already <tail>* $'),
  order('^ <polite>|i|im|am|so* done|finished|through with <skip>* <messages>|<marketing>'),
  order('tired|sick|fed up? of|with <skip>* <messages>|<marketing>'),
  // these texts need to stop; make it stop
  always('<messages> really? need|needs|must|have|has|should|gotta to? stop|end|cease'),
  order('make|want|need <skip>|<thing>* <messages>? to? stop $'),
  // remove my number; take me off your list
  order(
    `<remove> ${NUMBER}`,
    'from|on|in|for|of my|the|this|a profile|account|booking|reservation|order|ticket|trip',
  ),
  order('<remove> me|us <tail>* $'),
  order('^ <polite>* remove <tail>* $'),
  order('^ <polite>* quit it|this|already <tail>* $'),
  always('^ <polite>|but|i|think|you|have|im|afraid|that|this|is* wrongnumber <tail>* $'),
  order(`<take> ${ME_OR_NUMBER} off|out|from of? <listmod>* <list>`, 'of|for .'),
  order(`<take> ${ME_OR_NUMBER} off|out|from of? <skip>* ~? ~? <messages>|<marketing>|<doing>`),
  order('take|get <me> off|out <tail>* $'),
  order(`<take> ${NUMBER} off|out <tail>* $`),
  order('get|getting|want|be|taken|removed off|out|from of? <listmod>* <list>', 'of|for .'),
  order('put|add|place|added me|us|to|<mine>|<phone>|<number>* on|to? <listmod>* dont <act>|call'),
  // unsubscribe me; I withdraw my consent
  halt('unsubscribe|optout <me>|<mine>|<phone>|<number>|please|now*', 'of|from .'),
  order(`unsubscribe|optout ${ME_OR_NUMBER} of|from <listmod>|<skip>|<about>* ${SENT}|<list>|<acted>`),
  order('unsubscribe|optout <me>|please* of|from <listmod>* <thing>|you|here <tail>* $'),
  always('already unsubscribed|optout'),
  order(
    'revoke|revoking|withdraw|withdrawing|rescind|retract|cancel my|any|all|prior|the|this|previous* <consent>',
  ),
  order('<consent> is|has|been|hereby|to|text|contact|me* revoked|withdrawn|rescinded'),
  always(
    `<neg>|not|no have|give|gave|given|got? my|you|any? consent|agree|authorize|<consent> for|you|to* <wantSkip>* ${SENT}|<doing>|<act>|<acted>`,
  ),
  always('<neg>|not consent $'),
  // leave me alone; if you text me once more ...
  order('leave <me> <polite>* alone'),
  always('^ <polite>* go away <tail>* $'),
  always('^ <polite>* fuckoff <tail>* $'),
  always('^ <polite>* knock|cut it|this off|out <tail>* $'),
  always('^ <polite>* dont disturb <tail>* $'),
  always('if you|u .? .? <act> <me> again'),
  always('if i get|receive|see another|again|more <skip>* <message>'),
  // a thought that ends in it: so tired of this please stop
  halt('please|pls|plz|just|now|so stop them|it|this|these <tail>* $'),
  halt('please|pls|plz|just|so|wrongnumber|notinterested|lol stop <tail>* $'),
  halt('i|ive|already|have said|replied|sent|texted|typed|wrote stop $'),
];

/** About calls, which are ours as well, unless it is texts that are asked for instead. */
export const CALLS: readonly Rule[] = [
  halt('<cease> calling|ringing|phoning <me>|this|my|<tail>|$'),
  forbid('<neg>|not <adv>* call|ring|phone <me>|this'),
  order('nomore calls'),
];
