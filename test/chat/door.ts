import type { ChatDoor, Transcript } from '../../src/conversation/index.ts';

type Reply = Transcript['reply'];
type Actions = Reply['actions'];
type Heard = Parameters<ChatDoor['turn']>[2];
type Presence = Parameters<ChatDoor['begin']>[2];

/** What is to be heard at a step, and what is then answered. */
export type Scripted = { hears: Partial<Heard>; answers: Actions };
export type Script = { begins: Actions; turns?: readonly Scripted[]; locale?: 'en' | 'es' };

const SILENT: Heard = { speech: '', digits: '', dialled: null };
const MOST_BEFORE_ANSWER = 1000;

export const say = (text: string): Actions[number] => ({ do: 'say', text });
export const ask = (prompt: string, ...labels: string[]): Actions[number] => ({
  do: 'ask',
  prompt,
  choices: labels.map((label, i) => ({ key: String(i + 1), label })),
  hints: [],
  digits: 1,
});
export const transfer: Actions[number] = {
  do: 'transfer',
  to: 'queue',
  reason: null,
  context: { summary: '', reason: null, assurance: 'none', said: [] },
};
export const hangup: Actions[number] = { do: 'hangup' };

/** A door that says what it was told to say to whom, and throws when anything else is asked of it. */
export function scriptedDoor(scripts: Record<string, Script>) {
  const kept = new Map<string, Transcript & { script: Script; replies: Reply[] }>();
  const begun: (Presence & { locale: string | null })[] = [];
  let turns = 0;
  let hold: Promise<void> = Promise.resolve();
  const saidIn = (actions: Actions) =>
    actions.flatMap((action) =>
      action.do === 'say'
        ? [{ by: 'us' as const, text: action.text }]
        : action.do === 'ask'
          ? [{ by: 'us' as const, text: action.prompt }]
          : [],
    );
  const door: ChatDoor = {
    begin: async (id, medium, presence, opening) => {
      if (medium !== 'chat' || kept.has(id)) throw new Error(`${medium} ${id} was not to begin`);
      const script = scripts[presence.loggedInAs ?? 'visitor'];
      if (!script) throw new Error(`nobody told what to say to ${presence.loggedInAs}`);
      begun.push({ ...presence, locale: opening?.locale ?? null });
      const locale = script.locale ?? 'en';
      const reply: Reply = { id, step: 0, locale, language: locale, actions: script.begins };
      kept.set(id, { reply, said: saidIn(script.begins), ended: false, script, replies: [reply] });
      return reply;
    },
    turn: async (id, step, heard, medium) => {
      const dialogue = kept.get(id);
      if (!dialogue || medium !== 'chat') throw new Error(`there is no ${medium} ${id}`);
      const before = dialogue.replies[step];
      if (before) return before;
      const told = dialogue.script.turns?.[step - 1];
      if (!told || step !== dialogue.reply.step + 1 || dialogue.ended)
        throw new Error(`nobody told what to answer at step ${step}`);
      const expected = { ...SILENT, ...told.hears };
      if (JSON.stringify(heard) !== JSON.stringify(expected))
        throw new Error(`heard ${JSON.stringify(heard)} at step ${step}, not ${JSON.stringify(expected)}`);
      await hold;
      turns++;
      const asked = dialogue.reply.actions.flatMap((action) => (action.do === 'ask' ? action.choices : []));
      const words = heard.speech || asked.find(({ key }) => key === heard.digits)?.label || heard.digits;
      const reply = { ...dialogue.reply, step, actions: told.answers };
      dialogue.said = [...dialogue.said, { by: 'them', text: words }, ...saidIn(told.answers)];
      dialogue.reply = reply;
      dialogue.replies.push(reply);
      dialogue.ended ||= told.answers.some((action) => action.do === 'hangup');
      return reply;
    },
    end: async (id) => {
      const dialogue = kept.get(id);
      if (!dialogue || dialogue.ended) throw new Error(`${id} was not to end`);
      dialogue.ended = true;
    },
    read: async (id) => kept.get(id) ?? null,
  };
  return {
    door,
    begun,
    kept,
    turnsTaken: () => turns,
    /** Answers nothing until it is let go. */
    hold: () => {
      let letGo = () => {};
      hold = new Promise((resolve) => (letGo = resolve));
      return letGo;
    },
  };
}

/** A door that answers whatever it is told. */
export function patientDoor() {
  return scriptedDoor({
    visitor: {
      begins: [ask('How can we help?')],
      turns: Array.from({ length: MOST_BEFORE_ANSWER }, () => ({ hears: {}, answers: [ask('And?')] })),
    },
  });
}
