/** What a file says besides what it shows. */
export type Carried = "place" | "name" | "camera" | "time" | "comment" | "thumbnail" | "appendix" | "other";

/** A container that cannot be read to its end: what is in the rest is unknown, so the file is not published. */
export class BrokenPictureError extends Error {}
