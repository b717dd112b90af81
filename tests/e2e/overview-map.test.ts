import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { accessibilityProblems, visit } from './pages.ts';

const link = inject('link');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const regionLinks = (page: Page) => page.locator('svg.land a');
const drenthe = (page: Page) => page.getByRole('link', { name: /^Drenthe: [+−]?\d/ });

/** Waits until the page answers by itself: its form then has no button. */
const untilScripted = (page: Page) =>
  page.getByRole('button', { name: 'Toon' }).waitFor({ state: 'detached' });

describe('the map with boundaries', () => {
  test('takes the place of the tile map at a click, and gives it back', async () => {
    const { page, complaints, close } = await visit(browser, link);
    await untilScripted(page);
    expect(await page.locator('ul.map').count()).toBe(1);
    await page.getByRole('link', { name: 'Landkaart' }).click();
    await expect.poll(() => regionLinks(page).count()).toBe(28);
    expect(await page.locator('ul.map').count()).toBe(0);
    expect(new URL(page.url()).search).toBe('?map=land');
    expect(await page.locator('[aria-current=true]').innerText()).toBe('Landkaart');
    expect(await page.locator('#map').innerText()).toMatch(
      /Schematische kaart: grenzen bij benadering.*CC BY 4\.0/s,
    );
    await page.getByRole('link', { name: 'Tegelkaart' }).click();
    await expect.poll(() => page.locator('ul.map').count()).toBe(1);
    expect(new URL(page.url()).search).toBe('');
    expect(complaints).toEqual([]);
    await close();
  });

  test('is chosen and walked through by keyboard, with every region named beside its number', async () => {
    const { page, close } = await visit(browser, `${link}/?year=2040&unit=fte`);
    await untilScripted(page);
    await page.getByRole('link', { name: 'Landkaart' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/year=2040&unit=fte&map=land/);
    await expect.poll(() => regionLinks(page).count()).toBe(28);
    const names = await regionLinks(page).evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label')),
    );
    for (const name of names) expect(name).toMatch(/^.+: [+−]?\d+(,\d)?\s%, (tekort|overschot|onzeker)$/);
    expect(new Set(names).size).toBe(28);
    // Focus stays on the switch; the first region is the next stop.
    await page.keyboard.press('Tab');
    const shown = page.locator('.pointed:visible');
    await expect.poll(() => shown.count()).toBe(1);
    expect(await shown.innerText()).toContain('Groningen');
    await page.keyboard.press('Tab');
    expect(await shown.innerText()).toContain('Drenthe');
    await page.keyboard.press('Enter');
    await page.waitForURL(/regions\/RA0102\?year=2040&unit=fte&map=land/);
    await close();
  });

  test('follows the slider', async () => {
    const { page, close } = await visit(browser, `${link}/?map=land`);
    await untilScripted(page);
    const before = await regionLinks(page).evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label')),
    );
    await page.locator('#year').focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.url()).toContain('year=2044&map=land');
    await expect
      .poll(() => regionLinks(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))))
      .not.toEqual(before);
    await close();
  });

  test('shows a colour, a sign and the hatching of the tile map', async () => {
    const tiles = await visit(browser, link);
    const tile = await tiles.page.locator('.map a', { hasText: 'Drenthe' }).evaluate((one) => ({
      fill: getComputedStyle(one).backgroundColor,
      hatched: getComputedStyle(one).backgroundImage !== 'none',
      value: one.querySelector('.value')?.textContent,
    }));
    await tiles.close();
    const { page, close } = await visit(browser, `${link}/?map=land`);
    const shape = await drenthe(page).evaluate((one) => {
      const fill = one.querySelector('use')?.getAttribute('fill') ?? '';
      const pattern = document.querySelector(/url\((#.+)\)/.exec(fill)?.[1] ?? 'none');
      const painted = pattern?.firstElementChild ?? one.querySelector('use');
      return {
        fill: painted ? getComputedStyle(painted).fill : '',
        hatched: pattern !== null,
        value: /: (.+),/.exec(one.getAttribute('aria-label') ?? '')?.[1],
      };
    });
    expect(shape).toEqual(tile);
    await close();
  });

  test('works without script: chosen, kept by the year, and left', async () => {
    const { page, close } = await visit(browser, link, { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Landkaart' }).click();
    expect(new URL(page.url()).search).toBe('?map=land');
    expect(await regionLinks(page).count()).toBe(28);
    await page.locator('#year').fill('2040');
    await page.getByRole('button', { name: 'Toon' }).click();
    expect(new URL(page.url()).searchParams.get('map')).toBe('land');
    expect(await page.locator('#map-summary').innerText()).toContain('2040');
    expect(await regionLinks(page).count()).toBe(28);
    await drenthe(page).hover();
    expect(await page.locator('.pointed:visible').innerText()).toMatch(/^Drenthe/);
    await page.getByRole('link', { name: 'Tegelkaart' }).click();
    expect(await page.locator('ul.map a').count()).toBe(28);
    await close();
  });

  test.each(['light', 'dark'] as const)(
    'meets WCAG 2.2 AA in %s, on a desktop and a phone',
    async (colorScheme) => {
      for (const width of [1280, 320]) {
        const { page, close } = await visit(browser, `${link}/en?map=land`, {
          colorScheme,
          viewport: { width, height: 800 },
        });
        expect(await accessibilityProblems(page), String(width)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, String(width)).toBeLessThanOrEqual(0);
        await close();
      }
    },
  );

  test('does not weigh on the first page where it is not chosen', async () => {
    const asked: string[] = [];
    const { page, close } = await visit(browser, 'about:blank');
    page.on('response', async (response) => {
      const body = await response.text().catch(() => '');
      if (/foreignObject x|foreignObject y|<clipPath/i.test(body)) asked.push(response.url());
    });
    await page.goto(link, { waitUntil: 'networkidle' });
    expect(asked).toEqual([]);
    await page.goto(`${link}/?map=land`, { waitUntil: 'networkidle' });
    expect(asked.length).toBeGreaterThanOrEqual(2);
    await close();
  });
});
