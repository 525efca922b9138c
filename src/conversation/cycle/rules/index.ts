import { acknowledgeFeeling, type FeelingMemory } from './acknowledge-feeling.ts';
import { announceSilence, type SilenceMemory } from './announce-silence.ts';
import { type AskedMemory, askOnce } from './ask-once.ts';
import { listenBetweenQuestions, type QuestionsMemory } from './listen-between-questions.ts';
import { type DetailMemory, playBackDetail } from './play-back-detail.ts';
import { type ExplanationMemory, questionAfterExplanation } from './question-after-explanation.ts';
import type { CycleRule } from './rule.ts';
import { type NextStepMemory, sayNextStep } from './say-next-step.ts';
import { type ReasonMemory, signpostBeforeQuestions } from './signpost-before-questions.ts';

export type { CycleRule } from './rule.ts';

/** What each rule remembers between turns. */
export type Memories = {
  readonly announce_silence: SilenceMemory;
  readonly acknowledge_feeling: FeelingMemory;
  readonly ask_once: AskedMemory;
  readonly signpost_before_questions: ReasonMemory;
  readonly listen_between_questions: QuestionsMemory;
  readonly play_back_detail: DetailMemory;
  readonly question_after_explanation: ExplanationMemory;
  readonly say_next_step: NextStepMemory;
};

export const CYCLE_RULES: { readonly [K in keyof Memories]: CycleRule<Memories[K]> } = {
  announce_silence: announceSilence,
  acknowledge_feeling: acknowledgeFeeling,
  ask_once: askOnce,
  signpost_before_questions: signpostBeforeQuestions,
  listen_between_questions: listenBetweenQuestions,
  play_back_detail: playBackDetail,
  question_after_explanation: questionAfterExplanation,
  say_next_step: sayNextStep,
};
