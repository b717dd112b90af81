import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '#pipelines/json-syntax.ts';

test.each([
  ['{"a": 1,}', 'line 1, column 9: expected the name of a field between double quotes, found } (no comma'],
  ['[1, 2, ]', 'line 1, column 8: expected a value, found ] (no comma after the last one)'],
  [
    '{"a": 0,05}',
    'column 9: expected the name of a field between double quotes, found 05 (a number is written',
  ],
  ['{a: 1}', 'line 1, column 2: expected the name of a field between double quotes, found a'],
  ['[1 2]', 'line 1, column 4: expected , or ], found 2'],
  ["['a']", "line 1, column 2: expected a value, found ' (a text stands between double quotes)"],
  ['[.5]', 'line 1, column 2: expected a value, found .5 (a number is written like 0.05, -3 or 1e6)'],
  ['{"a": 1} b', 'line 1, column 10: expected nothing more, found b'],
  ['', 'line 1, column 1: expected a value, found the end of the file'],
  ['{"a": "b\nc"}', 'line 1, column 7: expected a value, found " (a text ends with " on the same line'],
  ['{\n  "a": 1 // c\n}', 'line 2, column 10: expected , or }, found / (JSON has no comments)'],
  [
    '{\n "a": 1,\r\n "b": 2,\r\n "a": 3\r\n}',
    'line 4, column 2: expected each field once, found " (a stands on line 2',
  ],
  ['[NaN]', 'line 1, column 2: expected a value, found NaN'],
  ['[1,\u00a02]', 'line 1, column 4: expected a value, found the character U+00A0'],
  [`{"a": 1\n`, 'line 2, column 1: expected , or }, found the end of the file'],
  ['['.repeat(100_000), 'line 1, column 102: expected at most 100 levels of brackets'],
])('%j is refused', (text, message) => {
  expect(() => parseJson(text.slice(0, 200_000))).toThrow(message);
});

test('what JSON.stringify writes is read, and what is read is what JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space);
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('what JSON.parse refuses is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'{}[]",:0123.eE+-tfn\\ \n'), { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const refuses = (parse: (text: string) => unknown) => {
        try {
          parse(text);
          return false;
        } catch {
          return true;
        }
      };
      expect(refuses(parseJson)).toBe(refuses((json) => JSON.parse(json)));
    }),
    { numRuns: 2000 },
  );
});
