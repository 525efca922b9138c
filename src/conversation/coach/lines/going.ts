import type { Lines } from './tone.ts';

/** How the talk goes on and ends. */
export const GOING = {
  waits: {
    calm: [
      'Sure, no problem.',
      "Okay, I'll wait.",
      'Yes, go ahead.',
      "That's fine, thanks.",
      'All right, thank you for saying.',
      'Okay, take the time you need.',
    ],
    worried: [
      "Okay. I'll hold on.",
      'Yes, please do.',
      'All right. Please be quick if you can.',
      'Yes, of course.',
    ],
    cross: ['Fine.', 'Okay, but please come back.', 'All right. Go on, then.', 'Right, do what you need to.'],
  },
  goon: {
    calm: ['Okay, thanks.', 'Great, thank you.', 'Sure.', 'Okay, go ahead.', 'Sounds good.', 'Right, okay.'],
    worried: ['Okay. Thank you.', 'Yes, please.', 'All right, good.', 'Okay. I hope you find something.'],
    cross: ['Okay.', 'Right. Go on.', 'Fine, do that.', 'Good. About time.'],
  },
  premature: {
    calm: [
      "That's nice, but you don't know what it's about yet.",
      "Okay. You haven't asked me anything yet, though.",
    ],
    worried: [
      "How can you know that? You haven't looked yet.",
      "I want to believe that. But you don't know the half of it.",
    ],
    cross: [
      "You can't promise that, you don't even know what's wrong.",
      'They told me that last time, before they had looked at anything.',
    ],
  },
  hope: {
    calm: ["Good, that's what I wanted to hear.", 'Great.', 'Okay, thank you.', "That's good to know."],
    worried: [
      'I hope so.',
      'Okay. Okay, good.',
      "Thank you. I'll try not to worry.",
      "All right. I'm holding you to it.",
    ],
    cross: [
      "I'll believe it when I see it.",
      "We'll see.",
      'I hope you mean it.',
      "Good. I'd like that in writing.",
    ],
  },
  notyet: {
    calm: [
      "Wait, are we done? You haven't told me what happens.",
      "Hang on, that's not sorted yet, is it?",
      'Before you go, what about my problem?',
    ],
    worried: ["You can't go yet. What happens to me now?", "Wait, please. It's not sorted."],
    cross: [
      "Don't you dare hang up. Nothing is sorted.",
      "That's it? You've done nothing.",
      "Oh no, we're not finished.",
    ],
  },
  left: {
    calm: ["Well… I suppose I'll have to call again. Bye.", "Right. That didn't help much. Goodbye."],
    worried: ["So I still don't know anything. I'll have to try somewhere else. Bye."],
    cross: [
      "Unbelievable. I'll be calling again, and I'll be complaining. Bye.",
      "So I've wasted my time. Goodbye.",
    ],
  },
  supervisor: {
    calm: ["I think I'd like to speak to your supervisor, please."],
    worried: [
      'Is there somebody else I can talk to? A supervisor, someone who can do something?',
      "I can't do this with you. Please get me someone senior.",
    ],
    cross: [
      'I want to speak to a supervisor.',
      "Get me your manager, please. I've had enough.",
      'Right, put me through to somebody who can actually help.',
    ],
  },
  handed: {
    calm: ["All right, thank you. I'll speak to them."],
    worried: ["Yes, please. Please tell them everything, so I don't have to start over."],
    cross: ['Good. And tell them what I told you, I am not starting again.', 'Finally. Put me through.'],
  },
  hangup: {
    calm: ["I'm sorry, I have to go. I'll try another time."],
    worried: ["I can't do this now. I'll find another way.", "I can't listen to this any more, I'm sorry."],
    cross: [
      "You know what? Forget it. I'm hanging up.",
      "I'm done. You'll be reading about this.",
      "No. That's enough, goodbye.",
    ],
  },
  late: {
    calm: [
      "I have to go, I'm afraid. I've run out of time.",
      "I've got to go now. This took longer than I had.",
    ],
  },
  bye: {
    calm: [
      "No, that's everything. Thanks a lot, bye.",
      "That's all. Thank you for your help, bye.",
      'No, nothing else. Have a good one, bye.',
    ],
    worried: ["No, that's all. Thank you, really. Bye.", 'Thank you, goodbye.'],
    cross: ["That's all. Thanks. Bye.", 'No. Thank you. Goodbye.'],
  },
} as const satisfies Record<string, Lines>;
