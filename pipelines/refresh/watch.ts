import { Refusal } from '#pipelines/refresh/refusal.ts';

/** How long an answer may be silent, and how long it may take as a whole. Milliseconds. */
export interface TimeLimits {
  idle: number;
  whole: number;
}

/** Ends a request that has gone silent, or that takes longer than any file should. */
export class Watch {
  readonly #controller = new AbortController();
  readonly #idle: number;
  readonly #host: string;
  readonly #whole: NodeJS.Timeout;
  #silence: NodeJS.Timeout;

  constructor(host: string, { idle, whole }: TimeLimits) {
    this.#host = host;
    this.#idle = idle;
    this.#whole = setTimeout(() => this.#end(`${host} took too long`), whole);
    this.#silence = this.#listen();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something arrived. */
  heard(): void {
    clearTimeout(this.#silence);
    this.#silence = this.#listen();
  }

  /** The answer is complete, or nobody waits for it any more. */
  stop(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#whole);
  }

  #listen(): NodeJS.Timeout {
    return setTimeout(() => this.#end(`${this.#host} went silent halfway`), this.#idle);
  }

  #end(message: string): void {
    this.stop();
    this.#controller.abort(new Refusal('stalled', message));
  }
}
