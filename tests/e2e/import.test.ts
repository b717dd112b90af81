import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { currentId } from '#lib/server/editions.ts';
import { launchBrowser } from './browser.ts';
import { accessibilityProblems, visit } from './pages.ts';
import { serveApp, type Served } from './serve.ts';

/** Long enough for a build on a slow machine. */
const patience = 240_000;

let folder: string;
let editions: string;
let app: Served;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  editions = join(folder, 'editions');
  // A folder of its own: other tests look at what is in use.
  const id = (await currentId(inject('editions'))) ?? '';
  await mkdir(editions);
  await cp(join(inject('editions'), id), join(editions, id), { recursive: true });
  await writeFile(join(editions, 'current'), `${id}\n`);
  app = await serveApp(editions, { BODY_SIZE_LIMIT: '2M' });
  browser = await launchBrowser();
}, patience);
afterAll(async () => {
  await browser?.close();
  app?.stop();
  await rm(folder, { recursive: true, force: true });
});

function fixturePath(name: string): string {
  return join('tests/fixtures', name);
}

/** A file with a text, to be handed over. */
function made(name: string, text: string) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

const practices = ['P1', 'P2', 'P3', 'P4'];

/** Enough practices of a region, with their staff, to replace its derived stock; one row does not fit. */
const region = [
  made(
    'praktijken.csv',
    [
      'praktijk_id;naam;gemeente;patiënten;biedt stageplaats',
      ...practices.map((id) => `${id};Praktijk ${id};Utrecht;9.000;ja`),
      'P5;Praktijk P5;Nergens;1.000;nog niet',
    ].join('\n'),
  ),
  made(
    'personeel.csv',
    [
      'praktijk;functie;leeftijdsgroep;aantal;fte',
      ...practices.flatMap((id) => [`${id};DA;25-29;6;4,2`, `${id};DA;60-64;9;6,3`]),
    ].join('\n'),
  ),
];

async function handOver(page: Page, files: Parameters<Page['setInputFiles']>[1]): Promise<void> {
  await page.goto(`${app.link}/import`);
  await page.setInputFiles('#files', files);
  await page.getByRole('button', { name: 'Controleer de bestanden' }).click();
  await page.waitForURL(/\/import\/[0-9a-f]{32}$/, { timeout: patience });
}

async function openPage(javaScriptEnabled = true) {
  const { page, complaints, close } = await visit(browser, `${app.link}/import`, {
    javaScriptEnabled,
    locale: 'nl-NL',
  });
  page.setDefaultTimeout(60_000);
  return { page, complaints, close };
}

/** What somebody reads on the page, without what only a screen reader says. */
async function read(page: Page): Promise<string> {
  return page.locator('main').innerText();
}

async function inUse(): Promise<string> {
  return (await currentId(editions)) ?? '';
}

async function draftIds(): Promise<string[]> {
  return readdir(join(editions, 'drafts')).catch(() => []);
}

/** Looks at a page as people do who see little, in light and dark, on a small phone. */
async function inspect(page: Page): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(scroll, `width ${width}`).toBeLessThanOrEqual(0);
    expect(await accessibilityProblems(page), `${colorScheme} ${width}`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** A request as a program could make it, with any header. */
async function ask(
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = rawRequest(app.link + path, { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe.each([
  ['with script', true],
  ['without script', false],
])('a coordinator, %s', (_, scripted) => {
  test(
    'hands files over, sees what they hold and change, builds, compares, puts into use, and goes back',
    async () => {
      const before = await inUse();
      const { page, complaints, close } = await openPage(scripted);
      await handOver(page, region);
      expect(await read(page)).toContain(
        'In 2 bestanden kunnen 12 rijen worden geladen; 1 rij is geweigerd.',
      );
      const found = await read(page);
      expect(found).toMatch(/praktijken\.csv\s+Huisartsenpraktijken\s+4 geladen, 1 geweigerd/);
      expect(found).toMatch(/regel 6; kolom “gemeente”; gevonden: Nergens/);
      expect(found).toMatch(/Huisartsenpraktijken\s+Utrecht en omgeving\s+0 → 4 \(4 nieuw\)/);
      expect(await inUse()).toBe(before);
      if (scripted) await inspect(page);

      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: 'Maak de nieuwe editie' }).click();
      await page.getByRole('heading', { name: 'De nieuwe editie is klaar' }).waitFor({ timeout: patience });
      expect(await read(page)).toMatch(
        /Waar het tekort in \d{4} het meest verandert[^]*Utrecht en omgeving\s+ca\./,
      );
      expect(await read(page)).toContain('Huisartsenpraktijken: 4 nieuw');
      expect(await inUse()).toBe(before);
      if (scripted) await inspect(page);
      const address = page.url();

      await page.getByRole('button', { name: 'Neem in gebruik' }).click();
      await page.getByRole('heading', { name: 'De nieuwe editie is in gebruik' }).waitFor();
      const after = await inUse();
      expect(after).not.toBe(before);
      expect(await read(page)).toContain(`Alle pagina’s tonen nu editie ${after}.`);
      if (scripted) await inspect(page);
      await page.getByRole('link', { name: 'Bekijk de gegevens en hun bronnen' }).click();
      await page.waitForURL(/\/data$/);
      expect(await page.locator('footer').innerText()).toContain(`Editie ${after}`);
      expect(await read(page)).toContain('praktijken.csv');

      // Another window, left open since before, and the button “back”, do no harm.
      await page.goto(address);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
        'De nieuwe editie is in gebruik',
      );
      await page.goto(`${app.link}/import`);
      expect(await read(page)).toMatch(/praktijken\.csv\s+Huisartsenpraktijken · 4 rijen geladen/);
      if (scripted) await inspect(page);
      await page.getByRole('button', { name: `Ga terug naar editie ${before}` }).click();
      await page.getByText(`Editie ${before} van`).first().waitFor();
      expect(await inUse()).toBe(before);
      expect(await page.locator('footer').innerText()).toContain(`Editie ${before}`);
      expect(complaints).toEqual([]);
      await close();
    },
    patience,
  );
});

describe('files that are not right', () => {
  test(
    'are told apart, and the rest can go on without them',
    async () => {
      const { page, close } = await openPage();
      await handOver(page, [
        made('download.csv', '<!doctype html><html><body>Inloggen</body></html>'),
        made('personen.csv', 'naam;geboortejaar;functie\nJanneke;1961;DA\n'),
        {
          name: '../../../praktijken.csv',
          mimeType: 'text/csv',
          buffer: await readFile(fixturePath('praktijken.csv')),
        },
      ]);
      const text = await read(page);
      expect(text).toContain('Zo kunnen deze bestanden nog niet worden ingelezen.');
      expect(text).toContain('Verwijderd omdat er geboortegegevens in stonden: personen.csv.');
      expect(text).toContain('dit is een webpagina');
      expect(await page.getByRole('button', { name: 'Maak de nieuwe editie' }).count()).toBe(0);
      const [id = ''] = page.url().split('/').slice(-1);
      const stored = join(editions, 'drafts', id);
      expect((await readdir(join(stored, 'files'))).sort()).toEqual(['download.csv', 'praktijken.csv']);
      const entries = await readdir(stored, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((one) => one.isFile())) {
        expect(await readFile(join(entry.parentPath, entry.name), 'utf8')).not.toMatch(/Janneke|1961/);
      }
      await inspect(page);
      await page.getByRole('button', { name: 'Ga verder zonder download.csv en personen.csv' }).click();
      await page.getByRole('button', { name: 'Maak de nieuwe editie' }).waitFor();
      expect(await readdir(join(stored, 'files'))).toEqual(['praktijken.csv']);
      await page.goto(`${app.link}/import`);
      await page.getByRole('button', { name: 'Gooi weg: praktijken.csv', exact: true }).click();
      await expect.poll(draftIds).not.toContain(id);
      await close();
    },
    patience,
  );

  test(
    'too many bytes are refused in words, before and after they are sent',
    async () => {
      const large = made('groot.csv', 'x'.repeat(3 * 1024 * 1024));
      const scripted = await openPage();
      await scripted.page.setInputFiles('#files', large);
      await scripted.page.getByText('De bestanden zijn samen te groot').waitFor();
      await scripted.page.getByRole('button', { name: 'Controleer de bestanden' }).click();
      expect(scripted.page.url()).toBe(`${app.link}/import`);
      await scripted.close();
      const plain = await openPage(false);
      await plain.page.setInputFiles('#files', large);
      await plain.page.getByRole('button', { name: 'Controleer de bestanden' }).click();
      await plain.page.getByText('De bestanden zijn samen te groot').waitFor();
      await plain.close();
    },
    patience,
  );

  test('a draft that is not there says so', async () => {
    const { page, close } = await openPage();
    const response = await page.goto(`${app.link}/import/${'0'.repeat(32)}`);
    expect(response?.status()).toBe(404);
    expect(await read(page)).toContain('Wat u klaarzette is weggegooid, of ouder dan een dag.');
    await close();
  });
});

describe('the page that takes files', () => {
  test('takes files that are dragged onto it', async () => {
    const { page, close } = await openPage();
    const before = await draftIds();
    const data = await page.evaluateHandle(
      (text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'vraag.csv'));
        transfer.items.add(new File([text], 'vraag (kopie).csv'));
        return transfer;
      },
      await readFile(fixturePath('vraag.csv'), 'utf8'),
    );
    const chosen = page.getByText('Gekozen: vraag.csv en vraag (kopie).csv.');
    // The script may not be there yet.
    await expect
      .poll(
        async () => {
          await page.dispatchEvent('.zone', 'drop', { dataTransfer: data });
          return chosen.count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    // Pressed twice in one go: the second time there is nothing left to send.
    const said = await page.evaluate(async () => {
      const button = document.querySelector<HTMLButtonElement>('button.main');
      button?.click();
      await new Promise(requestAnimationFrame);
      button?.click();
      return [button?.getAttribute('aria-disabled'), document.querySelector('.busy')?.textContent?.trim()];
    });
    expect(said).toEqual(['true', expect.stringContaining('Bezig met controleren.')]);
    await page.getByText('Vraag naar stageplaatsen').first().waitFor();
    expect((await draftIds()).length).toBe(before.length + 1);
    await close();
  });

  test(
    'hands out empty files that it can read itself, and the findings as CSV and text',
    async () => {
      const { page, close } = await openPage();
      const links = await page
        .locator('a[href*="/import/templates/"]')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      expect(links.length).toBe(5);
      const files = [];
      for (const link of links) {
        const response = await page.request.get(app.link + link);
        expect(response.status(), link).toBe(200);
        const name = /filename="(.+)"/.exec(response.headers()['content-disposition'] ?? '')?.[1] ?? '';
        expect(name).toMatch(/\.xlsx$/);
        files.push({ name, mimeType: 'application/octet-stream', buffer: await response.body() });
      }
      await handOver(page, files);
      const text = await read(page);
      for (const { name } of files) expect(text).toContain(name);
      expect(text).not.toContain('niet herkend of niet leesbaar');
      await handOver(page, fixturePath('praktijken.csv'));
      const csv = await page.request.get(`${page.url()}/findings.csv`);
      expect(csv.headers()['content-type']).toContain('text/csv');
      expect(await csv.text()).toMatch(/praktijken\.csv;6;Patiënten;"?1\.900,5/);
      const report = await page.request.get(`${page.url()}/report.txt`);
      expect(report.headers()['content-type']).toContain('text/plain');
      expect(await report.text()).toContain('Huisartsenpraktijken');
      await close();
    },
    patience,
  );

  test('sends who uses another name of this machine to the one that the forms work under', async () => {
    const port = new URL(app.link).port;
    const { status } = await ask('/import', { host: `localhost:${port}` });
    expect(status).toBe(307);
  });

  test('is in the menu of somebody at this machine, and in English', async () => {
    expect((await ask('/', {})).text).toContain('href="/import"');
    const { page, close } = await visit(browser, `${app.link}/en/import`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Read in files of your region');
    await inspect(page);
    await close();
  });
});

describe('a request that was not made at this machine', () => {
  const paths = [
    '/import',
    '/en/import',
    '/import/__data.json',
    `/import/${'0'.repeat(32)}`,
    `/import/${'0'.repeat(32)}/findings.csv`,
    `/import/${'0'.repeat(32)}/report.txt`,
    '/import/templates/practices',
  ];

  test.each(paths)('does not see %s', async (path) => {
    const refused: Record<string, string>[] = [
      { 'x-forwarded-for': '127.0.0.1' },
      { forwarded: 'for=127.0.0.1' },
      { via: '1.1 proxy' },
      { host: 'balans.example.nl' },
      { referer: 'https://elsewhere.example/' },
    ];
    for (const headers of refused) {
      const { status, text } = await ask(path, headers);
      // The data of a page are sent with the refusal inside.
      if (!path.endsWith('.json')) expect(status, JSON.stringify(headers)).toBe(403);
      expect(text).not.toContain('drafts');
      expect(text).not.toContain('limit');
    }
  });

  test('is told what to do instead, and finds no link in the menu', async () => {
    const refused = await ask('/import', { 'x-forwarded-for': '203.0.113.7' });
    expect(refused.text).toContain('Dit kan alleen op de computer zelf');
    expect(refused.text).toContain('npm start');
    expect((await ask('/', { 'x-forwarded-for': '203.0.113.7' })).text).not.toContain('href="/import"');
  });

  test.each([
    '/import?/drop',
    '/import?/leave',
    '/import?/discard',
    '/import?/back',
    `/import/${'0'.repeat(32)}?/use`,
  ])('cannot do %s, whether a proxy or another website sends it', async (path) => {
    const before = await inUse();
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' };
    const proxied = await ask(path, { ...form, origin: app.link, 'x-real-ip': '127.0.0.1' }, 'POST');
    expect(proxied.status).toBe(403);
    const foreign = await ask(path, { ...form, origin: 'https://elsewhere.example' }, 'POST');
    expect(foreign.status).toBe(403);
    expect(await inUse()).toBe(before);
  });

  test('sees nothing of a server that listens to the network', async () => {
    const open = await serveApp(editions, { HOST: '0.0.0.0' });
    const response = await fetch(`${open.link}/import`);
    expect(response.status).toBe(403);
    open.stop();
  });
});

test('without the command line the page says what is wrong, and nothing is lost', async () => {
  const lame = await serveApp(editions, {
    PRAKTIJKBALANS_CLI: join(folder, 'nowhere.js'),
    BODY_SIZE_LIMIT: '2M',
  });
  const { page, close } = await visit(browser, `${lame.link}/import`);
  await page.setInputFiles('#files', fixturePath('praktijken.csv'));
  await page.getByRole('button', { name: 'Controleer de bestanden' }).click();
  await page.getByText('De server kan het programma dat de bestanden leest niet vinden.').waitFor();
  await inspect(page);
  await close();
  lame.stop();
});

test(
  'a file of the edition in use can be left out again',
  async () => {
    const { page, close } = await openPage();
    await handOver(page, region);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Maak de nieuwe editie' }).click();
    const use = page.getByRole('button', { name: 'Neem in gebruik' });
    await use.waitFor({ timeout: patience });
    await use.click();
    await page.getByRole('heading', { name: 'De nieuwe editie is in gebruik' }).waitFor();
    await page.goto(`${app.link}/import`);
    await page.getByRole('button', { name: 'Laat weg: personeel.csv' }).click();
    await page.getByRole('heading', { name: 'Een editie zonder personeel.csv' }).waitFor();
    const text = await read(page);
    expect(text).toMatch(/Personeel per praktijk en leeftijdsband\s+Utrecht en omgeving\s+8 → 0 \(8 weg\)/);
    expect(text).not.toMatch(/Huisartsenpraktijken\s+Utrecht/);
    await page.getByRole('button', { name: 'Maak de nieuwe editie' }).waitFor();
    await close();
  },
  patience,
);
