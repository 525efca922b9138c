/**
 * What customers say with a mood or a flag, by classes of words rather than by the phrases of one company's customers.
 * Each is looked for in the words of a turn (`words()`: lower case, no apostrophes, `?` a word) with a space between them
 * and at both ends.
 */
const SAID =
  '(?:said|say|told|wrote|mentioned|explained|typed|gave|answered|stated|sent|uploaded|put it|confirmed|filled)';
const SAYING = '(?:saying|telling|asking|explaining|repeating)';
const COUNT = '(?:two|three|four|five|six|seven|eight|nine|ten|several|many|so many|\\d+)';
const NTH = '(?:second|third|fourth|fifth|sixth|seventh|\\w+th|2nd|3rd|umpteenth)';
const YOU = '(?:you|u|ye|yous|yall)';
const MESSAGES =
  '(?:texts?|txts?|texting|messages?|messaging|emails?|emailing|mails?|mailings?|calls?|calling|ringing|phoning|contacting|letters?|notifications?|alerts?|sms|surveys?|newsletters?|promos?|promotions?|offers|marketing|spam|adverts?|reminders?)';
const TIME = '(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)';

const CLASSES = {
  // says it again
  likeSaid: `(?:like|as|same as|what|which) i(?:ve| have)? ?(?:just|already|keep|kept|been)? ?${SAID}`,
  iSaid: `i(?:ve| have| did| had)? ?(?:just|already|literally|clearly|have)? ?${SAID}`,
  justSaid: `(?:just|already|literally) ${SAID}`,
  saidYou: `(?:said|told|gave|sent|asked|given|answered) (?:that|this|it|you|ye|u|yous|them|all|so|twice|already)`,
  imSaying: `(?:im|i am|ive been|thats what im|what im|what i am|i keep|i kept|keep) (?:not )?${SAYING}`,
  keepSaying: `(?:keep|kept|keeps) (?:on )?(?:saying|telling|asking|having|repeating|say|tell)`,
  already: `already|previously|earlier|before`,
  again: `again|once more`,
  nthTime: `${NTH} (?:time|person|call|one)`,
  timesCount: `${COUNT} times|twice|every time|each time|daily|every (?:single )?day`,
  notAsking: `(?:im|i am|i was|was) not (?:asking|saying|after|talking|interested)|(?:i )?(?:dont|didnt) (?:want|ask|say|need|care)`,
  justWant: `i (?:just|only) (?:want|need|wanted|needed|asked)|please just|just (?:cancel|stop|tell|give|send|refund)`,
  insists: `so (?:is|are|did|does|can|will|when|where|what|has|have) |(?:no|but) (?:i|its|it|he|she|they|theres|there|that|thats) `,
  // does not know what is happening, or why it is asked
  whyNeed: `why (?:(?:do|are|would|does|did) )?(?:${YOU}|we|they) (?:need|want|ask|asking|have|are|all)|(?:do|does|would) ${YOU} (?:really )?need (?:that|this|it|my|all)`,
  why: `why|how come`,
  whatFor: `what(?:s| is| are| do| was| am)?(?: \\w+){0,5} for|for what|what(?:s| is| has| does)?(?: \\w+){0,3} (?:got )?to do with|got to do with|what for`,
  matters: `(?:why|what|how) (?:does|do|would|is) (?:that|it|this) (?:matter|relevant|help|change)`,
  notFollow: `(?:dont|didnt|cant|not|do not|did not|cannot|couldnt) (?:really |quite )?(?:follow|following|understand|understanding|get (?:it|that|what|how|who)|know what (?:that|it|this|${YOU}|any|half|a|an|the|im))`,
  lostMe: `lost me|(?:im|i am|totally|completely|a bit|kinda) lost|no idea what|in english|over my head|plain english`,
  meanWhat: `what (?:do|does|did|d) (?:${YOU}|that|it|this|they) mean|means? what|whats? (?:a|an|the|that|this|it) (?:\\w+ )?\\?? ?$|what(?:s| is| does)? \\w+ mean`,
  theWhat: `(?:the|a|an|my|of|to|with|it|sorry|wait|with) what`,
  hello: `^ (?:um |uh |er |sorry |hi )*hello`,
  helloAgain: `hello (?:hello|\\?|is|are|sorry|did|can)`,
  there: `(?:${YOU}|anybody|anyone|somebody|someone) (?:still )?(?:there|here|on the line|listening)|can ${YOU} hear|still (?:here|there|on|waiting)|cut off|(?:hang|hung|hanging) up|gone quiet|lost ${YOU}`,
  silence: `(?:its )?been (?:like |about |over |a |nearly )*\\w+ (?:few )?${TIME}|nothing(?:s| is)? happen\\w*|anything (?:happening|going on)|cant (?:hear|tell)`,
  happening: `what(?:s| is|s even)? (?:happening|going on|next)|what happens (?:now|next)|where(?:s| is) this going|what now`,
  whatDoing: `what (?:are|is|were|am) (?:${YOU}|we|they|i|it) (?:\\w+ ){0,3}(?:doing|checking|looking|trying|working|supposed|meant)|(?:are|r) (?:${YOU}|we) (?:\\w+ ){0,2}(?:doing|looking|checking|typing|fixing|changing|starting|talking|radioing)`,
  orWhat: `or (?:what|not|is (?:it|that|this|he|she)|are (?:${YOU}|we)|am i|did ${YOU}|do i|just)`,
  supposed: `(?:am|are|is) (?:i|we) (?:\\w+ )?(?:supposed|meant|doing|waiting|looking|actually)|what (?:do|should|can|shall|am) (?:i|we)|which (?:one|of)|do ${YOU} want me`,
  // no more messages
  messages: MESSAGES,
  stopMessages: `(?:stop|quit|cease|end)(?: \\w+){0,5} ${MESSAGES}|(?:stop|quit) (?:it|them|sending|all|this|these|those|that)|no(?: \\w+){0,3} ${MESSAGES}`,
  takeOff: `(?:take|get|remove|unsubscribe|unenroll|delete|opt|want)(?: \\w+){0,6} (?:off|out|list)|(?:remove|delete|lose|forget) (?:me|my (?:number|details|email))|unsubscribed?|opt(?:ed)? out`,
  dontContact: `(?:dont|do not|never|not)(?: \\w+){0,2} (?:ring|call|text|contact|email|message|phone|write|send)`,
  anyMore: `(?:any|no) ?more|never again|leave me alone|in peace`,
  stop: `stop|stopped`,
  // wants somebody above, or goes elsewhere
  above: `managers?|supervisors?|seniors?|bosss?|in charge|higher(?: up)?|above ${YOU}|over ${YOU}|superiors?|team leader|head office|headquarters|corporate|directors?|whoever|ceo|who can actually`,
  getMe: `(?:get|give|put|fetch|transfer|pass|connect|escalate|want|need|speak|talk|have)(?: \\w+){0,4} (?:someone|somebody|manager|managers|supervisor|senior|boss|above|else|higher|human|person)|(?:someone|somebody|anyone|anybody) (?:else|above|higher|senior|who|with|more)|escalate`,
  law: `ombudsman|lawyers?|solicitors?|attorney|court|claims|sue|suing|legal|trading standards|regulator|watchdog|councillor|mp|press|newspaper|news|police|complaint|complaints|chargeback|fair trading|consumer|review|reviews|post (?:this|it|the)`,
  bank: `(?:my|the) bank|dispute (?:it|the|this)|card company`,
  leaving: `(?:cancel|cancelling|canceling|close|closing|leave|leaving|end|switch|switching|quit)(?: \\w+){0,2} (?:account|accounts|membership|subscription|contract|policy|whole|everything|lot|whole thing|service)|how do i leave|close (?:it|my)|im (?:done|leaving|off|out)|were (?:done|leaving|switching)|(?:elsewhere|somewhere else|competitors?|another (?:company|provider|bank|supplier)|other guys)|take my (?:business|money|custom|number)|switching|(?:im|be|are|were) (?:switching|cancelling|canceling|leaving)`,
  neverAgain: `never(?: \\w+){0,2} (?:again|with you|using|flying|staying|buying|booking|ordering|coming)|last time i`,
  // frustration
  outrage: `ridiculous|unbelievable|joke|disgrace\\w*|useless|absurd|insane|pathetic|appalling|outrageous|fuming|furious|livid|rubbish|nonsense|sick of|fed up|had enough|waste|wasted|terrible|awful|shocking|unacceptable|disgusting|rip ?off|robbery|robbed|lied|lying|liars?|wtf|bloody|damn|hell|crap|hopeless|shambles|incompetent|stupid|crazy|angry|annoyed|annoying|mad|frustrat\\w+|rude|cheek|farce|laughable|bs|bullshit|shit|fuck\\w*|fs|ffs|atrocious|horrible|worst|idiots?`,
  grievance: `still|nobody|no one|noone|nothing|never|wrong|broken|missed|charged|twice|promised|supposed|waited|waiting|ignored|late|lost|stuck|fault|not good enough|not acceptable|how (?:long|many|hard)|(?:been|for|took|taken) (?:\\w+ ){0,2}${TIME}|on hold|passed around|run ?around|no response|no reply`,
  youPeople: `you (?:people|lot|guys|folks)|yous|your (?:system|website|site|app|policy|fault|problem|mistake|error|driver|people|company|records|own)|thats your|you (?:charged|took|said|told|sent|keep|never|didnt|cancelled|canceled|lost|broke|owe)`,
  dismiss: `forget it|whatever|never ?mind|give up|dont bother|thanks for nothing|no thanks|good for (?:you|him|her|them)|so (?:helpful|kind)|how (?:nice|lovely|kind|convenient)|of course (?:it|you|they)|typical|wow|oh (?:great|good|lovely|wonderful|brilliant|perfect|fantastic|nice)|come on|seriously|honestly|for (?:gods|goodness|christs|heavens|petes) sake|oh my god|omg`,
  money: `\\w+ (?:dollars?|pounds?|quid|euros?|rupees|bucks|percent|fee|fees)|refund|money|pay(?:ing)?|paid|compensation`,
  contrast: `^ (?:but|well|no|right|yeah but|yes but|okay but|ok but|then|and)`,
  endsThen: ` then(?: \\?)? $`,
  // anxiety
  worry: `worr\\w+|scared|afraid|fright\\w+|nervous|panic\\w*|terrif\\w+|anxious|stress\\w*|shaking|shaky|crying|cry|desperate|dread\\w*|freaking|concern\\w*|hope|hoping|hopefully|fear|upset|tears|nightmare`,
  ohNo: `oh (?:no|god|gosh|dear|my|lord|heavens|jesus|christ)|god|please|uh oh`,
  whatIf: `what if|will (?:it|he|she|i|they|we|that|my)|(?:is|are|am) (?:it|he|she|they|i|we|this|that) (?:\\w+ )?(?:safe|ok|okay|alright|going|all right|gonna|too late|in trouble|real)|can (?:they|he|she|someone|somebody)|does (?:it|that|this) mean|do i (?:lose|have)|are you sure|you sure|sure \\?|how (?:long|soon|late|bad|serious)|in time|make it|too late|definitely`,
  danger: `emergency|urgent|urgently|hospital|ambulance|surgery|operation|insulin|inhaler|medicine|medication|meds|tablets|prescription|oxygen|pregnant|pain|bleeding|funeral|gas|fire|smoke|smell|burning|leak\\w*|flood\\w*|water|sparks?|alarm|siren|carbon|poison|safe|dangerous|hacked|fraud|scam\\w*|stolen|thief|stole|intruder|locked|dark|alone|stranded|evict\\w*|bailiffs?|lump|cancer|blood|dying|died`,
  kin: `baby|babies|daughter|son|mum|mam|mom|mother|dad|father|kids?|child|children|wife|husband|nan|gran|granny|grandma|grandad|sister|brother|toddler|newborn|months? old|year old|elderly|dog|cat|disabled`,
  deadline: `tonight|tomorrow|today|this (?:morning|afternoon|evening)|in (?:an|one|two|three|half|\\w+) (?:hours?|minutes?|mins?|days?)|deadline|(?:miss|make|catch) (?:the|my|our|his|her|it|this)|gate|boarding|wedding|exam|interview|before (?:\\w+day|\\w+)|by (?:\\w+day|then)`,
  // confusion
  unsure: `(?:dont|do not|didnt) (?:know|understand|get)|not (?:really )?sure|no idea|confus\\w+|i thought|huh|eh|hang on|wait|pardon|make sense|unclear|baffl\\w+|puzzl\\w+|stuck|never heard|i think i|cant (?:find|see|work out)|where (?:is|do|would|am|are)`,
  ask: `\\?|^ (?:so |and |but |oh |ok |okay |sorry |wait |um |uh |er |well )*(?:what|which|how|where|when|who|is|are|do|does|did|can|will|would|should|am|was) `,
  orQuestion: ` or (?:is|do|does|are|am|did|the|a|just|both|what|not) `,
  // pleasure
  thanks: `thanks?|thank you|thankyou|cheers|ta|thx|ty|tysm|much appreciated|appreciate|grateful|bless`,
  thanksMuch: `(?:thank you|thanks|thankyou) (?:so|very|ever so|a million|a lot|for all|for that|for your|really|loads)|really appreciate|cant thank|made my|you(?:re| are)? (?:a |an |so |very |too )*(?:star|legend|angel|good|kind|brilliant|great|gem|lifesaver|wonderful|best|saint|diamond|sweet)`,
  joy: `great|brilliant|lovely|perfect|amazing|wonderful|fantastic|awesome|excellent|superb|grand|mint|ace|magic|marvellous|yay|hooray|woo\\w*|finally|phew|relie\\w+|glad|happy|delighted|thrilled|love it|love that|nice|cool|sweet|good (?:shout|man|stuff|to know|news|lad|idea|one)|beautiful|impress\\w+|refreshing|easy|that (?:works|helps|worked)|it worked|worked|sorted|weight off|better`,
  laugh: `ha|haha\\w*|hahah\\w*|lol|hehe|heh`,
  // an answer and no more
  assent: `^ (?:yes|yeah|yep|yup|ok|okay|sure|no|nope|right|fine|aye|alright|mhm|mm|go on|please|that is|it is|thats right|correct|got it|done|oh|um|uh|er|go for it|all right|yes please|thatll do)(?: (?:yes|yeah|ok|okay|sure|please|right|fine|correct|thats|it|is|good|that))* $`,
} as const;

export type Cue = keyof typeof CLASSES;

const PATTERNS = Object.entries(CLASSES).map(
  ([name, source]) =>
    [
      name as Cue,
      new RegExp(
        source.startsWith('^') || source.endsWith(' $') || source.startsWith(' ')
          ? source
          : `(?<= )(?:${source})(?= )`,
        'g',
      ),
    ] as const,
);

/** How often each class is found; classes that are not found are absent. */
export function cues(list: readonly string[]): ReadonlyMap<Cue, number> {
  const text = ` ${list.join(' ')} `;
  const found = new Map<Cue, number>();
  for (const [name, pattern] of PATTERNS) {
    const count = [...text.matchAll(pattern)].length;
    if (count > 0) found.set(name, count);
  }
  return found;
}
