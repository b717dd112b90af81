import type { Verdict } from '#lib/domain/check-report.ts';
import { UserError } from '#lib/domain/errors.ts';
import { findingSentence, type Finding } from '#lib/domain/finding.ts';

/** Findings that the message of a build that may not go on names. */
const shownFindings = 20;

/** Exit codes of commands by what became of the files. */
export const verdictCodes: Record<Verdict, number> = { ready: 0, stop: 1, confirm: 3 };

/** Codes that have to be accepted before the files may be loaded, each once and in the order in which they were found. */
export function codesToAccept(findings: readonly Finding[], accepted: readonly string[]): string[] {
  const codes = findings.filter(({ severity }) => severity === 'confirm').map(({ code }) => code);
  return [...new Set(codes)].filter((code) => !accepted.includes(code));
}

/** Whether the files may be loaded. Nothing makes up for a finding that stops. */
export function verdictOn(findings: readonly Finding[], accepted: readonly string[]): Verdict {
  if (findings.some(({ severity }) => severity === 'stop')) return 'stop';
  return codesToAccept(findings, accepted).length > 0 ? 'confirm' : 'ready';
}

/** Files that may not be loaded, or not before somebody accepts what was found. */
export class NotReady extends UserError {
  override name = 'NotReady';
  readonly verdict: Exclude<Verdict, 'ready'>;

  constructor(verdict: Exclude<Verdict, 'ready'>, findings: readonly Finding[], accepted: readonly string[]) {
    const codes = codesToAccept(findings, accepted);
    const found = findings.filter(
      ({ severity, code }) => severity === 'stop' || (verdict === 'confirm' && codes.includes(code)),
    );
    const more = found.length - shownFindings;
    super(
      [
        verdict === 'stop'
          ? 'nothing was loaded; put this right first:'
          : `nothing was loaded; look at this, and accept it with ${codes.map((code) => `--accept ${code}`).join(' ')}:`,
        ...found.slice(0, shownFindings).map((finding) => `  ${findingSentence(finding, 'en')}`),
        ...(more > 0 ? [`  … and ${more} more`] : []),
      ].join('\n'),
    );
    this.verdict = verdict;
  }
}

/** @throws NotReady when there is a finding that stops, or one that was not accepted */
export function requireReady(findings: readonly Finding[], accepted: readonly string[]): void {
  const verdict = verdictOn(findings, accepted);
  if (verdict !== 'ready') throw new NotReady(verdict, findings, accepted);
}
