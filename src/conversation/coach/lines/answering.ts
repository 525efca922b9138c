import type { Lines } from './tone.ts';

/** Where the customer answers: again, right, at last. `{again}` is a detail told before, `{said}` what the agent made of it. */
export const ANSWERING = {
  grudging: {
    calm: ['Well, okay.', 'If you say so.', 'All right then.'],
    worried: ['Okay, if you have to have it.', 'I hope this is safe.'],
    cross: ['Fine.', 'Whatever it takes.', 'If you must.'],
  },
  again: {
    calm: [
      'I did say: {again}.',
      'As I said, {again}.',
      'Like I mentioned, {again}.',
      'I think I told you that already. {Again}.',
      'Same as before: {again}.',
      "Didn't I say? {Again}.",
    ],
    worried: [
      "I've told you that. {Again}. Didn't you write it down?",
      'But I said that already: {again}.',
      "{Again}, like I said. You did get that, didn't you?",
      'I told you a minute ago, {again}.',
      'Is it not in front of you? {Again}.',
    ],
    cross: [
      "I've already told you. {Again}.",
      'As I said, {again}. Are you even listening?',
      'I just said that. {Again}.',
      'How many times? {Again}.',
      "You've asked me that. {Again}.",
      "It's what I told you before: {again}.",
      'For the second time, {again}.',
    ],
  },
  unheard: {
    calm: [
      'And, like I said, {again}.',
      'Because, as I said, {again}.',
      'You did get that part, {again}?',
      'Just so you have it: {again}.',
    ],
    worried: [
      "You haven't forgotten, {again}?",
      'Because, I did say, {again}.',
      "I'm not sure you heard me. {Again}.",
    ],
    cross: [
      'As I said, {again}. You went straight past that.',
      'I told you something and you said nothing. {Again}.',
      'Did you hear what I said? {Again}.',
      'Like I said, {again}.',
    ],
  },
  correct: {
    calm: ["No, it's not {said}. {Again}.", 'Not quite. {Again}.', 'Nearly. {Again}.'],
    worried: ["No, wait, that's wrong. {Again}.", "That isn't it. {Again}. Please get it right."],
    cross: ["No. That's not what I said. {Again}.", '{Said}? No. {Again}.'],
  },
  confirm: {
    calm: [
      "Yes, that's right.",
      "That's it, yes.",
      'Exactly.',
      'Yes, correct.',
      'Yep.',
      "That's the one.",
      'Yeah, you got it.',
      "Mm-hm, that's it.",
    ],
    worried: [
      "Yes, that's right. Thank you.",
      'Yes. Yes, exactly that.',
      "That's it, yeah.",
      "Right, yes. I'm glad you have that.",
    ],
    cross: ['Yes.', "That's what I said, yes.", 'Right.', 'Correct. Finally.', 'Yes, that is it.'],
  },
  soothed: {
    calm: [
      'Thanks for saying that.',
      'Yeah. Thank you.',
      "That's kind of you.",
      'I appreciate that.',
      'Thank you, that helps, actually.',
    ],
    worried: [
      'Thank you. It has been on my mind all day.',
      "Yeah. I've been going round in circles with it.",
      'Thanks. I needed somebody to say that.',
      "It is, it's been awful. Thank you.",
    ],
    cross: [
      'Well. Thank you, at least somebody gets it.',
      "Yeah, it has been. Okay. Sorry, I know it's not you.",
      "Right. Thanks. I didn't mean to snap.",
      'Thank you. Nobody had said that so far.',
      'Okay. I appreciate that, I do.',
    ],
  },
  brushed: {
    calm: ['Mm. Okay.', 'Sure. So what can you do?', 'Right, yes.'],
    worried: [
      "I know you have to say that. But what's going to happen?",
      'Okay, but it is not an inconvenience, it is a bit more than that.',
      'Yes, well.',
    ],
    cross: [
      "You all say that. It doesn't sort anything.",
      "You're reading that off a card, aren't you?",
      "Sorry doesn't fix it.",
      "I've heard sorry. I'd like something done.",
      "That's what the last one said, too.",
    ],
  },
  agree: {
    calm: [
      'Yes, please.',
      'That would be great.',
      'Sure, that works.',
      'Yes, fine by me.',
      'Okay, yes.',
      'Sounds good, yes.',
      'Yeah, go on.',
    ],
    worried: [
      'Yes, please, if you could.',
      'Yes. Anything that helps.',
      'Okay, yes, thank you.',
      'Please do.',
    ],
    cross: ['Yes.', 'If that gets it done, yes.', 'Fine, yes.', 'Go on, then.', 'I suppose so.'],
  },
  clear: {
    calm: ['Yes, that makes sense.', "Yeah, I'm with you.", 'I think so, yes.', 'Clear enough, thanks.'],
    worried: ['I think so, yes.', 'Okay, yes, I understand that now.', 'Yes. That helps.'],
    cross: ['Yes, I understand that.', 'It makes sense. I may not like it, but yes.', 'Yes, clear.'],
  },
  well: {
    calm: ["Yes, I'm all right, thanks for asking.", "I'm okay, thank you."],
    worried: ['Not really, but thank you for asking.', "I've been better, to be honest."],
    cross: ["I'll be all right when it's sorted, but thanks.", "I'm tired of it, that's how I am."],
  },
  nothingmore: {
    calm: [
      "I think that's everything I know.",
      "No, that's the whole of it.",
      "That's about it, really.",
      "I can't think of anything else.",
    ],
    worried: ["That's all I know. I wish I knew more.", "No, that's everything. What happens now?"],
    cross: [
      "I've told you all of it.",
      "That's it. There isn't any more.",
      'What else do you want me to say? You have all of it.',
    ],
  },
} as const satisfies Record<string, Lines>;
