import { z } from 'zod';
import { amount, status, year } from '#lib/model/baseline/amount.ts';

const point = { lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) };
const share = z.number().min(0).max(1);

/** A track of the programme. */
export const track = z.strictObject({
  id: z.string(),
  durationYears: z.int().min(1),
  dropoutShape: z.array(share).describe('share of all drop-out that falls in each programme year; sums to 1'),
  entryAges: z
    .array(z.number().min(0))
    .optional()
    .describe('share of the graduates by single age on 1 January after the diploma; sums to 1'),
  completion: amount.optional().describe('in place of that of the programme'),
  repeating: amount.optional().describe('in place of that of the programme'),
  starts: z
    .array(share)
    .optional()
    .describe(
      'share of an intake that starts in each period of the school year; sums to 1; all in the first',
    ),
});
export type Track = z.infer<typeof track>;

/** A school, at its seat or where it teaches; one with neither works all over the country. */
export const school = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  seat: z.strictObject(point).optional(),
  teachesAt: z
    .array(z.strictObject({ ...point, share }))
    .min(1)
    .optional()
    .describe('known teaching places with their share of the students, in place of the seat'),
  placementModels: z
    .array(z.string())
    .optional()
    .describe('ids of its placement models, one per track at most; the first one of a track without it'),
});
export type School = z.infer<typeof school>;

/** Students of a school in a track on 1 October before the start year. */
export const classRow = z.strictObject({
  school: z.string(),
  track: z.string(),
  students: amount.describe('all programme years together, or a list by programme year'),
  masked: amount
    .optional()
    .describe(
      'students who may stand behind protected counts, on top of these and in the same form; an assumption says how much of them counts',
    ),
  status: status.optional(),
  intake: amount
    .optional()
    .describe(
      'new first-years on 1 October of each year of the run: one number or a list by year; without it the intake that the opening students imply',
    ),
  intakeIndex: amount.optional().describe('factor on its intake: one number or a list by year; 1 without it'),
  extraIntake: amount
    .optional()
    .describe('new first-years on top of these by year: one number or a list by year'),
});
export type ClassRow = z.infer<typeof classRow>;

/** The weeks of the school year. */
const calendar = z.strictObject({
  periods: z.array(z.strictObject({ id: z.string(), weeks: z.number().positive() })).min(1),
  daysPerWeek: z.number().positive().max(7).describe('days per week that take a whole place'),
});

/** When a school sends its students to general practice: blocks of weeks, or days in a week. */
export const placementModel = z.strictObject({
  id: z.string(),
  track: z.string(),
  name: z.string().optional(),
  blocks: z
    .array(
      z.strictObject({
        programmeYear: z.int().min(1),
        period: z.string(),
        weeks: z.number().min(0).describe('weeks of placement in this period, on average per student'),
        daysPerWeek: z.number().min(0).max(7),
      }),
    )
    .describe('nothing stands for no placement in a general practice in that period'),
  inPractice: amount
    .optional()
    .describe('share of these placements that is in a general practice; all without it'),
});
export type PlacementModel = z.infer<typeof placementModel>;

/** Places of a group: each takes one student at a time. */
export const placeRow = z.strictObject({
  group: z.string(),
  status: status.optional(),
  places: amount.describe(
    'places at the same time: one number, or a list by school year, the first of which began in October before the start year',
  ),
  periods: z
    .array(share)
    .optional()
    .describe('share of the places that is open in each period of a school year; all without it'),
  daysPerWeek: z.number().positive().max(7).optional().describe('a whole week without it'),
  everyYears: z.int().min(1).optional().describe('open one school year in so many; every year without it'),
  openIn: year
    .optional()
    .describe('a calendar year in which an open school year starts; without it the rhythm is spread evenly'),
});
export type PlaceRow = z.infer<typeof placeRow>;

/** The programme that feeds the stock, and the places that limit it. */
export const training = z.strictObject({
  tracks: z.array(track).min(1),
  schools: z.array(school).min(1),
  classes: z.array(classRow),
  completion: amount.describe(
    'share of an intake that obtains the diploma in the end, if nobody lacks a place',
  ),
  repeating: amount.describe('share of a programme year that does it again'),
  switches: z
    .array(z.strictObject({ from: z.string(), to: z.string(), share: amount }))
    .optional()
    .describe('share of those promoted within a track who go on in the next programme year of another one'),
  intakeIndex: amount
    .optional()
    .describe(
      'new first-years by year, relative to the intake that the opening students imply; 1 without it',
    ),
  intakeForecast: z
    .strictObject({
      probabilities: z.array(share).min(1).describe('rising'),
      byYear: z
        .array(z.array(z.number().min(0)).min(1))
        .min(2)
        .describe(
          'quantiles: one list for the opening students and one for each intake, relative to the counts given',
        ),
      correlation: z.number().min(0).max(0.999).describe('of one year with the next'),
    })
    .optional()
    .describe('the predictive distribution of the enrolment; its median is the central path'),
  toOccupation: amount.describe('share of the graduates that enters the stock of some group'),
  routing: z
    .strictObject({
      decayKm: amount,
      places: z.array(z.strictObject({ group: z.string(), inhabitants: z.number().min(0), ...point })).min(1),
    })
    .describe('students of a school go to a place in proportion to inhabitants × exp(−km ÷ decayKm)'),
  calendar: calendar.optional().describe('four periods of ten weeks of four days without it'),
  placementModels: z.array(placementModel).optional(),
  places: z
    .array(placeRow)
    .optional()
    .describe(
      'with it every group needs a row: unknown is not zero; without it nothing limits the programme',
    ),
  waiting: amount
    .optional()
    .describe(
      'share of the students without a place that waits in the same programme year; the rest leaves (0)',
    ),
});
export type Training = z.infer<typeof training>;
