import { always, forbid, halt, order, type Rule } from './rules.ts';

const SENT = '<message>|<marketing>';
const NUMBER = '<mine> <phone>? <number>';
const ME_OR_NUMBER = '<me>|it|<mine>|<phone>|<number>|name*';

/** Ways of saying in English that no more messages are wanted. */
export const ENGLISH: readonly Rule[] = [
  // stop texting me; quit sending me this stuff; stop the flight alerts
  halt(`<cease> to? <skip>* ${SENT}|<doing>`),
  halt('<cease> <skip>* <about>|~ ~? <skip>* <messages>|<marketing>'),
  halt('<cease> <skip>* <of> % %? <messages>|<marketing>'),
  halt('<cease> calling|phoning|ringing and|or <doing>'),
  halt('<cease> trying|attempting to <act>|reach|call <me>|<mine>'),
  halt('<cease> asking|begging|nagging|pestering <me> for|to'),
  halt('<cease> using <mine> <phone>? <number>'),
  halt('<cease> reaching|following out|up'),
  halt('<cease> .? .? .? .? by|via|over|through text|txt|sms'),
  halt('<cease>|finish to? <act> to? <me>'),
  halt('<cease> sending|mailing .? .? .? to <me>'),
  halt('<cease> sending|mailing .? .? .? to this|my <phone>? <number>'),
  halt('<cease> % up|out? my|our|this phone|inbox|cell|mobile|number'),
  order('if|wish|until you|u guys|people? stopped|quit|ceased <skip>* <doing>|<messages>'),
  order(
    'can|could|should|must|to <skip>* <messages>? be stopped|ended|cancelled|canceled <skip>* <messages>',
  ),
  order('how do|can|could i stop|end these|this $'),
  halt('<cease> to? sending|send <skip>|<thing>|<tail>|<mine>|<number>* $'),
  halt('^ <polite>* stop <tail>* <pronoun>'),
  halt('^ <pronoun> &* stop <tail>* $'),
  halt('^ <polite>* stop <tail>* this number|phone|line|is|isnt'),
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
  order('turn|switch|shut these|those off|of $'),
  // don't text me; do not contact this number
  forbid('<forbid> to? <adv>* <act> to? <me>|here'),
  forbid('<forbid> to? <adv>* <actAlone> <tail>* $'),
  forbid(`<forbid> to? <adv>* <act>|call to? ${NUMBER}`),
  forbid(
    '<forbid> <adv>* call|phone|text|message|email and|or|nor call|text|message|email|contact <me>|<mine>|$',
  ),
  forbid('<forbid> <adv>* <act>|call .? .? .? .? list|registry'),
  forbid('<forbid> <adv>* <doing> <me>|<tail>|$'),
  forbid('<forbid> use <mine> <phone>? <number>'),
  order(
    '^ <polite>* no texting|messaging|txting|contacting|soliciting|spam|spamming <me>|this|here|<tail>|$',
  ),
  always('not allowed|permitted|authorized|authorised|welcome|okay|ok|free to <act>|call|send'),
  always('not|never|shouldnt|mustnt|cannot to? be <acted>'),
  // don't send me anything; send no more messages
  forbid('<forbid> <adv>* send|mail|give <me>|to? <skip>* ~? <messages>|<marketing>'),
  forbid('<forbid> <adv>* send|give <me> <skip>* <message>'),
  forbid('<forbid> <adv>* send <me>? these|this|them|any|more|anything|stuff to|here|on <mine>|me|here|us'),
  order('nomore|no <of>? % %? <messages> <tail>* $'),
  order('no thanks to <skip>* <messages>|<marketing>'),
  always('instead of|rather than text|texts|texting|sms|messages|messaging'),
  order('want|need|wish no|zero <skip>* <messages>|<marketing>'),
  order('no interest|desire|wish|use in|for|to <wantSkip>* <messages>'),
  forbid('<forbid> <adv>* send <me>? <skip>|<thing>|<tail>* $'),
  order(`send|sending <me>? nomore <skip>* ${SENT}|<thing>`),
  order('no send <skip>* <message>'),
  order(`refrain|abstain from <skip>* <doing>|${SENT}`),
  // I no longer want your texts; I don't wish to be contacted
  always('<forbid> <adv>* <want> <wantSkip>* ~? <messages>|<marketing>', 'to stop|end|go|cease|get|come|be'),
  always(
    '<forbid> <adv>* <want> <wantSkip>* receive|receiving|get|getting|any|anymore|nomore <wantSkip>* <message>',
    'late|wrong',
  ),
  always('<forbid> <adv>* <want> to? be|being|get|getting <acted>'),
  always('<forbid> <adv>* <want> you|u|yall|anyone|anybody to? <act>|<doing> <me>|<tail>'),
  always('<forbid> <adv>* <want> to? receive|receiving|get|getting <wantSkip>* these|those|them <tail>* $'),
  always('<forbid> <adv>* <want> to? be|stay on <listmod>* <list>'),
  always('<forbid> <want>|like to? hear|hearing from you|u|yall|this'),
  order('rather|prefer not to? receive|get|be|have <wantSkip>* <messages>|<acted>|these|this'),
  order('no need to keep|continue <skip>* <act>|<doing>|<messages>'),
  order('no need to? <act> <me>|anymore'),
  order('no need for|of <skip>* <messages>'),
  always('notinterested|uninterested in <wantSkip>* <messages>|<marketing>'),
  // no more texts; enough of these messages; tired of them
  order(`nomore of? <skip>* %? ${SENT}`),
  order('^ <polite>* no texts|messages|sms|msgs|txts|spam|ads|promos|alerts|reminders <tail>* $'),
  order('^ <polite>* nomore|no contact <tail>* $'),
  order('^ <polite>* nomore of? <thing>? <tail>* $'),
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
  order(`<take> ${ME_OR_NUMBER} off|of|out|from|form of? <listmod>* <list>`, 'of|for .'),
  order(`<take> ${ME_OR_NUMBER} off|out|from of? <skip>* ~? ~? <messages>|<marketing>|<doing>`),
  order('take|get|cross|scratch|strike <me> off|out <tail>* $'),
  order('take|get <me> off <thing> <tail>* $'),
  order('block|exclude|remove|scratch|cut|free|spare <me> from <listmod>|<skip>* <messages>|<list>'),
  order('want|wants off <tail>* $'),
  order('~ <me> off|from of? <listmod>* <list>', 'of|for .'),
  order('name|number off|from of? your|ur|the|this <listmod>* <list>', 'of|for .'),
  order(`<take> ${NUMBER} off|out <tail>* $`),
  order('get|getting|want|be|taken|removed off|out|from of? <listmod>* <list>', 'of|for .'),
  order('put|add|place|added me|us|to|<mine>|<phone>|<number>* on|to? <listmod>* dont <act>|call'),
  // unsubscribe me; I withdraw my consent
  halt('unsubscribe|optout <me>|<mine>|<phone>|<number>|please|now*', 'of|from .'),
  order(`unsubscribe|optout ${ME_OR_NUMBER} of|from <listmod>|<skip>|<about>* ${SENT}|<list>|<acted>`),
  order('unsubscribe|optout <me>|please* of|from <listmod>* <thing>|you|here <tail>* $'),
  always('ive|already|have already? unsubscribed|optedout'),
  order(
    'revoke|revoking|withdraw|withdrawing|rescind|retract|cancel my|any|all|prior|the|this|previous* <consent>',
  ),
  order('<consent> is|has|been|hereby|to|text|contact|me* revoked|withdrawn|rescinded'),
  always(
    `<forbid>|no have|give|gave|given|got? my|you|any? consent|agree|authorize|<consent> for|you|to* <wantSkip>* ${SENT}|<doing>|<act>|<acted>`,
  ),
  always('<forbid> consent $'),
  // leave me alone; if you text me once more ...
  order('leave <me> <polite>* alone|be'),
  order('be|want left alone'),
  always('^ <polite>* go away <tail>* $'),
  always('^ <polite>* fuckoff <tail>* $'),
  always('^ <polite>* knock|cut it|this off|out <tail>* $'),
  always('^ <polite>* dont disturb <tail>* $'),
  always('if you|u .? .? <act> <me> again'),
  always('^ <polite>* you|u <act> <me> again'),
  always('if i get|receive|see another|again|more <skip>* <message>'),
  // a thought that ends in it: so tired of this please stop
  halt('please|pls|plz|just|now|so stop them|it|this|these <tail>* $'),
  halt('please|pls|plz|just|so|wrongnumber|notinterested|lol stop <tail>* $'),
  halt('said|say|replied|reply|sent|texted|typed|wrote the? word? stop', 'by|at|the|my|sending|to'),
  order('<doing>|<messages> .? .? .? .? stop <tail>* $'),
  halt('stopcommand <tail>* $'),
  always('<act> <me> again and i|im|ill|my'),
];

/** About calls, which are ours as well, unless it is texts that are asked for instead. */
export const CALLS: readonly Rule[] = [
  halt('<cease> calling|ringing|phoning <me>|this|my|<tail>|$'),
  forbid('<forbid> <adv>* call|ring|phone me|this'),
  order('nomore calls'),
];
