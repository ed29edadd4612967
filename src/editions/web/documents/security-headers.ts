import type { Config } from "../../../config.ts";

/** Header names and values, in the order they are written. */
export type Headers = readonly (readonly [name: string, value: string])[];

/**
 * What every response carries. The policy allows this site's own styles and pictures and nothing else: no script, no
 * frame, no form, no connection, so that nothing in a letter can ever run or report.
 */
export function securityHeaders({ embedding }: Pick<Config, "embedding">): Headers {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...embedding].join(" ")}`,
  ];
  return [
    ["Content-Security-Policy", policy.join("; ")],
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "no-referrer"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "cross-origin"],
    ["Strict-Transport-Security", "max-age=31536000"],
  ];
}
