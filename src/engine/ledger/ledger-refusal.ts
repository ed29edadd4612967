/** What was asked for cannot be promised, or would break a promise. */
export class LedgerRefusal extends Error {}
