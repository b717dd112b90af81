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

const firstBytes = 60_000;

describe('the first page', () => {
  test('answers its question in one sentence, with number, interval, date and denominator', async () => {
    const { page, close } = await visit(browser, link);
    const answer = await page.locator('.answer').innerText();
    expect(answer).toMatch(/1 januari 2034/);
    expect(answer).toMatch(/80\s%-interval: [\d.]+ te (veel|weinig) tot [\d.]+ te (veel|weinig)/);
    expect(answer).toMatch(/\d+\s% van de vraag/);
    expect(answer).toMatch(/28 regio’s/);
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
    await close();
  });

  test('shows the map, the ranking and the links to all regions without script', async () => {
    const { page, close } = await visit(browser, link, { javaScriptEnabled: false });
    const tiles = await page
      .locator('.map a')
      .evaluateAll((all) => all.map((tile) => tile.getAttribute('href')));
    expect(new Set(tiles).size).toBe(28);
    expect(await page.locator('.ranking li .dot').count()).toBe(28);
    await page.locator('#year').fill('2040');
    await page.getByRole('button', { name: 'Toon' }).click();
    expect(page.url()).toContain('year=2040');
    expect(await page.locator('.answer').innerText()).toContain('1 januari 2040');
    await close();
  });

  test('follows the slider by keyboard and keeps the state in the address', async () => {
    const { page, complaints, close } = await visit(browser, link);
    await page.locator('#year').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.answer').innerText()).toContain('1 januari 2035');
    await expect.poll(() => page.url()).toContain('year=2035');
    const before = await page.locator('.ranking').innerText();
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('.answer').innerText()).toContain('1 januari 2044');
    expect(await page.locator('.ranking').innerText()).not.toBe(before);
    await page.getByRole('radio', { name: 'fte' }).check();
    await expect.poll(() => page.url()).toContain('unit=fte');
    expect(await page.locator('.answer').innerText()).toMatch(/ fte /);
    await page.locator('#year').focus();
    await page.keyboard.press('Home');
    await expect.poll(() => page.locator('.answer').innerText()).toContain('1 januari 2024');
    await page.getByRole('link', { name: 'Read this page in English' }).click();
    await page.waitForURL(/\/en\?year=2024&unit=fte/);
    expect(await page.locator('.answer').innerText()).toContain('1 January 2024');
    expect(complaints).toEqual([]);
    await close();
  });

  test('asks the server for a year where the other years cannot be fetched', async () => {
    const { page, close } = await visit(browser, 'about:blank');
    await page.route('**/gap.json', (route) => route.fulfill({ status: 500, body: '{}' }));
    await page.goto(link);
    await page.locator('#year').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/year=2035/);
    await page.locator('.answer', { hasText: '1 januari 2035' }).waitFor({ timeout: 10_000 });
    await close();
  });

  test('takes a state from its address, and passes over one that makes no sense', async () => {
    const chosen = await visit(browser, `${link}/?year=2040&unit=fte`);
    expect(await chosen.page.locator('.answer').innerText()).toMatch(/1 januari 2040.* fte /s);
    await chosen.close();
    for (const query of ['year=abc&unit=euro', 'year=1900', 'year=2034.5', 'year=']) {
      const { page, close } = await visit(browser, `${link}/?${query}`);
      expect(await page.locator('.answer').innerText(), query).toContain('1 januari 2034');
      await close();
    }
  });

  test('keeps the chosen year on the way to a region and to the other language', async () => {
    const { page, close } = await visit(browser, `${link}/?year=2040&unit=fte`);
    await page.locator('.map a', { hasText: 'Drenthe' }).click();
    await page.waitForURL(/regions\/RA0102\?year=2040&unit=fte/);
    await page.getByRole('link', { name: 'Read this page in English' }).click();
    await page.waitForURL(/\/en\/regions\/RA0102\?year=2040&unit=fte/);
    expect(await page.locator('h1').innerText()).toContain('Drenthe');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await close();
  });

  test('weighs less than 60 KB before anybody touches it', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(link, { waitUntil: 'networkidle' });
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(firstBytes);
    await context.close();
  });
});
