import { sizeFactorOf, type ScaledValues } from '#lib/model/amounts.ts';

/**
 * The students of a class in a draw, all programme years together or one value for each: those that were counted, and
 * as many of those behind protected counts as the draw says.
 *
 * @throws ModelError when the assumptions make either of them negative
 */
export function classStudents(
  { students, masked }: { students: ScaledValues; masked: ScaledValues | undefined },
  draw: Float64Array,
): Float64Array {
  const factor = sizeFactorOf(students, draw, 'training.classes.students');
  const hidden = masked ? sizeFactorOf(masked, draw, 'training.classes.masked') : 0;
  return students.values.map((value, i) => value * factor + (masked?.values[i] ?? 0) * hidden);
}
