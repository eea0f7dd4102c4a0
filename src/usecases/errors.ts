/** An error that carries its own answer: a plain sentence for the person who asked. Nothing in it is secret. */
export class UserFacingError extends Error {
  override name = 'UserFacingError';
}

/** Also thrown for a send that the asker may not see: the two are worded the same on purpose. */
export class SendNotFound extends UserFacingError {
  override name = 'SendNotFound';
  constructor(readonly asked: string) {
    super('I found no such send among the ones you may see.');
  }
}
