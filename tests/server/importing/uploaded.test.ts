import { describe, expect, test, vi } from 'vitest';
import { bytesIn } from '#lib/server/importing/body-limit.ts';
import { ImportProblem } from '#lib/server/importing/problem.ts';
import { told } from '#lib/server/importing/told.ts';
import { uploadedFiles } from '#lib/server/importing/uploaded.ts';

function sent(entries: [string, File | string][], headers: Record<string, string> = {}): Request {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return new Request('http://127.0.0.1/import', { method: 'POST', body: form, headers });
}

describe('files in a form', () => {
  test('are those that were chosen, also empty ones; nothing else in it is a file', async () => {
    const request = sent([
      ['files', new File(['x'], 'a.csv')],
      ['files', new File([], 'leeg.csv')],
      ['files', new File([], '')],
      ['files', 'text'],
      ['other', new File(['x'], 'b.csv')],
    ]);
    expect((await uploadedFiles(request, 10_000)).map(({ name }) => name)).toEqual(['a.csv', 'leeg.csv']);
  });

  test.each([
    ['too-large', { 'content-length': '10001' }],
    ['broken-upload', { 'content-type': 'multipart/form-data; boundary=other' }],
  ])('are refused in words: %s', async (code, headers) => {
    const request = sent([['files', new File(['x'], 'a.csv')]], headers);
    await expect(uploadedFiles(request, 10_000)).rejects.toMatchObject({ code });
  });
});

test.each([
  [undefined, 524_288],
  ['150M', 157_286_400],
  ['2k', 2048],
  ['1G', 1_073_741_824],
  ['1000', 1000],
  ['Infinity', Infinity],
])('BODY_SIZE_LIMIT %s is %d bytes', (setting, bytes) => {
  expect(bytesIn(setting)).toBe(bytes);
});

describe('what keeps an import from going on', () => {
  test.each([
    [new ImportProblem('too-large', '1 byte'), 413, 'too-large', null],
    [new ImportProblem('refused', 'it has no rows'), 400, 'refused', 'it has no rows'],
    [new ImportProblem('fault', 'at a.ts:1:1'), 500, 'fault', null],
    [Object.assign(new Error('write'), { code: 'ENOSPC' }), 507, 'no-space', null],
    [Object.assign(new Error('write'), { code: 'EROFS' }), 500, 'no-write', null],
    [new TypeError('undefined is not a function'), 500, 'fault', null],
  ])('is told without the code behind it: %s', async (error, status, problem, detail) => {
    const window = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await told(() => Promise.reject(error))).toMatchObject({ status, data: { problem, detail } });
    window.mockRestore();
  });

  test('is nothing where all went well', async () => {
    expect(await told(async () => 'done')).toBeUndefined();
  });
});
