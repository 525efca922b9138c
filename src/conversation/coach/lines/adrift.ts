import type { Lines } from './tone.ts';

/** Where the customer does not know what is happening, or what for. */
export const ADRIFT = {
  hello: {
    calm: [
      'Hello? Are you still there?',
      'Sorry, have I lost you?',
      "It's gone very quiet. Is something happening?",
      'Are you still with me?',
      "Um, hello? I can't hear anything.",
      "Did we get cut off? What's happening?",
    ],
    worried: [
      "Hello? Please don't say I've been cut off.",
      "Are you there? What's going on?",
      "You've gone quiet. Is it bad?",
      'Hello? Is something wrong?',
      "I can't hear you. What's happening?",
    ],
    cross: [
      'Hello? Have you just walked off?',
      "Oh, wonderful, silence. What's happening?",
      'Is anybody there at all?',
      'Are you actually doing something, or have you gone?',
      "I'm not sitting here listening to nothing. Hello?",
    ],
  },
  still: {
    calm: [
      "No problem, I'm still here.",
      'Okay, take your time.',
      "Mm-hm, I'm here.",
      "That's fine, I'll wait.",
    ],
    worried: [
      "I'm still here. Any news?",
      "Okay. I'm waiting.",
      'Still here. Tell me when you see something.',
    ],
    cross: ['Still waiting.', "I'm here. How much longer?", 'Yes, I heard you, I am waiting.'],
  },
  why: {
    calm: [
      'Sorry, why do you need that?',
      "Can I ask what that's for?",
      'Um, what do you need that for?',
      "What's that got to do with it?",
      'Hang on, are you looking something up, or what is that for?',
      'Okay, but what are you going to do with it?',
      "I don't quite see why you're asking me that.",
    ],
    worried: [
      'Why do you need that? Is something else wrong?',
      "What's that for? What are you checking?",
      "I don't understand why you're asking. Is it serious?",
      "Wait, what's that got to do with it?",
      'Are you allowed to ask me that? What is it for?',
    ],
    cross: [
      'What do you need that for?',
      "And what's that got to do with anything?",
      'Why? What are you even checking?',
      "You keep asking me things and I don't know what for.",
      "Is this a form you're filling in? Why do you need that?",
      "What's that going to do for me, exactly?",
    ],
  },
  lost: {
    calm: [
      "Sorry, I've lost track. What are we doing now?",
      "I'm not sure where this is going.",
      'Wait, where are we with this?',
      "I don't follow. What happens next?",
      "Can you tell me what you're doing? I'm a bit lost.",
    ],
    worried: [
      "I don't know what's happening any more.",
      "Sorry, I can't follow this. Is somebody dealing with it or not?",
      "What does that mean for me? I'm lost.",
      'Where are we? I feel like I lost the thread.',
    ],
    cross: [
      "I've no idea what we're doing here.",
      'Are you helping me, or what is this?',
      "Where's this going? Honestly?",
      'So is anything actually happening?',
    ],
  },
  muddled: {
    calm: [
      'Sorry, that was a lot. What does it mean for me?',
      "You've lost me there. Could you say it more simply?",
      'Right. And in plain English?',
      "I got about half of that. What's the short version?",
    ],
    worried: [
      "I'm not taking this in, sorry. Is it good or bad?",
      "That's too much at once. What do I have to do?",
      'Wait, slow down, please. What does that mean?',
    ],
    cross: [
      "That's a lot of words. What does it mean?",
      "I don't need the whole story, I need to know what you're doing.",
      'And what does any of that mean for me?',
    ],
  },
  jumped: {
    calm: [
      'Oh. I thought we were still on the other thing.',
      "Hang on, we've moved on?",
      'Sorry, how did we get to that?',
    ],
    worried: ['Wait, what about the other thing?', "Sorry, that's a jump. Did something come up?"],
    cross: [
      "We're jumping about a bit, aren't we?",
      'What happened to the first thing I said?',
      "Hold on, you haven't finished with the last one.",
    ],
  },
  unsure: {
    calm: [
      "I'm not sure, to be honest.",
      "I wouldn't know, sorry.",
      "Hm, I couldn't tell you.",
      "I don't have that to hand.",
      "No idea, I'm afraid.",
      "I'd have to look. Is it important?",
      'Not that I know of.',
      "I can't say, really.",
    ],
    worried: [
      "I don't know. Should I know that?",
      "I'm not sure. Does it matter?",
      "I don't have that, sorry. Is that a problem?",
      "I couldn't say. Is it important?",
    ],
    cross: [
      "I don't know. Does that matter?",
      'How would I know that?',
      "No idea. Isn't that on your screen?",
      "I couldn't tell you. What's the point of that one?",
      "I haven't got that. Next?",
    ],
  },
  whatnow: {
    calm: [
      'Okay. So what happens now?',
      'Right. And what do we do about it?',
      'Okay, so… what next?',
      'So can you help with that?',
      'And then?',
      'Okay. Is there something you need from me?',
      'Sure. So where does that leave me?',
    ],
    worried: [
      'So what happens now?',
      'Can you do something about it?',
      'Okay, but what do I do?',
      'Please, can you find out?',
      'And is somebody looking at it?',
      'Is it going to be all right?',
    ],
    cross: [
      'Right. So what are you going to do?',
      'And?',
      "That doesn't tell me anything.",
      'Okay, and when does something happen?',
      "Is that all you've got?",
      'So are you going to help me or not?',
      "I'm still waiting to hear what you'll do.",
    ],
  },
  pressed: {
    calm: [
      "That's a lot of questions.",
      'Are there many more of these?',
      "You're asking a lot. Did you get what I said?",
      'Sorry, is this going somewhere?',
    ],
    worried: [
      'So many questions. Is it that bad?',
      'Can you tell me anything, instead of just asking?',
      "I'm answering and answering. What do you see?",
    ],
    cross: [
      "Is this an interrogation? You've said nothing back.",
      'I answer and you just ask the next one.',
      'Question, question, question. What are you doing with it all?',
      'Do you want to hear what I said, or shall I talk to the wall?',
    ],
  },
} as const satisfies Record<string, Lines>;
