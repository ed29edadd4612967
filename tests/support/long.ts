/** Whether tests run in their long form, which takes tens of minutes: `npm run test:long`. */
export const LONG = process.env.BREVARKIV_TESTS === "long";
