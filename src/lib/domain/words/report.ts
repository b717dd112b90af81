import type { Locale } from '#lib/domain/locale.ts';
import type { Severity } from '#lib/domain/finding-kinds.ts';
import type { Verdict } from '#lib/domain/check-report.ts';
import * as dutch from '#lib/domain/words/dutch.ts';
import * as english from '#lib/domain/words/english.ts';

const severities: Record<Severity, string> = {
  stop: 'Eerst in orde maken',
  confirm: 'Bekijken en goedkeuren',
  warn: 'Ter informatie',
};

const verdicts: Record<Verdict, string> = {
  ready: 'Alles kan worden geladen.',
  confirm:
    'Dit kan worden geladen zodra u hebt goedgekeurd wat hieronder onder “bekijken en goedkeuren” staat.',
  stop: 'Dit kan nog niet worden geladen; eerst moet in orde wat hieronder bovenaan staat.',
};

const nl = {
  title: 'Controle van de aangeleverde bestanden',
  verdicts,
  severities,
  accept: (code: string) => `goedkeuren met --accept ${code}`,
  files: 'Bestanden',
  notRead: 'niet gelezen',
  kept: 'van een eerdere editie',
  rows: (read: number, loaded: number, refused: number) =>
    `${dutch.f.whole(read)} rijen gelezen, ${dutch.f.whole(loaded)} geladen, ${dutch.f.whole(refused)} geweigerd`,
  findings: 'Bevindingen',
  noFindings: 'Er is niets gevonden dat aandacht vraagt.',
  more: (count: number) => `… en nog ${dutch.f.whole(count)}; de CSV heeft ze alle.`,
  changes: 'Wat er verandert ten opzichte van de editie die nu in gebruik is',
  noChanges: 'Er verandert niets.',
  nation: 'heel Nederland',
  change: ({
    before,
    after,
    added,
    changed,
    removed,
  }: Record<'before' | 'after' | 'added' | 'changed' | 'removed', number>) =>
    `van ${dutch.f.whole(before)} naar ${dutch.f.whole(after)} rijen (${dutch.f.whole(added)} nieuw, ${dutch.f.whole(changed)} gewijzigd, ${dutch.f.whole(removed)} weg)`,
};

/** Words of the report on files that were handed over. */
export type ReportWords = typeof nl;

const en: ReportWords = {
  title: 'Check of the files that were handed over',
  verdicts: {
    ready: 'Everything can be loaded.',
    confirm: 'This can be loaded once you have accepted what stands below under “look at and accept”.',
    stop: 'This cannot be loaded yet; first put right what stands at the top below.',
  },
  severities: { stop: 'Put right first', confirm: 'Look at and accept', warn: 'For your information' },
  accept: (code) => `accept it with --accept ${code}`,
  files: 'Files',
  notRead: 'not read',
  kept: 'from an earlier edition',
  rows: (read, loaded, refused) =>
    `${english.rows(read)} read, ${english.f.whole(loaded)} loaded, ${english.f.whole(refused)} refused`,
  findings: 'Findings',
  noFindings: 'Nothing was found that needs attention.',
  more: (count) => `… and ${english.f.whole(count)} more; the CSV has them all.`,
  changes: 'What changes against the edition that is in use now',
  noChanges: 'Nothing changes.',
  nation: 'the whole country',
  change: ({ before, after, added, changed, removed }) =>
    `from ${english.f.whole(before)} to ${english.rows(after)} (${english.f.whole(added)} new, ${english.f.whole(changed)} changed, ${english.f.whole(removed)} gone)`,
};

export const reportWords: Record<Locale, ReportWords> = { nl, en };
