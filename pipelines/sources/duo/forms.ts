import { duoLayouts, type DuoLayoutKey } from '#lib/domain/layouts/duo.ts';
import type { Table } from '#lib/domain/table.ts';
import * as tables from '#lib/domain/tables/mbo.ts';
import type { CountKind } from '#pipelines/sources/duo/counts.ts';
import type { Dimension } from '#pipelines/sources/duo/names.ts';

/** A form that files of DUO come in: releases that differ in names, order and masking only are of one form. */
export interface DuoForm {
  /** The published layouts of this form. */
  layouts: readonly DuoLayoutKey[];
  /** The table that its rows fill; null for a form that is of no use here. */
  table: Table | null;
  /** What tells its rows apart, without which they mean nothing. */
  required: readonly Dimension[];
  optional?: readonly Dimension[];
  counts: CountKind | null;
  /** Columns of the table that are called otherwise than the dimension they are read from. */
  columns?: Partial<Record<Dimension, string>>;
}

/** What may stand in any file, because it does not divide rows: it follows from the school or the programme. */
export const attributes: readonly Dimension[] = [
  'school',
  'seat',
  'programme',
  'sector',
  'sector_unit',
  'knowledge_centre',
  'board',
  'region_name',
  'year',
  'small_count',
];

/** Every form of DUO's files on mbo that is known here. */
export const duoForms: readonly DuoForm[] = [
  {
    layouts: ['until 2020: 03', 'from 2023: 03', 'now: 03'],
    table: tables.mboStudents,
    required: ['brin', 'school', 'seat', 'track', 'level', 'crebo', 'programme'],
    counts: 'students',
  },
  {
    layouts: ['until 2020: 08', 'from 2023: 08', 'now: 08', 'API: years'],
    table: tables.mboStudentsByYear,
    required: ['brin', 'crebo', 'programme_year'],
    optional: ['track', 'level', 'age_band'],
    counts: 'students',
  },
  {
    layouts: ['API: home'],
    table: tables.mboStudentsByHome,
    required: ['brin', 'crebo', 'home_municipality'],
    optional: ['track', 'level', 'municipality_code', 'home_province', 'age_band'],
    counts: 'students',
  },
  {
    layouts: ['now: 11'],
    table: tables.mboStudentsByHome,
    required: ['brin', 'track', 'home_municipality'],
    optional: ['level', 'municipality_code', 'home_province', 'age_band'],
    counts: 'students',
  },
  {
    layouts: ['now: 12'],
    table: tables.mboStudentsByHome,
    required: ['brin', 'crebo', 'home_province'],
    optional: ['track', 'level', 'age_band'],
    counts: 'students',
  },
  {
    layouts: ['until 2020: 10', 'from 2023: 10', 'now: diplomas'],
    table: tables.mboDiplomas,
    required: ['brin', 'track', 'level', 'crebo', 'programme'],
    counts: 'diplomas',
    columns: { year: 'diploma_year' },
  },
  {
    layouts: ['now: 01'],
    table: tables.mboSchoolTotals,
    required: ['brin'],
    counts: 'tracks',
  },
  {
    layouts: ['now: intake', 'now: kinds of intake'],
    table: tables.mboIntake,
    required: ['brin', 'track', 'level', 'crebo'],
    optional: ['prior_secondary', 'prior_mbo', 'small_programme'],
    counts: 'intake',
  },
  {
    layouts: ['now: offer'],
    table: tables.mboTeachingPlaces,
    required: ['provider', 'provider_name', 'location', 'crebo', 'seat'],
    optional: ['offer', 'postcode', 'track', 'level', 'street'],
    counts: null,
    columns: { provider_name: 'school', seat: 'place' },
  },
  { layouts: ['now: 02'], table: null, required: ['brin', 'sector'], counts: 'students' },
  {
    layouts: ['now: sector chambers'],
    table: null,
    required: ['track', 'level', 'home_province'],
    optional: ['home_municipality', 'municipality_code', 'age_band'],
    counts: 'students',
  },
  {
    layouts: ['now: national years'],
    table: null,
    required: ['track', 'programme_year'],
    optional: ['crebo', 'level', 'age_band'],
    counts: 'students',
  },
  {
    layouts: ['now: projections'],
    table: null,
    required: ['kind', 'version', 'year'],
    optional: ['brin', 'track', 'level', 'age_band', 'location'],
    counts: 'students',
  },
  {
    layouts: ['now: addresses'],
    table: null,
    required: ['board', 'street', 'postcode'],
    optional: ['brin'],
    counts: null,
  },
];

/** The published layouts of a form, in words for a message. */
export function formName({ layouts }: DuoForm): string {
  return layouts.map((key) => duoLayouts[key].name.nl).join(' / ');
}
