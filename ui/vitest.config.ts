import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The plugin, because words are chosen in a module that screens watch (`i18n.svelte.ts`).
export default defineConfig({ plugins: [svelte()], test: { include: ['test/**/*.test.ts'] } });
