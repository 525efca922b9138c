/** What an agent's turn does to a customer, by classes of words; read as `cues.ts` is, from the words alone. */
const CLASSES = {
  signposts: `let me|ill (?:just|get|have|take|pull|check|look|see|put|go|need|ask|read|bring|start|then)|im (?:just )?(?:going to|gonna|looking|checking|pulling)|(?:bear|hang) with|first|then (?:ill|well)|so (?:that )?i can|because (?:it|that|the|i)|reason|next|quick question|while (?:i|that|this|it)|going to ask`,
  waits: `(?:one|a|just a|for a) (?:moment|sec|second|minute|min|mo)|hold|bear with|hang on|please wait|give me|loading|thinking|slow|two (?:secs|minutes|ticks)|typing`,
  mutters: `^ (?:um |uh |er |okay |ok |right |so |oh |hm+ |mm+ |lets see )+$`,
  asks: `\\?|^ (?:and |so |okay |ok |right )*(?:whats?|which|how|where|when|who|is|are|do|does|did|can|could|will|would|have|has|was|may) `,
  demands: `(?:^|i need|i just need|your|the) (?:full |account |booking |order |customer |policy )*(?:number|name|postcode|zip|zip code|date of birth|dob|address|email|reference|serial|password|pin|phone|i d|id|expiry|card)`,
  refuses: `unfortunately|(?:cant|cannot|unable|not able|wont|dont have|isnt|no way|arent|not (?:possible|eligible|covered|allowed|something|available))|only|policy|policies|terms|system|procedure|process|per the|standard|as per|you(?:d| would| will|ll)? (?:have|need) to|you should have|must|requirement|required|according to`,
  formula: `i (?:do )?(?:understand|appreciate|apologi[sz]e)|for (?:any|the|your) (?:inconvenience|patience|frustration)|valued|your (?:inconvenience|concern|patience)|important to us|sorry to hear`,
  sorry: `sorry|apolog\\w+`,
  feels: `must (?:be|have)|thats (?:awful|horrible|frustrating|not good|rotten|no fun|a lot|hard|maddening|worrying|scary)|id be|youre right|no wonder|dont blame|frightening|the last thing|shouldnt have`,
  settles: `(?:ive|i have|thats|its|youre|all) (?:\\w+ ){0,2}(?:done|sorted|booked|fixed|sent|put|refunded|changed|cancelled|credited|moved|added|confirmed|set|on its way|waived|raised)|i(?:ll| will) (?:make sure|sort|see to|fix|waive|refund|put)|no charge|free|refund|back on`,
  closes: `anything else|have a (?:good|nice|great|lovely)|take care|bye|all the best|safe travels`,
  greets: `^ (?:hi|hello|good (?:morning|afternoon|evening)|thanks? for (?:calling|contacting)|welcome|you(?:re| are)? through)|speaking|how (?:can|may) i`,
  again: `again|once more|repeat|sorry (?:\\?|what|say)|pardon|didnt (?:catch|get)|say that|one more time`,
} as const;

export type AgentCue = keyof typeof CLASSES;

const PATTERNS = Object.entries(CLASSES).map(
  ([name, source]) =>
    [name as AgentCue, new RegExp(source.startsWith('^') ? source : `(?<= )(?:${source})(?= )`)] as const,
);

export function agentCues(list: readonly string[]): AgentCue[] {
  const text = ` ${list.join(' ')} `;
  return PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}
