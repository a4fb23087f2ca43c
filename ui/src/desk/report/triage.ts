// What the caller's answers do to the priority.

import type { IncidentType, Question } from '../../api/types';

export type Answers = Readonly<Record<string, string>>;

export interface Triage {
  priority: string;
  /** The question whose answer raised it, if one did. */
  raisedBy: Question | null;
}

/** The most urgent of the type's own priority and those its answers ask for. */
export function triage(type: IncidentType, answers: Answers, rank: (priority: string) => number): Triage {
  let result: Triage = { priority: type.priority, raisedBy: null };
  for (const question of type.questions) {
    const answer = question.answers.find((one) => one.code === answers[question.code]);
    if (answer?.priority && rank(answer.priority) < rank(result.priority)) result = { priority: answer.priority, raisedBy: question };
  }
  return result;
}

/** The answers in words, for the note that keeps why a priority was chosen. */
export function answersText(type: IncidentType, answers: Answers, lang: 'en' | 'zh-CN'): string {
  return type.questions
    .map((question) => ({ question, answer: question.answers.find((one) => one.code === answers[question.code]) }))
    .filter(({ answer }) => answer !== undefined)
    .map(({ question, answer }) => `${question.text[lang]} ${answer?.text[lang]}`)
    .join('\n');
}
