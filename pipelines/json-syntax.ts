import { UserError } from '#lib/domain/errors.ts';

/** A place in a text, both from 1 on. */
interface Place {
  line: number;
  column: number;
}

const deepest = 100;
const spaces = /[ \t\r\n]*/y;
const texts = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const words = /(?:true|false|null)(?!\w)/y;
/** What is shown of a text that does not fit: a word, a number, or one character. */
const pieces = /[\p{L}\p{N}_$.+-]+|\p{Any}?/uy;

/** A piece of text, or the number of a character that cannot be seen. */
function visible(piece: string): string {
  if (!/^[\p{C}\p{Z}]/u.test(piece)) return piece;
  return `the character U+${(piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Reads a JSON text for its form only, to say what a parser says badly: where it goes wrong, and what was meant. */
class JsonScanner {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** @throws UserError at the first thing that is not JSON, or at a field that stands in an object twice */
  check(): void {
    this.value(0);
    if (this.at < this.text.length) this.refuse('expected nothing more');
  }

  private place(at: number): Place {
    const lines = this.text.slice(0, at).split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  }

  private refuse(expected: string, { at = this.at, hint = '' }: { at?: number; hint?: string } = {}): never {
    pieces.lastIndex = at;
    const piece = pieces.exec(this.text)?.[0] ?? '';
    const { line, column } = this.place(at);
    const found = at >= this.text.length ? 'the end of the file' : visible(piece);
    throw new UserError(`line ${line}, column ${column}: ${expected}, found ${found}${hint && ` (${hint})`}`);
  }

  /** Moves on past a pattern and the spaces after it. */
  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    this.skip();
    return found;
  }

  private skip(): void {
    spaces.lastIndex = this.at;
    this.at += spaces.exec(this.text)?.[0].length ?? 0;
  }

  private takeMark(mark: string): boolean {
    if (this.text[this.at] !== mark) return false;
    this.at += 1;
    this.skip();
    return true;
  }

  private value(depth: number): void {
    if (depth > deepest) this.refuse(`expected at most ${deepest} levels of brackets`);
    if (depth === 0) this.skip();
    if (this.takeMark('{')) return this.object(depth);
    if (this.takeMark('[')) return this.list(depth);
    if ((this.take(texts) ?? this.take(numbers) ?? this.take(words)) === undefined) {
      this.refuse('expected a value', { hint: this.hint() });
    }
  }

  /** What somebody may have meant who wrote no JSON here. */
  private hint(): string {
    const rest = this.text.slice(this.at, this.at + 20);
    if (rest.startsWith('/')) return this.commentHint();
    if (rest.startsWith("'")) return 'a text stands between double quotes';
    if (/^[\]}]/.test(rest)) return 'no comma after the last one';
    if (/^[+-]?\.?\d/.test(rest)) return 'a number is written like 0.05, -3 or 1e6';
    if (rest.startsWith('"')) return 'a text ends with " on the same line, and \\ is written \\\\';
    return '';
  }

  private commentHint(): string {
    return /^\/[/*]/.test(this.text.slice(this.at, this.at + 2)) ? 'JSON has no comments' : '';
  }

  private list(depth: number): void {
    if (this.takeMark(']')) return;
    do this.value(depth + 1);
    while (this.takeMark(','));
    if (!this.takeMark(']')) this.refuse('expected , or ]', { hint: this.commentHint() });
  }

  private object(depth: number): void {
    if (this.takeMark('}')) return;
    const places = new Map<string, number>();
    do this.field(places, depth);
    while (this.takeMark(','));
    if (!this.takeMark('}')) this.refuse('expected , or }', { hint: this.commentHint() });
  }

  private field(places: Map<string, number>, depth: number): void {
    const at = this.at;
    const key = this.take(texts);
    if (key === undefined)
      this.refuse('expected the name of a field between double quotes', { hint: this.hint() });
    const name = JSON.parse(key) as string;
    const first = places.get(name);
    if (first !== undefined) {
      const { line } = this.place(first);
      this.refuse(`expected each field once`, { at, hint: `${name} stands on line ${line} too` });
    }
    places.set(name, at);
    if (!this.takeMark(':')) this.refuse('expected :');
    this.value(depth + 1);
  }
}

/**
 * Reads a JSON text.
 *
 * @throws UserError with the line, the column, what was expected and what stands there
 */
export function parseJson(text: string): unknown {
  new JsonScanner(text).check();
  return JSON.parse(text);
}
