/** Changed forms of one sample that a process of its own reads, one after another. */
export interface Slice {
  /** The name of the sample. */
  sample: string;
  /** The first number, and the one behind the last. */
  from: number;
  to: number;
  /** Whether it is a single input that stopped a process before. */
  again?: boolean;
}

/** An input of which something does not hold. */
export interface Failure {
  sample: string;
  number: number;
  what: string;
}

/** What became of the inputs of a slice. */
export interface SliceResult {
  /** Inputs by outcome: loaded, no rows, or the code of the refusal. */
  outcomes: Record<string, number>;
  failures: Failure[];
  /** Milliseconds that the slowest input took. */
  slowest: number;
  /** The most memory that the process ever had, in bytes. */
  maxRss: number;
}

/** What a process is told to do. */
export interface Order {
  slice: Slice;
  seed: number;
  /** The file in which it writes the number of the input that it is about to read. */
  progress: string;
  /** The folder for temporary files, empty before and after every input. */
  temporary: string;
}
