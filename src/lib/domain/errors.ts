/** Something the user can put right: its message is shown as it is, without a stack trace. */
export class UserError extends Error {
  override name = 'UserError';
}
