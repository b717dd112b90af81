import { describe, expect, test } from 'vitest';
import { parseBaseline, parseScenario } from '#lib/model/parse.ts';

const founders = {
  format: 'praktijkbalans-baseline/1',
  title: 'Bell founders',
  startYear: 2030,
  horizonYear: 2032,
  groups: [{ id: 'founders' }],
  stock: [{ group: 'founders', heads: 40 }],
  exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0.1 }],
};

function exit(fields: object): object {
  return { exits: [{ groups: '*', flow: 'deaths', ...fields }] };
}

function messageOf(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing wrong';
}

describe('a baseline', () => {
  test('that is right is returned as it is', () => {
    expect(parseBaseline(founders)).toEqual(founders);
  });

  test.each<[object, string]>([
    [{ groups: [{ id: 'a', nmae: 'A' }] }, 'groups[0].nmae: unknown field (did you mean name?)'],
    [{ horizon_year: 2040 }, 'horizon_year: unknown field (did you mean horizonYear?)'],
    [{ startYear: undefined, start_year: 2030 }, 'start_year: unknown field (did you mean startYear?)'],
    [{ ages: { from: 20, to: 30, step: 5 } }, 'ages.step: unknown field (known here: from, to)'],
    [{ stock: [{ group: 'a', heads: 1 }, { group: 'b' }] }, 'stock[1]: expected heads or bands'],
    [{ stock: [{ group: 'a', head: 1 }] }, 'stock[0].head: unknown field (did you mean heads?)'],
    [
      { stock: [{ group: 'a', heads: 1, bands: [{ from: 1, to: 2, heads: 1 }] }] },
      'stock[0]: expected bands or heads, found bands and heads',
    ],
    [{ stock: [{ heads: 1 }] }, 'stock[0].group: expected a text, found nothing'],
    [
      exit({ exitProbability: [0.1, 0.2, 0.3, '0,05'] }),
      'exits[0].exitProbability[3]: expected a number, found "0,05" (write 0.05)',
    ],
    [
      exit({ exitProbability: [[0.1], [0.2, null]] }),
      'exits[0].exitProbability[1][1]: expected a number, found null',
    ],
    [
      exit({ exitProbability: '5 %' }),
      'exits[0].exitProbability: expected a number, a list or an object { … }, found "5 %"',
    ],
    [exit({ exitHazard: { value: 1 } }), 'exits[0].exitHazard.value: unknown field (did you mean values?)'],
    [exit({}), 'exits[0]: expected exitHazard or exitProbability'],
    [exit({ exitHazard: 0.1, groups: 'women' }), 'exits[0].groups: expected "*" or a list, found "women"'],
    [
      exit({ exitHazard: 0.1, flow: 'death' }),
      'exits[0].flow: expected "retirements", "deaths", "earlyExits", "furtherStudy" or "toTriage", found "death"',
    ],
    [
      exit({ exitHazard: 0.1, groups: [] }),
      'exits[0].groups: expected a list of at least 1, found an empty list',
    ],
    [{ startYear: 2030.5 }, 'startYear: expected a whole number, found 2030.5'],
    [{ startYear: '2030' }, 'startYear: expected a number, found "2030" (write 2030)'],
    [{ horizonYear: 20320 }, 'horizonYear: expected at most 2200, found 20320'],
    [{ title: null }, 'title: expected a text, found null'],
    [{ exits: undefined }, 'exits: expected a list, found nothing'],
    [{ assumptions: { 'per year': 3 } }, 'assumptions["per year"]: expected an object { … }, found 3'],
  ])('with %j', (change, message) => {
    expect(messageOf(() => parseBaseline({ ...founders, ...change }))).toBe(message);
  });

  test('lists twenty problems and says how many more', () => {
    const stock = Array.from({ length: 30 }, () => ({ group: 'founders' }));
    const lines = messageOf(() => parseBaseline({ ...founders, stock })).split('\n');
    expect(lines).toHaveLength(22);
    expect(lines.slice(0, 2)).toEqual(['30 problems:', '  stock[0]: expected heads or bands']);
    expect(lines.at(-1)).toBe('  … and 10 more');
  });

  test.each([[null], [[]], ['text'], [3]])('that is %j', (document) => {
    expect(messageOf(() => parseBaseline(document))).toMatch(/^expected an object \{ … \}, found /);
  });
});

describe('a scenario', () => {
  test.each<[object, string]>([
    [{ intake: [{ schools: '*', from: 2030 }] }, 'intake[0]: expected factor or heads'],
    [
      { intake: [{ schools: '*', from: 2030, fator: 2 }] },
      'intake[0].fator: unknown field (did you mean factor?)',
    ],
    [{ demand: [{ from: 2030, factor: 2 }] }, 'demand[0]: expected groups or ids'],
    [
      { assumptions: { growth: { low: 0, high: 1 } } },
      'assumptions.growth.central: expected a number, found nothing',
    ],
    [{ waiting: 2 }, 'waiting: expected at most 1, found 2'],
    [
      { format: 'praktijkbalans-baseline/1' },
      'format: expected "praktijkbalans-scenario/1", found "praktijkbalans-baseline/1"',
    ],
  ])('with %j', (change, message) => {
    expect(messageOf(() => parseScenario({ format: 'praktijkbalans-scenario/1', ...change }))).toBe(message);
  });
});
