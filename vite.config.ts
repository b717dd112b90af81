import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit()],
  // How long a plugin took is nothing that somebody who starts the pages can act on.
  build: {
    rolldownOptions: {
      checks: { pluginTimings: false },
      // A few chunks that every page shares, so that the first page is not paid for by what others need.
      output: {
        codeSplitting: {
          groups: [
            { name: 'runtime', test: /node_modules[\\/](svelte|@sveltejs)[\\/]|vite[\\/]preload/ },
            {
              name: 'site',
              test: /src[\\/]lib[\\/](domain|components|charts[\\/](theme|shade))/,
              minShareCount: 3,
            },
          ],
        },
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/{domain,model,server,charts,pipelines}/**/*.test.ts'],
          environment: 'node',
          // Whole editions are built in some of them, which takes long on a machine with other work.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/e2e/setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
