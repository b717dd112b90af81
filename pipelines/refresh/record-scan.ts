import { findingText } from '#lib/domain/finding.ts';
import { Refusal } from '#pipelines/refresh/refusal.ts';
import { decodeText, readCsv } from '#pipelines/sources/csv.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { separatorOf } from '#pipelines/sources/separator.ts';

const quote = 0x22;
const newline = 0x0a;
/** Bytes that are no value: separators of files that have another one do count. */
const blank = new Set([0x0d, 0x20]);
/** A header is never longer, in bytes. */
const longestHeader = 65_536;

function namesIn(header: string, separator: ReturnType<typeof separatorOf>): string[] {
  try {
    return (readCsv('', header, separator).rows[0]?.cells ?? []).map((name) => name.trim());
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    const why = findingText(error.finding.code, 'en');
    throw new Refusal('wrong-kind', `the first line does not name columns: ${why}`);
  }
}

/**
 * Counts the records of a CSV file while its bytes pass by, without keeping them: how many have a value, what the
 * header says, and whether the last one is whole. A quotation mark counts only at the beginning of a value.
 */
export class RecordScan {
  /** Records with a value, the header not included. */
  rows = 0;
  header: readonly string[] = [];
  #separator = -1;
  #head: Uint8Array[] = [];
  #headBytes = 0;
  #inQuotes = false;
  #justClosed = false;
  #valueBegins = true;
  #hasValue = false;
  #values = 1;
  #lastValues = 0;

  /** The next bytes. @throws Refusal when they cannot be the beginning of a table */
  push(bytes: Uint8Array): void {
    let recordFrom = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (this.#inQuotes) {
        if (byte === quote) this.#close();
        else this.#hasValue = true;
      } else if (byte === newline) {
        if (this.#separator < 0) this.#collect(bytes.subarray(recordFrom, i));
        this.#endRecord();
        recordFrom = i + 1;
      } else if (byte === quote && (this.#valueBegins || this.#justClosed)) {
        this.#inQuotes = true;
        this.#valueBegins = false;
        this.#justClosed = false;
      } else if (byte === this.#separator) {
        this.#values += 1;
        this.#valueBegins = true;
        this.#justClosed = false;
      } else if (!blank.has(byte as number)) {
        this.#hasValue = true;
        this.#valueBegins = false;
        this.#justClosed = false;
      }
    }
    if (this.#separator < 0) this.#collect(bytes.subarray(recordFrom));
  }

  /** After the last bytes. @throws Refusal when there was nothing */
  end(): void {
    this.#endRecord();
    if (this.#separator < 0) throw new Refusal('too-few-rows', 'the file is empty');
  }

  /** After the end. @throws Refusal when the last record is not whole */
  requireWhole(): void {
    if (this.#inQuotes) {
      throw new Refusal('cut-off', 'the file ends halfway a value between quotation marks');
    }
    if (this.rows > 0 && this.#lastValues !== this.header.length) {
      throw new Refusal(
        'cut-off',
        `the file ends halfway: its last line has ${this.#lastValues} values where there are ${this.header.length} columns`,
      );
    }
  }

  #close(): void {
    this.#inQuotes = false;
    this.#justClosed = true;
  }

  #collect(bytes: Uint8Array): void {
    this.#headBytes += bytes.length;
    if (this.#headBytes > longestHeader) {
      throw new Refusal('wrong-kind', 'the first line is too long for the names of columns');
    }
    // The bytes belong to a buffer that is used again.
    this.#head.push(bytes.slice());
  }

  #endRecord(): void {
    const hasValue = this.#hasValue;
    if (hasValue && this.#separator < 0) {
      this.#readHeader();
    } else if (hasValue) {
      this.rows += 1;
      this.#lastValues = this.#values;
    }
    if (this.#separator < 0) this.#head = [];
    this.#values = 1;
    this.#hasValue = false;
    this.#valueBegins = true;
    this.#justClosed = false;
  }

  #readHeader(): void {
    const text = decodeText(Buffer.concat(this.#head));
    if (text.includes('\0')) throw new Refusal('wrong-kind', 'the file is no text');
    const separator = separatorOf(text);
    this.#separator = separator.charCodeAt(0);
    this.header = namesIn(text, separator);
  }
}
