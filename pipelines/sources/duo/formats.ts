import { bind } from '#pipelines/sources/duo/bind.ts';
import { duoForms, formName, type DuoForm } from '#pipelines/sources/duo/forms.ts';
import { looksLikeDuo } from '#pipelines/sources/duo/names.ts';
import { readForm } from '#pipelines/sources/duo/read.ts';
import type { Beside } from '#pipelines/sources/duo/row-reader.ts';
import { todaysMunicipalities } from '#pipelines/sources/cbs/today.ts';
import { municipalityCodes } from '#pipelines/sources/municipality-codes.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import {
  requireColumns,
  shownHeader,
  type SourceFile,
  type SourceFormat,
} from '#pipelines/sources/source-file.ts';

/** A header with this share of the columns of a form is that form with something missing, and otherwise a new one. */
const nearly = 0.8;

function unknownLayout({ file, header, headerLine }: SourceFile): RefusedFile {
  return new RefusedFile(file, { row: headerLine, value: shownHeader(header), code: 'unknown-layout' });
}

function formatOf(form: DuoForm, municipalityCode: Beside['municipalityCode']): SourceFormat {
  const all = bind(form, []).missing;
  const requiredColumns = all.length;
  // A region's own file may have a few columns of the same name; it is no file of DUO with others missing.
  const missingColumns = (header: readonly string[]) => {
    const { missing } = bind(form, header);
    return missing.length === 0 || looksLikeDuo(header) ? [...missing] : [...all];
  };
  return {
    name: formName(form),
    requiredColumns,
    missingColumns,
    read: (source): Reading => {
      const binding = bind(form, source.header);
      if (binding.missing.length > (1 - nearly) * requiredColumns) throw unknownLayout(source);
      requireColumns(source, { missingColumns });
      const { table } = form;
      if (table) return readForm(source, { form, table, binding }, municipalityCode);
      throw new RefusedFile(source.file, {
        row: source.headerLine,
        value: formName(form),
        code: 'of-no-use',
      });
    },
  };
}

/** Never a better match than a half, so that a file of DUO comes here when it is like nothing that is known. */
const newLayout: SourceFormat = {
  name: 'DUO',
  requiredColumns: 2,
  missingColumns: (header) => (looksLikeDuo(header) ? ['DUO'] : ['DUO', 'DUO']),
  read: (source) => {
    throw unknownLayout(source);
  },
};

/** What has to be known of municipalities to read where students live. */
interface Municipalities {
  municipalities: Parameters<typeof municipalityCodes>[0];
  mergers?: Parameters<typeof todaysMunicipalities>[1];
}

/** Finds a municipality of today by any name or number that it had; one that was divided has no single one. */
function municipalityFinder({ municipalities, mergers = [] }: Municipalities): Beside['municipalityCode'] {
  const present = municipalityCodes(municipalities);
  const today = todaysMunicipalities(municipalities, mergers);
  return (text) => {
    const [part, ...others] = today.byName(text) ?? today.byCode(`GM${text.padStart(4, '0')}`) ?? [];
    return present(text) ?? (others.length === 0 ? part?.code : null) ?? null;
  };
}

/** Every form of DUO's files on mbo, those with most columns first, and what becomes of a file that has a new form. */
export function duoFormats(known: Municipalities): SourceFormat[] {
  const municipalityCode = municipalityFinder(known);
  const formats = duoForms.map((form) => formatOf(form, municipalityCode));
  return [...formats.sort((a, b) => b.requiredColumns - a.requiredColumns), newLayout];
}
