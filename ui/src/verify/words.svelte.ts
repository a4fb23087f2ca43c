// The words of this page alone, and the names of events from the desk's catalogue. The desk's own
// `t` would bring all of its words along, and its way to a server.

import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import enEvents from '../../../locales/en/desk.ftl?raw';
import en from '../../../locales/en/verify.ftl?raw';
import zhEvents from '../../../locales/zh-CN/desk.ftl?raw';
import zh from '../../../locales/zh-CN/verify.ftl?raw';
import type { Lang } from '../api/types';
import { remember, remembered } from '../kit/prefs';

/** What follows `##` and begins with `event-`; the build leaves the rest of that file out. */
function eventsOf(text: string): string {
  return text.split('\n').filter((line) => line.startsWith('event-')).join('\n');
}

function bundleOf(lang: Lang, ...texts: string[]): FluentBundle {
  const bundle = new FluentBundle(lang, { useIsolating: false });
  for (const text of texts) bundle.addResource(new FluentResource(text));
  return bundle;
}

const bundles: Record<Lang, FluentBundle> = {
  en: bundleOf('en', en, eventsOf(enEvents)),
  'zh-CN': bundleOf('zh-CN', zh, eventsOf(zhEvents)),
};

function firstLang(): Lang {
  const kept = remembered('lang');
  if (kept === 'en' || kept === 'zh-CN') return kept;
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
}

let current = $state<Lang>(firstLang());

function apply(): void {
  document.documentElement.lang = current;
  document.title = `${t('verify-title')} · 应答 Answerable`;
}

export const i18n = {
  get lang(): Lang {
    return current;
  },
  set lang(lang: Lang) {
    current = lang;
    remember('lang', lang);
    apply();
  },
};

export function t(key: string, args?: Record<string, FluentVariable>): string {
  const bundle = bundles[current];
  const message = bundle.getMessage(key);
  return message?.value ? bundle.formatPattern(message.value, args) : key;
}

/** Like `t`, for what may have no words: events and fields of other versions. */
export function tMaybe(key: string): string | null {
  return bundles[current].hasMessage(key) ? t(key) : null;
}

/** Whole numbers with the language's grouping. */
export function count(number: bigint | number): string {
  return new Intl.NumberFormat(current).format(number);
}

apply();
