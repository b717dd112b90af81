import { UserError } from '#lib/domain/errors.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import type { municipalities } from '#lib/domain/tables/geography.ts';
import { populationHeader, readCbsPopulation, yearInName } from '#pipelines/sources/cbs-population.ts';
import { duoStudents } from '#pipelines/sources/duo-students.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { demandFormat } from '#pipelines/sources/register-demand.ts';
import { placesFormat } from '#pipelines/sources/register-places.ts';
import { practicesFormat } from '#pipelines/sources/register-practices.ts';
import { staffFormat } from '#pipelines/sources/register-staff.ts';
import { visitsFormat } from '#pipelines/sources/register-visits.ts';
import {
  missingColumns,
  readRegister,
  refuseBirths,
  requiredColumns,
  type RegisterFormat,
} from '#pipelines/sources/register.ts';
import { openSource, shownHeader, type SourceFormat } from '#pipelines/sources/source-file.ts';

interface ReadContext {
  /** The municipalities of today. */
  municipalities: readonly Row<typeof municipalities>[];
  /** The year of a population file, where its name does not say. */
  populationYear?: number;
}

/** A header with this share of the columns of a format is read as that, so that it is told what it lacks. */
const likeness = 0.5;

function register<T extends Table>(format: RegisterFormat<T>): SourceFormat {
  return {
    name: format.name,
    requiredColumns: requiredColumns(format).length,
    missingColumns: (header) => missingColumns(format, header),
    read: (source) => readRegister(source, format),
  };
}

function population({ municipalities, populationYear }: ReadContext): SourceFormat {
  return {
    ...populationHeader,
    read: (source) => {
      const year = populationYear ?? yearInName(source.file);
      if (year === null) {
        throw new UserError(
          `${source.file}: no year in the name, and the file does not say it; give the year`,
        );
      }
      return readCbsPopulation(source, { municipalities, year });
    },
  };
}

/** Every kind of file that can be read. */
function sourceFormats(context: ReadContext): SourceFormat[] {
  return [
    duoStudents,
    population(context),
    register(practicesFormat(context.municipalities)),
    register(staffFormat),
    register(placesFormat),
    register(demandFormat),
    register(visitsFormat),
  ];
}

/**
 * Reads a file of any kind that Praktijkbalans knows. Its header tells which, never its name.
 *
 * @throws UserError for a file that is no CSV, that nothing is known of, that lacks columns or that may not be
 * read as a whole; a row that is not good is refused in the reading instead
 */
export function readFile(bytes: Uint8Array, fileName: string, context: ReadContext): Reading {
  const source = openSource(bytes, fileName);
  refuseBirths(source);
  const candidates = sourceFormats(context).map((format) => {
    const missing = format.missingColumns(source.header).length;
    return { format, found: 1 - missing / format.requiredColumns };
  });
  const best = candidates.reduce((a, b) => (b.found > a.found ? b : a));
  if (best.found >= likeness) return best.format.read(source);
  throw new UserError(
    `${source.file}, line 1: not a file that is known here; found the columns ${shownHeader(source.header)}`,
  );
}
