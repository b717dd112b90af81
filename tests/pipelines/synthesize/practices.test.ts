import { describe, expect, test } from 'vitest';
import { offerStatuses } from '#lib/domain/tables/columns.ts';
import { groupBy, made } from './made.ts';

describe.each([1, 2, 3])('what practices offer with seed %i', (seed) => {
  const { practices, practiceHistory, practicePlaces } = made(seed);
  const byOffer = groupBy(practices, ({ offer_status }) => offer_status);
  const visits = groupBy(practiceHistory, ({ practice_id }) => practice_id);
  const places = groupBy(practicePlaces, ({ practice_id }) => practice_id);

  test('shares are near those of Zorroo', () => {
    const shares = offerStatuses.map((offer) => (byOffer.get(offer)?.length ?? 0) / practices.length);
    [0.45, 0.12, 0.09, 0.2, 0.14].forEach((share, i) => {
      expect(Math.abs((shares[i] ?? NaN) - share)).toBeLessThan(0.03);
    });
  });

  test('a practice that was not visited has no answers, and only that one has no visit', () => {
    for (const { offer_status, supervisors, bbl_interest, last_visited, practice_id } of practices) {
      const unvisited = offer_status === 'not-visited';
      expect(last_visited === null).toBe(unvisited);
      expect(supervisors === null).toBe(unvisited);
      if (unvisited) expect(bbl_interest).toBeNull();
      expect(visits.has(practice_id)).toBe(!unvisited);
    }
  });

  test('who offers is recognised, and an end of recognition lies ahead', () => {
    expect(byOffer.get('offering')?.every(({ recognised }) => recognised === true)).toBe(true);
    for (const { recognised, recognised_until } of practices) {
      if (recognised_until === null) continue;
      expect(recognised).toBe(true);
      expect(recognised_until >= '2024-01-01' && recognised_until < '2028-01-01').toBe(true);
    }
    for (const kind of [true, false, null]) {
      expect(practices.some(({ recognised }) => recognised === kind)).toBe(true);
    }
  });

  test('visits run from 2018 to 2023 on workdays, and the last one says what is so now', () => {
    for (const { practice_id, offer_status, last_visited } of practices) {
      const own = visits.get(practice_id) ?? [];
      const dates = own.map(({ date }) => date);
      expect(dates).toEqual(dates.toSorted());
      if (own.length === 0) continue;
      expect(own.at(-1)).toMatchObject({ offer_status, date: last_visited });
    }
    for (const { date, offer_status } of practiceHistory) {
      expect(date >= '2018-01-01' && date < '2024-01-01').toBe(true);
      expect(new Date(date).getUTCDay() % 6).toBeGreaterThan(0);
      expect(offer_status).not.toBe('not-visited');
    }
  });

  test('outcomes drift up over the years', () => {
    const offering = (year: number) => {
      const own = practiceHistory.filter(({ date }) => date.startsWith(String(year)));
      return own.filter(({ offer_status }) => offer_status === 'offering').length / own.length;
    };
    expect(offering(2018) + 0.1).toBeLessThan(offering(2023));
  });

  test('just the practices that offer or will offer have places', () => {
    for (const { practice_id, offer_status } of practices) {
      const own = places.get(practice_id) ?? [];
      expect(own.length > 0).toBe(offer_status === 'offering' || offer_status === 'will-offer');
      if (offer_status === 'will-offer') expect(own[0]?.school_year).toBe(2024);
    }
  });

  test('a place has its own rhythm of years and periods', () => {
    for (const rows of groupBy(practicePlaces, ({ place_id }) => place_id).values()) {
      const years = [...new Set(rows.map(({ school_year }) => school_year))];
      const steps = new Set(years.slice(1).map((year, i) => year - (years[i] ?? NaN)));
      expect(steps.size).toBe(1);
      const patterns = groupBy(rows, ({ school_year }) => String(school_year)).values();
      const periods = new Set([...patterns].map((own) => own.map(({ period }) => period).join('')));
      expect(periods.size).toBe(1);
      expect(new Set(rows.map(({ days_per_week }) => days_per_week)).size).toBe(1);
      expect(rows.every(({ capacity, days_per_week }) => capacity === 1 && days_per_week >= 2)).toBe(true);
      expect(years.every((year) => year >= 2023 && year <= 2027)).toBe(true);
    }
    for (const own of places.values()) {
      expect(new Set(own.map(({ place_id }) => place_id)).size).toBeLessThanOrEqual(2);
    }
  });
});
