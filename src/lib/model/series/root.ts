/** The square root that keeps the sign: between the level and the logarithm, and defined at zero. */
export function root(value: number): number {
  return value < 0 ? -Math.sqrt(-value) : Math.sqrt(value);
}

/** The inverse of `root`. */
export function square(value: number): number {
  return value < 0 ? -value * value : value * value;
}

/**
 * A method applied on the root scale: a trend there bends upwards on the scale of the values, less than an
 * exponential does (the power 1/2 of Box and Cox 1964, Journal of the Royal Statistical Society B 26).
 */
export function onRoots(values: Float64Array, method: (roots: Float64Array) => Float64Array): Float64Array {
  return method(values.map(root)).map(square);
}
