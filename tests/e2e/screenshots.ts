import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browser.ts';

// Takes a picture of every page in both widths and both colour schemes, to be looked at.
const [link = 'http://127.0.0.1:4173', folder = 'build/screenshots', only = ''] = process.argv.slice(2);
const pages: [name: string, path: string][] = [
  ['overview', '/'],
  ['overview-2044-fte', '/?year=2044&unit=fte'],
  ['overview-map', '/?map=land'],
  ['regions', '/regions'],
  ['region', '/regions/RA0102'],
  ['method', '/method'],
  ['data', '/data'],
  ['import', '/import'],
  ['unknown-region', '/regions/RA9999'],
  ['not-found', '/nowhere'],
  ['overview-en', '/en'],
  ['region-en', '/en/regions/RA0616?year=2044'],
];

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
for (const [width, size] of [
  [1280, 'desktop'],
  [390, 'phone'],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    for (const [name, path] of pages.filter(([one]) => one.includes(only))) {
      await page.goto(link + path);
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
