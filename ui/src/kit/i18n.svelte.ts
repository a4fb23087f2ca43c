// The screen's words. The catalogues are the server's own files, so a word is the same word on
// paper, in a message and here.

import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import en from '../../../locales/en/desk.ftl?raw';
import zh from '../../../locales/zh-CN/desk.ftl?raw';
import { speak } from '../api/http';
import type { Lang, Name } from '../api/types';
import { remember, remembered } from './prefs';

function bundleOf(lang: Lang, text: string): FluentBundle {
  // Isolation marks are for mixed directions; both languages run left to right.
  const bundle = new FluentBundle(lang, { useIsolating: false });
  bundle.addResource(new FluentResource(text));
  return bundle;
}

const bundles: Record<Lang, FluentBundle> = { en: bundleOf('en', en), 'zh-CN': bundleOf('zh-CN', zh) };

function firstLang(): Lang {
  const kept = remembered('lang');
  if (kept === 'en' || kept === 'zh-CN') return kept;
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
}

const first = firstLang();
let current = $state<Lang>(first);

function apply(lang: Lang): void {
  document.documentElement.lang = lang;
  speak(lang);
}
apply(first);

export const i18n = {
  get lang(): Lang {
    return current;
  },
  set lang(lang: Lang) {
    current = lang;
    apply(lang);
    remember('lang', lang);
  },
};

/** The words of a key in the chosen language; a missing key shows itself. */
export function t(key: string, args?: Record<string, FluentVariable>): string {
  const bundle = bundles[current];
  const message = bundle.getMessage(key);
  return message?.value ? bundle.formatPattern(message.value, args) : key;
}

/** Like `t`, for keys that may lack words (event types of a newer server). */
export function tMaybe(key: string, args?: Record<string, FluentVariable>): string | null {
  return bundles[current].hasMessage(key) ? t(key, args) : null;
}

/** A name out of the pack. */
export function named(name: Name | undefined): string {
  return name?.[current] ?? '';
}
