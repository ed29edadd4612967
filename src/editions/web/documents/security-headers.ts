/** Header names and values, in the order they are written. */
export type Headers = readonly (readonly [name: string, value: string])[];

/** Directives of a policy with their sources: `{"style-src": "'self'"}` */
export type PolicyDirectives = Readonly<Record<string, string>>;

/**
 * What every response carries. The policy allows this site's own styles and pictures, and the form that leads to its search:
 * no script, no frame, no connection, so that nothing in a letter can ever run or report. No other site can put a page in a
 * frame and lead a reader to click on something else than what is seen.
 */
export function securityHeaders(): Headers {
  return [
    contentPolicy(),
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "no-referrer"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "cross-origin"],
    ["Strict-Transport-Security", "max-age=31536000"],
  ];
}

/**
 * The Content-Security-Policy header.
 * @param changes directives that a page needs otherwise than others, each in the place of the usual one or beside them
 */
export function contentPolicy(changes: PolicyDirectives = {}): readonly [string, string] {
  const directives: PolicyDirectives = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    ...changes,
  };
  const policy = Object.entries(directives).map(([name, sources]) => `${name} ${sources}`);
  return ["Content-Security-Policy", policy.join("; ")];
}
