/** An error that carries its own answer: a plain sentence for the person who asked. Nothing in it is secret. */
export class UserFacingError extends Error {
  override name = 'UserFacingError';
}

