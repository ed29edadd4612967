/** Something was saved while it was being read, so that what came of it is neither the old nor the new. */
export class ChangedError extends Error {
  constructor(what: string) {
    super(`${what} was changed during the build; build again`);
  }
}
