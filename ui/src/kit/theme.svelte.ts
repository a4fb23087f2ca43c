import { remember, remembered } from './prefs';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const system = matchMedia('(prefers-color-scheme: dark)');
const kept = remembered('theme');
let chosen = $state<Theme>(kept === 'light' || kept === 'dark' ? kept : 'auto');
let systemDark = $state(system.matches);

function apply(): void {
  document.documentElement.dataset['theme'] = theme.dark ? 'dark' : 'light';
}

export const theme = {
  get chosen(): Theme {
    return chosen;
  },
  set chosen(next: Theme) {
    chosen = next;
    remember('theme', next);
    apply();
  },
  /** What is shown now; the map draws its own colours by it. */
  get dark(): boolean {
    return chosen === 'dark' || (chosen === 'auto' && systemDark);
  },
};

system.addEventListener('change', (event) => {
  systemDark = event.matches;
  apply();
});
apply();
