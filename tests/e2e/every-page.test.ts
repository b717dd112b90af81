import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { accessibilityProblems, pages, visit } from './pages.ts';

const link = inject('link');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(pages)('%s', (path) => {
  test('meets WCAG 2.2 AA, light on a desktop and dark on a phone', async () => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      const { page, close } = await visit(browser, link + path, {
        colorScheme,
        viewport: { width, height: 800 },
      });
      await page.locator('details').evaluateAll((all) => {
        for (const details of all) (details as HTMLDetailsElement).open = true;
      });
      expect(await accessibilityProblems(page), `${colorScheme} ${width}`).toEqual([]);
      await close();
    }
  });

  test('fits the width of a small phone', async () => {
    const { page, close } = await visit(browser, link + path, { viewport: { width: 320, height: 700 } });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await close();
  });

  test('has one heading, a title, and a way past the menu for the keyboard', async () => {
    const { page, close } = await visit(browser, link + path);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.title()).toContain('Praktijkbalans');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content');
    await close();
  });

  test('names its edition and shows no trace of the code', async () => {
    const text = await (await fetch(link + path)).text();
    expect(text).toMatch(/Editi(e|on) \d{8}-\d{6}/);
    expect(text).not.toMatch(/\.(ts|js):\d+:\d+|at file:|NaN|undefined %|Infinity/);
  });
});
