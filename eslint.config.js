import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Named groups of modules that a folder may or may not import. */
const groups = {
  domain: ['#lib/domain/**'],
  model: ['#lib/model/**'],
  server: ['#lib/server/**'],
  charts: ['#lib/charts/**'],
  components: ['#lib/components/**'],
  pipelines: ['#pipelines/**'],
  app: ['$app/**', '$env/**'],
  duckdb: ['@duckdb/**', 'apache-arrow'],
  plot: ['@observablehq/plot', 'd3', 'd3-*', 'linkedom'],
  node: ['node:*'],
};

/** The import table: what each folder may import. Types of the model are open to the charts. */
const table = [
  { files: ['src/lib/domain/**'], may: ['domain'] },
  { files: ['src/lib/model/**'], may: ['domain', 'model'] },
  { files: ['src/lib/server/**'], may: ['domain', 'model', 'server', 'duckdb', 'node'] },
  { files: ['src/lib/charts/**'], may: ['domain', 'charts', 'plot'], types: ['model'] },
  { files: ['src/lib/components/**'], may: ['domain', 'charts', 'components', 'app'] },
  { files: ['src/routes/**/*.svelte'], may: ['domain', 'model', 'charts', 'components', 'app'] },
  {
    files: ['src/routes/**/*.ts', 'src/params/**'],
    may: ['domain', 'model', 'server', 'app'],
  },
  { files: ['src/hooks.server.ts'], may: ['domain', 'server', 'app', 'node'] },
  { files: ['pipelines/**'], may: ['domain', 'model', 'server', 'pipelines', 'node'] },
];

const boundaries = table.map(({ files, may, types = [] }) => ({
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: Object.entries(groups)
          .filter(([name]) => !may.includes(name))
          .map(([name, group]) => ({
            group,
            allowTypeImports: types.includes(name),
            message: `${files[0]} may not import ${name} (the import table in eslint.config.js).`,
          }))
          .concat([
            {
              group: ['../*'],
              allowTypeImports: false,
              message: 'Use #lib/… or #pipelines/… to leave a folder.',
            },
          ]),
      },
    ],
  },
}));

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'data/', 'node_modules/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      // TypeScript finds undefined names itself, also in Svelte files.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Links are built by one function (`localePath`), not by Kit's resolve().
      'svelte/no-navigation-without-resolve': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='DuckDBInstance'][callee.property.name='create']",
          message: 'Two create() on one file lose rows without an error: use DuckDBInstance.fromCache.',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig },
    },
  },
  ...boundaries,
);
