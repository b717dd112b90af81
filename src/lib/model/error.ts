/** Input that the model refuses: it names the value, the group and the year instead of clamping. */
export class ModelError extends Error {
  override name = 'ModelError';
}
