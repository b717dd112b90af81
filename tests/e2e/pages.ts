import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Every page that a visitor can reach, and one that does not exist. */
export const pages = [
  '/',
  '/?year=2044&unit=fte',
  '/?map=land',
  '/regions',
  '/regions/RA0102',
  '/regions/RA9999',
  '/method',
  '/data',
  '/import',
  '/nowhere',
  '/en',
  '/en/regions',
  '/en/regions/RA0616',
  '/en/regions/RA9999',
  '/en/method',
  '/en/data',
  '/en/import',
];

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page of the app together with what the browser complained about. */
export interface Visit {
  page: Page;
  complaints: string[];
  close: () => Promise<void>;
}

/** Opens a page in a window of its own, and keeps what the browser complains about. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}

/** What axe finds against WCAG 2.2 AA on a page, a line for each kind of problem. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResult> } }).axe;
    interface AxeResult {
      violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[];
    }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary} (${nodes.length})`,
    );
  });
}
