import type { ImportProblemCode } from '#lib/domain/words/import.ts';

/** Something that keeps an import from going on; the page has the words for its code, the server's window the detail. */
export class ImportProblem extends Error {
  override name = 'ImportProblem';
  readonly code: ImportProblemCode;
  readonly detail: string;

  constructor(code: ImportProblemCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
