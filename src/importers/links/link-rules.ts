/**
 * How mail services change addresses. Extend the tables by a line for each missing service; tests/importers/html/link-* and
 * links.test.ts show the effect.
 */

/**
 * Tracking parameters: they say who clicked, or in which letter, and the page does not need them. Names are compared in lower
 * case; a trailing * matches anything. Only names with no other use: `id`, `ref` and `source` often select the page.
 */
export const TRACKING_PARAMETERS: readonly string[] = [
  // Google Analytics and services with the same names; Matomo
  "utm_*",
  "_ga",
  "_gl",
  "gclid",
  "gclsrc",
  "dclid",
  "wbraid",
  "gbraid",
  "mtm_*",
  "matomo_*",
  "pk_campaign",
  "pk_kwd",
  "pk_source",
  "pk_medium",
  "pk_content",
  "piwik_*",
  // Paloma
  "emailkey",
  // Mailchimp
  "mc_cid",
  "mc_eid",
  "mc_tc",
  // Facebook, Instagram, Twitter, LinkedIn, TikTok, Microsoft, Yandex
  "fbclid",
  "igshid",
  "igsh",
  "twclid",
  "li_fat_id",
  "ttclid",
  "msclkid",
  "yclid",
  // HubSpot
  "_hsenc",
  "_hsmi",
  "__hssc",
  "__hstc",
  "__hsfp",
  "hsctatracking",
  // Marketo, Vero, Omeda, Klaviyo, ConvertKit, MailerLite, ActiveCampaign, Drip, Iterable, Braze
  "mkt_tok",
  "vero_id",
  "vero_conv",
  "oly_enc_id",
  "oly_anon_id",
  "_kx",
  "ck_subscriber_id",
  "ml_subscriber",
  "ml_subscriber_hash",
  "vgo_ee",
  "__s",
  "sh_kit",
  "bxid",
  "cndid",
  // Adobe, Webtrends, Emarsys, Salesforce, Eloqua, Dotdigital, Apsis, Acoustic, Sailthru, Beehiiv
  "s_cid",
  "s_kwcid",
  "wt.mc_id",
  "wt_mc",
  "sc_src",
  "sc_lid",
  "sc_uid",
  "sc_llid",
  "sc_eh",
  "sfmc_*",
  "elqtrackid",
  "elqtrack",
  "elqaid",
  "elqat",
  "elqcampaignid",
  "elq",
  "dm_i",
  "apsis_*",
  "spmailingid",
  "spuserid",
  "spjobid",
  "spreportid",
  "sailthru_*",
  "_bhlid",
  "bhlid",
  // Others that name a subscriber
  "subscriber_id",
  "subscriberid",
  "recipient_id",
  "email_hash",
  "emci",
  "emdi",
  "ceid",
  "trk_contact",
  "trk_msg",
  "trk_module",
  "trk_sid",
  "rb_clickid",
  "_openstat",
  "mailid_hash",
];

/** How a wrapper holds its target. */
export type Unwrap =
  /** In a parameter, percent-encoded. */
  | { readonly parameters: readonly string[] }
  | { readonly decode: "proofpoint-2" | "proofpoint-3" | "json-path" | "address-path" };

export interface Wrapper {
  /** Matched against host and path in lower case, without scheme. */
  readonly address: RegExp;
  readonly target: Unwrap;
}

/** Redirecting addresses that hold their target. The first match counts. */
export const WRAPPERS: readonly Wrapper[] = [
  { address: /^(?:www\.)?google\.[a-z.]{2,6}\/url$/, target: { parameters: ["q", "url"] } },
  { address: /^[a-z0-9-]+\.safelinks\.protection\.outlook\.(?:com|de|us)\//, target: { parameters: ["url"] } },
  { address: /^statics\.teams\.cdn\.office\.net\/evergreen-assets\/safelinks\//, target: { parameters: ["url"] } },
  { address: /^urldefense\.proofpoint\.com\/v1\//, target: { parameters: ["u"] } },
  { address: /^urldefense\.proofpoint\.com\/v2\//, target: { decode: "proofpoint-2" } },
  { address: /^urldefense\.(?:proofpoint\.)?com\/v3\//, target: { decode: "proofpoint-3" } },
  { address: /^protect[a-z0-9-]*\.mimecast(?:protect)?\.com\//, target: { parameters: ["url", "u"] } },
  { address: /^(?:l|lm)\.(?:facebook|instagram|messenger)\.com\/(?:l\.php)?$/, target: { parameters: ["u"] } },
  { address: /^(?:www\.)?facebook\.com\/(?:flx\/warn|l\.php)/, target: { parameters: ["u"] } },
  { address: /^(?:www\.)?linkedin\.com\/(?:redir\/redirect|safety\/go)/, target: { parameters: ["url"] } },
  { address: /^(?:www\.)?youtube\.com\/redirect$/, target: { parameters: ["q"] } },
  { address: /^slack-redir\.net\/link$/, target: { parameters: ["url"] } },
  { address: /^[a-z0-9.-]*substack\.com\/redirect\/2\//, target: { decode: "json-path" } },
  { address: /^substack\.com\/redirect\/2\//, target: { decode: "json-path" } },
  { address: /^linkprotect\.cudasvc\.com\/url$/, target: { parameters: ["a"] } },
  { address: /^(?:secure-web|ironport)[a-z0-9.-]*\.cisco\.com\//, target: { decode: "address-path" } },
  { address: /^[a-z0-9-]+\.fireeye\.com\/url/, target: { parameters: ["u"] } },
  {
    address:
      /^[a-z0-9.-]*(?:paloma\.se|anpdm\.com|apsis\w*\.com|getanewsletter\.com|gansub\.com|ungapped\.\w+|rule\.io)\//,
    target: { parameters: ["url", "u", "target", "redirect", "link", "goto"] },
  },
];

/** Parameters that hold the target, on hosts and paths that {@link LEADING_ON} matches. */
export const TARGET_PARAMETERS: readonly string[] = [
  "url",
  "u",
  "target",
  "redirect",
  "redirect_url",
  "link",
  "dest",
  "destination",
  "goto",
  "to",
  "r",
];
/** Hosts and paths whose name says that they redirect. */
export const LEADING_ON =
  /(?:^|[./_-])(?:clicks?|track(?:ing|er)?|redir(?:ect)?|ctr?|trk|out|goto|linktrack|clicktrack)(?:[./_-]|$)/;

/** Redirecting addresses that do not hold their target. They work until the account closes, so a person must open them. */
export const OPAQUE_WRAPPERS: readonly RegExp[] = [
  /^[a-z0-9.-]*list-manage\d*\.com\/track\/click/,
  /^[a-z0-9.-]*sendgrid\.net\/(?:ls\/click|wf\/click|asm)/,
  /^[a-z0-9.-]+\/(?:ls|wf)\/click$/,
  /^[a-z0-9.-]*mailgun\.(?:org|com)\/c\//,
  /^[a-z0-9.-]*(?:sendibt\d*|sendibm\d*|r\.sp1-brevo)\.[a-z]+\//,
  /^[a-z0-9.-]*mailerlite\.com\/link\/c\//,
  /^click\.[a-z0-9.-]+\//,
  /^clicks?\.[a-z0-9.-]+\//,
  /^[a-z0-9.-]*cmail\d{1,3}\.com\/t\//,
  /^[a-z0-9.-]*createsend\d*\.com\/t\//,
  /^[a-z0-9.-]*hubspotlinks?\w*\.com\//,
  /^[a-z0-9.-]*\.hs-sites\.com\/e3t\//,
  /^[a-z0-9.-]+\/e3t\/(?:ctc|btc|cto)\//,
  /^[a-z0-9.-]*paloma\.se\/(?:link|click|track|l)\b/,
  /^[a-z0-9.-]*(?:anp(?:dm|asia)|apsis\w*)\.com\//,
  /^[a-z0-9.-]*(?:getanewsletter|gansub)\.com\/(?:r|link|click)\b/,
  /^[a-z0-9.-]*(?:ungapped|mailcloud)\.\w+\/(?:go|link|click)\b/,
  /^[a-z0-9.-]*email\.mg\d?\.[a-z0-9.-]+\/c\//,
  /^email\.[a-z0-9.-]+\/c\//,
  /^[a-z0-9.-]*awstrack\.me\/l0\//,
  /^[a-z0-9.-]*convertkit-mail\d*\.com\/c\//,
  /^[a-z0-9.-]*mlsend\d*\.com\/link\/c\//,
  /^[a-z0-9.-]*substack\.com\/redirect\//,
  /^[a-z0-9.-]*beehiiv\.com\/(?:ss\/)?c\//,
];
