// The priority a choice of type comes to by the rules in force, and the words that keep why.

import type { Question } from '../../api/types';
import { i18n } from '../../kit/i18n.svelte';
import { board } from '../board.svelte';
import { answersText, triage, type Answers } from './triage';

interface Chosen {
  type: string;
  answers: Answers;
  priority: string;
}

export interface Judged {
  /** What will be sent: the desk's own choice, or else the suggestion. */
  priority: string;
  suggested: string;
  raisedBy: Question | null;
}

export function judge(choice: Chosen): Judged {
  const type = board.type(choice.type);
  const { priority, raisedBy } = type ? triage(type, choice.answers, (code) => board.priority(code)?.rank ?? 99) : { priority: '', raisedBy: null };
  return { priority: choice.priority || priority, suggested: priority, raisedBy };
}

/** The answers in words, for a note; empty when nothing was asked or answered. */
export function whyOf(choice: Chosen): string {
  const type = board.type(choice.type);
  return type ? answersText(type, choice.answers, i18n.lang) : '';
}
