/** What stands for saying nothing: an empty turn, dots, or a stage direction. */
const NOTHING =
  /^[\s.…–-]*$|^\s*[([*]\s*(?:silence|silent|hold|on hold|holds|wait|waits|pause|typing|quiet|long pause|nothing)\s*[)\]*]\s*$/i;

export function saysNothing(text: string): boolean {
  return NOTHING.test(text);
}

/** Words that make up for a labeller that is right five times in six. They are matched on lower case without apostrophes. */
export const SAYS = {
  reason:
    /\b(?:because|the reason|(?:so|that way) (?:that )?(?:i|we)(?:ll)? (?:can|am|know|find|see|get|make|dont|do)|(?:i want|id like|i would like) to|(?:i|we) (?:only |just )?(?:ask|need)(?:ed|ing)? (?:it|this|that|only|you that)|to (?:check|find|see|pull|get|make sure|look|bring|be sure|confirm|verify)|for security|in case)(?!\w)/,
  next: /\b(?:im going to|i am going to|ill (?:just )?(?:check|look|pull|find|ask|take|start|go|need|put|tell|explain|read|get)|let me|lets|first|next|after that|then (?:ill|i will|well|we)|two (?:quick )?(?:things|questions)|before we)(?!\w)/,
  hold: /\b(?:hold|bear with me|(?:one|just a|a) (?:moment|minute|second|sec)|give me (?:a|one|two|about)|hang on|be quiet|go quiet|quiet for|back in)(?!\w)/,
  acknowledges:
    /\b(?:sorry|apologi[sz]e|apologies|(?:i )?understand (?:how|why|that|what|this)|(?:must|have to|has to) (?:be|have been)|that sounds|sounds (?:really|very|so|like)|(?:how|so|really|very|such a) (?:frustrating|worrying|stressful|upsetting|annoying|awful|hard|frightening|difficult)|thats (?:\w+ )?(?:frightening|frustrating|worrying|stressful|upsetting|annoying|awful|hard|difficult|terrible|not (?:right|fair|good enough|on))|(?:frightening|nerve racking|infuriating|heartbreaking)|(?<!so |so that )i can (?:see|hear|imagine|tell) (?:why|how|that|this|you)|youre right|you are right|thank you for (?:waiting|telling|your patience|bearing|staying|letting)|no wonder|not what you|(?:the )?(?:last|worst) thing you (?:need|needed|want|wanted)|shouldnt have|should not have|my condolences|sorry for your loss)(?!\w)/,
  formula:
    /\b(?:for (?:any|the|this) inconvenience|i (?:do |completely |totally |fully )?understand(?: your (?:frustration|concern|concerns|situation))?$|your (?:frustration|concern|concerns|call is)|valued customer|i apologi[sz]e for (?:that|this|the delay)$|^(?:im |i am )?(?:so |very |really )?sorry(?: (?:about|to hear) that)?$)/,
  demand:
    /\b(?:(?:can|could|may|might|would) (?:you|i|we)|(?:tell|give|read|spell|confirm)(?: me| us| that| your| the| it)|whats|what is|what was|which|when|where|who|how|i(?:ll)? (?:just )?need|do you (?:have|know)|have you|did you|are you|is (?:it|there|that|this)|was (?:it|there)|any)(?!\w)/,
  open: /\b(?:how (?:can|may|could) (?:i|we) (?:be of )?(?:help|assist)|what (?:can|could) (?:i|we) do|whats? (?:(?:has |have |is |was |actually |exactly |been )*)(?:happen\w*|going on|gone wrong|wrong|the (?:problem|matter|issue|trouble)|up)|tell me (?:what|more|about (?:it|that|what|your)|everything|a (?:bit|little))|(?:walk|talk|take) me through|describe|(?:from the|at the) (?:start|beginning)|in your own words|go on|what brings|what seems|whats worrying|what would (?:you like|help|be best)|anything else (?:i should know|that)|what else)(?!\w)/,
  anythingElse:
    /\b(?:anything else (?:i|we) can|anything else (?:today|for you|you need)|(?:is|was) there anything (?:else|more)|anything else$|anything else \?)/,
  closes:
    /\b(?:goodbye|good bye|bye|have a (?:\w+ )?(?:day|evening|night|weekend|flight|trip|one)|take care|good ?night|enjoy (?:your|the)|safe (?:travels|flight|journey)|thanks? (?:you )?for calling)(?!\w)/,
  consent:
    /\b(?:does that (?:work|suit|help|sound)|would that|will that|is that (?:ok|okay|all right|alright|fine|good)|shall (?:i|we)|would you (?:like|prefer|be happy|want)|do you want|may i|can i|could i|do you mind|happy (?:for|with|to)|sound (?:ok|okay|good|fair)|are you (?:ok|okay|happy) (?:with|to|for|if)|(?:ok|okay|all right|alright|fine)(?: with you| for you)? \?$|if (?:thats|that is) (?:ok|okay|all right|alright))(?!\w)/,
  right:
    /\b(?:is that (?:right|correct)|have i got (?:that|it|this)|did i get (?:that|it)|correct$|right \?$|do i have that|is it right)(?!\w)/,
  follows:
    /\b(?:make sense|makes sense|does that answer|do you follow|is that clear|any questions|are you with me|shall i go over|go through that again|clear so far)(?!\w)/,
  wellbeing:
    /\b(?:are you (?:all right|alright|ok|okay|safe)|how are you (?:doing|feeling|holding)|is everyone (?:ok|okay|safe))(?!\w)/,
  transfer: /\b(?:(?:supervisor|manager|team lead\w*)|(?:put|pass|transfer) you (?:through|over|to))(?!\w)/,
} as const;

export type Saying = keyof typeof SAYS;
