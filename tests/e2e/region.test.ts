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

describe('the page of a region', () => {
  test('has its four charts without script, each with a table and a CSV', async () => {
    const { page, close } = await visit(browser, `${link}/regions/RA0102`, { javaScriptEnabled: false });
    expect(await page.locator('figure').count()).toBe(4);
    expect(await page.locator('figure svg.chart:visible').count()).toBe(4);
    expect(await page.locator('figure details table').count()).toBe(4);
    for (const chart of ['fan', 'gap', 'pyramid', 'flows']) {
      const response = await page.request.get(`${link}/regions/RA0102/${chart}.csv`);
      expect(response.headers()['content-type'], chart).toContain('text/csv');
      const text = await response.text();
      expect(text, chart).toMatch(/^\uFEFFregion_code;region;/);
      expect(text, chart).toContain(';Drenthe;');
    }
    await close();
  });

  test('redraws when the year changes, without a complaint of the browser', async () => {
    const { page, complaints, close } = await visit(browser, `${link}/regions/RA0102`);
    const fan = page.locator('figure', { has: page.locator('#fan-title') }).locator('.plot');
    const before = await fan.locator('svg:visible').innerHTML();
    await page.locator('#year').focus();
    await page.keyboard.press('End');
    await expect.poll(async () => fan.locator('svg:visible').innerHTML()).not.toBe(before);
    expect(await fan.innerText()).toContain('2044');
    expect(page.url()).toContain('year=2044');
    expect(complaints).toEqual([]);
    await close();
  });

  test('draws its charts after a step within the app', async () => {
    const { page, complaints, close } = await visit(browser, link);
    await page.locator('.ranking a').first().click();
    await page.waitForURL(/\/regions\/RA/);
    await expect.poll(() => page.locator('figure svg:visible').count()).toBe(4);
    expect(complaints).toEqual([]);
    await close();
  });

  test('says that the start is estimated and the register made up', async () => {
    const { page, close } = await visit(browser, `${link}/regions/RA0102`);
    const text = await page.locator('main').innerText();
    expect(text).toContain('De beginstand is geschat');
    expect(text).toContain('Verzonnen voorbeeld (synthetisch)');
    expect(text).toMatch(/\d+ van de \d+ praktijken \(\d+\s%\)/);
    await close();
  });

  test.each([
    ['/regions/RA9999', 'Er is geen regio met code RA9999', 'nl'],
    ['/en/regions/drenthe', 'drenthe', 'en'],
  ])('%s answers 404 with a page that helps', async (path, text, lang) => {
    const { page, close } = await visit(browser, 'about:blank');
    const response = await page.goto(link + path);
    expect(response?.status()).toBe(404);
    expect(await page.locator('main').innerText()).toContain(text);
    expect(await page.locator('main li a').count()).toBe(28);
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    await page.locator('main li a').first().click();
    await page.waitForURL(/regions\/RA0101/);
    await close();
  });

  test('an unknown chart or region has no CSV', async () => {
    for (const path of [
      '/regions/RA9999/fan.csv',
      '/regions/RA0102/rent.csv',
      '/regions/RA0102/toString.csv',
    ]) {
      expect((await fetch(link + path)).status, path).toBe(404);
    }
  });
});
