/** What was asked for cannot be published, or contradicts what was published. */
export class LedgerRefusal extends Error {}
