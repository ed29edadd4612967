/** Whether tests run in their long form, which takes hours: `npm run test:long`. */
export const LONG = process.env.BREVARKIV_TESTS === "long";
