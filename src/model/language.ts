/** Language tags (BCP 47, RFC 5646) and the direction of writing. */

/** RFC 5646, section 2.1: script, region, variants, extensions, private use. Subtags are known by their length. */
const SUBTAGS =
  "(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\\d{3}))?(?:-(?:[A-Za-z\\d]{5,8}|\\d[A-Za-z\\d]{3}))*(?:-[A-WYZa-wyz\\d](?:-[A-Za-z\\d]{2,8})+)*(?:-[Xx](?:-[A-Za-z\\d]{1,8})+)?";
/** The languages that extended ones (`zh-yue`) belong to: after any other, three letters are a mistake (`en-USA`). */
const EXTENDED =
  "(?:[Aa][Rr]|[Kk][Oo][Kk]|[Ll][Vv]|[Mm][Ss]|[Ss][Gg][Nn]|[Ss][Ww]|[Uu][Zz]|[Zz][Hh])(?:-[A-Za-z]{3}){1,3}";

/** A tag of a language: every one of RFC 5646 but those of private use alone, and the old names that it lists one by one. */
export const LANGUAGE_TAG = `^(?:${EXTENDED}|[A-Za-z]{2,3})${SUBTAGS}$`;
const TAG = new RegExp(LANGUAGE_TAG);

/**
 * A language tag in its usual letters: `ZH-hant-tw` → `zh-Hant-TW`, `zh-yue` → `yue` (RFC 5646, sections 2.1.1 and 4.5).
 * @returns undefined for anything but a language tag
 */
export function languageTag(text: string): string | undefined {
  if (!TAG.test(text)) return undefined;
  const subtags = text.toLowerCase().split("-");
  // Nothing but an extended language has three letters there, and it says all that the one before it does.
  while (/^[a-z]{3}$/.test(subtags[1] ?? "")) subtags.shift();
  const extension = subtags.findIndex((subtag) => subtag.length === 1);
  const core = extension < 0 ? subtags : subtags.slice(0, extension);
  // Section 2.2: no variant and no kind of extension stands twice. After x anything may.
  const end = subtags.includes("x") ? subtags.indexOf("x") : subtags.length;
  const extensions = subtags.slice(core.length, end);
  const once = [...core.slice(1), ...extensions.filter((subtag) => subtag.length === 1)];
  if (new Set(once).size < once.length) return undefined;
  return subtags.map((subtag, index) => (index === 0 || index >= core.length ? subtag : cased(subtag))).join("-");
}

function cased(subtag: string): string {
  if (subtag.length === 2) return subtag.toUpperCase();
  return /^[a-z]{4}$/.test(subtag) ? subtag.charAt(0).toUpperCase() + subtag.slice(1) : subtag;
}

export type Direction = "ltr" | "rtl";

/** ISO 15924: the scripts that are written from right to left. */
const RTL_SCRIPTS = words(
  "Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc Syre Syrj Syrn Thaa Yezi",
);

/** CLDR, likely subtags: the languages usually written so. A table, as what Intl knows differs between versions of Node. */
const RTL_LANGUAGES = words(
  "ae ar dv fa he iw ji ks ps sd ug ur yi aao abh abv acm acq acw acx adf aeb aec aee aeq afb aib aii aij aiq amw apc apd arc arq ars ary arz ask atn auj auz avd avl ayh ayl ayn ayp azb bal bdz bej bft bgn bgp bhe bhm bhn bjf bjm bqi brh brk bsh bsk chg cja ckb clh czk dcc def deh dgl dmk dml ecy esh fay faz fia fub gbz ggg gha ghr gig gjk gju glh glk grr gwc gwf gwt gzi hac haz hbo hkh hnd hno hoh hrt hrz hss huy isk itk jad jat jbe jbn jdg jnd jog jpa jpr jrb jye kbu kby kcy kfm khw klj kmz kqd ktl kvx kxp lad lah lhs lki lrc lrk lrl lsa lsd lss luv luz mby mde mey mfa mfi mhj mid mki mnj mve mvy myz mzb mzn nli nlm nqo ntz nyq oar obm odk oru ota otk oui pal pbt pgd phl phn phr phv plk prc prd prx psh psi pst qxq rdb rhg rmt sam sbn scl sdb sdf sdg sdh sds sgr sgy shd shm shu shv siy siz skr smp smy sog sqo sqt srh srz ssh sts swb syc syn syr tjo tks tmr tov tra trg trm trw ush uzs vaf vgr vmh wbk wlo wne wni wsv xco xhe xka xkc xkj xkp xld xly xmn xmr xna xpr xsa xvi ydg yhd yih yud zba zdj zrp zum",
);
/** Where the region decides. */
const RTL_REGIONS = words(
  "az-IQ az-IR ha-CM ha-SD kk-AF kk-CN kk-IR kk-MN kmr-IQ kmr-IR kmr-LB ku-IQ ku-IR ku-LB ky-CN ms-CC pa-PK tg-PK uz-AF",
);
const LTR_REGIONS = words("sd-IN ug-KZ ug-MN");

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** The direction of a language's script. @param tag as {@link languageTag} returns it */
export function directionOf(tag: string): Direction {
  const [, language = "", script, region] = /^([a-z]+)(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2})\b)?/.exec(tag) ?? [];
  if (script !== undefined) return RTL_SCRIPTS.has(script) ? "rtl" : "ltr";
  const local = `${language}-${region}`;
  return RTL_REGIONS.has(local) || (RTL_LANGUAGES.has(language) && !LTR_REGIONS.has(local)) ? "rtl" : "ltr";
}

/**
 * The HTML attributes of text in a language (WCAG 3.1.2), with the direction where that is another than around it.
 * @param around the language of the text around
 * @returns ` lang="ar" dir="rtl"`
 */
export function languageAttributes(language: string, around: string): string {
  const direction = directionOf(language);
  return ` lang="${language}"${direction === directionOf(around) ? "" : ` dir="${direction}"`}`;
}
