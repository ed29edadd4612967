/** Names of pictures that only keep things apart or count readers. */
export const SPACER_NAMES =
  /(?:^|[/_.-])(?:spacer|blank|transparent|trans|shim|clear|pixel|1x1|1px|dot|empty|mellanrum|luft)[\d_-]*\.(?:gif|png|jpe?g|webp)$/i;

/** Addresses that tell the sender that the letter was opened. */
export const OPEN_TRACKING: readonly RegExp[] = [
  /list-manage\d*\.com\/track\/open/i,
  /sendgrid\.net\/wf\/open/i,
  /\/wf\/open\?/i,
  /\/track(?:ing)?\/(?:open|pixel|o)\b/i,
  /\/(?:open|opened|emailopen|open_tracking|opentrack|openrate)(?:\.(?:php|aspx|gif|png)|\/|\?)/i,
  /\/o(?:pen)?\.gif\b/i,
  /[/.](?:pixel|beacon|webbug)s?(?:\.(?:gif|png|php)|\/|\?)/i,
  /google-analytics\.com\/(?:collect|__utm\.gif)/i,
  /paloma\.se\/(?:open|img\/open|track|statistic)/i,
  /mailgun\.(?:org|com)\/o\//i,
  /\/e\/o\/[\w-]{20,}/i,
  /emltrk\.com|litmus\.com\/(?:tracking|t)|returnpath\.net\/pixel/i,
  /eotrx\.substackcdn\.com\/open/i,
];

/** A picture without description that is smaller than this, in pixels, is an icon or a line and no photograph. */
export const SMALLEST_PHOTOGRAPH = 100;
/** This small, nothing can be seen in it. */
export const LARGEST_PIXEL = 3;
