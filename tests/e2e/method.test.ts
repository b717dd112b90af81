import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { visit } from './pages.ts';

const link = inject('link');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each([
  [
    '/method',
    'Afgestemd op het verleden',
    'Stageplaatsen',
    'uur per week',
    /^[+−][\d.]+ \([+−][\d.]+ tot [+−][\d.]+\)$/,
  ],
  [
    '/en/method',
    'Matched to the past',
    'Placements',
    'hours per week',
    /^[+−][\d,]+ \([+−][\d,]+ to [+−][\d,]+\)$/,
  ],
])('%s', (path, matched, placements, unit, spread) => {
  test('shows what matching to the past changed', async () => {
    const { page, complaints, close } = await visit(browser, link + path);
    expect(await page.getByRole('heading', { name: matched }).count()).toBe(1);
    expect(await page.locator('#matched tbody tr').count()).toBeGreaterThanOrEqual(3);
    const cells = await page.locator('#matched tbody td').allInnerTexts();
    expect(cells.filter((cell) => /^−?[\d.,]+\s– −?[\d.,]+\s– −?[\d.,]+$/.test(cell)).length * 3).toBe(
      cells.length * 2,
    );
    expect(await page.locator('#shortage tbody th').allInnerTexts()).toEqual([
      '2024',
      '2028',
      '2032',
      '2034',
      '2044',
    ]);
    for (const cell of await page.locator('#shortage tbody td').allInnerTexts()) expect(cell).toMatch(spread);
    expect(complaints).toEqual([]);
    await close();
  });

  test('tells of placements, and names every unit in words', async () => {
    const { page, close } = await visit(browser, link + path);
    expect(await page.getByRole('heading', { name: placements, exact: true }).count()).toBe(1);
    const units = await page.locator('#assumptions tbody td:nth-of-type(1)').allInnerTexts();
    expect(units).toContain(unit);
    expect(units.filter((name) => name.includes('-'))).toEqual([]);
    await close();
  });
});
