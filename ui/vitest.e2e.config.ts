import { defineConfig } from 'vitest/config';

// One browser and one server: the stories run one after the other.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
