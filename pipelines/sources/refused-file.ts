import { UserError } from '#lib/domain/errors.ts';
import { findingSentence, type Finding } from '#lib/domain/finding.ts';
import { findingKinds, type FindingCode } from '#lib/domain/finding-kinds.ts';

/** Where in a file something is wrong, and what. */
interface Reason {
  code: FindingCode;
  row?: number;
  column?: string;
  value?: string;
  expected?: string;
}

/** A file that is not read at all, with the finding that says why in the words of the user. */
export class RefusedFile extends UserError {
  override name = 'RefusedFile';
  readonly finding: Finding;

  constructor(file: string, { code, row, column, value, expected }: Reason) {
    const finding: Finding = {
      file,
      row: row ?? null,
      column: column ?? null,
      value: value ?? null,
      severity: findingKinds[code].severity,
      code,
      expected: expected ?? null,
    };
    super(findingSentence(finding, 'en'));
    this.finding = finding;
  }
}
