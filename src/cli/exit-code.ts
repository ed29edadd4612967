export const ExitCode = { fine: 0, content: 1, usage: 2, bug: 3 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What the user asked for cannot be done as asked. */
export class UsageError extends Error {}
