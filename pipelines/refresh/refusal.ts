/** Why an answer is not taken over. */
export type RefusalCode =
  // The way to the publisher; worth another try.
  | 'unreachable'
  | 'broken-off'
  | 'stalled'
  | 'busy'
  | 'server-fault'
  // The answer itself.
  | 'not-found'
  | 'not-allowed'
  | 'unexpected-answer'
  | 'too-many-redirects'
  | 'unsafe-redirect'
  | 'web-page'
  | 'wrong-kind'
  | 'not-in-catalogue'
  | 'cut-off'
  | 'wrong-length'
  | 'damaged'
  | 'missing-columns'
  | 'too-few-rows'
  | 'too-small'
  | 'too-large'
  | 'too-large-unpacked'
  // Taken over once somebody has said that it is right.
  | AcceptableCode
  // This machine.
  | 'no-room';

/** What can be accepted with `--accept`. */
export const acceptableCodes = ['fewer-rows', 'other-size'] as const;
export type AcceptableCode = (typeof acceptableCodes)[number];

const passing: readonly RefusalCode[] = ['unreachable', 'broken-off', 'stalled', 'busy', 'server-fault'];

/** An answer that is not taken over, with the reason in the words of the user. What was there stays. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: RefusalCode;
  /** How long the server asks to stay away, in milliseconds. */
  readonly retryAfter: number | null;

  constructor(code: RefusalCode, message: string, retryAfter: number | null = null) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** Whether the same question may get a better answer a little later. */
  get passes(): boolean {
    return passing.includes(this.code);
  }

  /** Whether somebody can say that it is right after all. */
  get acceptable(): boolean {
    return (acceptableCodes as readonly RefusalCode[]).includes(this.code);
  }
}

const unreachable = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = (error as NodeJS.ErrnoException).code;
  // A host with several addresses fails with one error that holds an error for each.
  const [first] = error instanceof AggregateError ? error.errors : [];
  return code ?? codeOf(error.cause ?? first);
}

/** What went wrong on the way to a host, as a refusal; a fault of ours stays what it is. */
export function networkRefusal(error: unknown, host: string): unknown {
  if (error instanceof Refusal) return error;
  const code = codeOf(error);
  if (unreachable.has(code)) return new Refusal('unreachable', `no connection to ${host} (${code})`);
  if (code.startsWith('Z_')) return new Refusal('damaged', 'the packed answer cannot be unpacked');
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/.test(code)) {
    return new Refusal('unreachable', `no secure connection to ${host} (${code})`);
  }
  // What fetch throws has a cause, unlike a fault of ours.
  const ofFetch = error instanceof TypeError && error.cause !== undefined;
  return ofFetch ? new Refusal('broken-off', `the connection to ${host} broke off`) : error;
}

/** A disk that is full, as a refusal; anything else stays what it is. */
export function diskRefusal(error: unknown): unknown {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) ? new Refusal('no-room', 'the disk is full') : error;
}
