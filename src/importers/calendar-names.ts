/**
 * The names of months and days in the languages in which letters come: Swedish, English, Danish, Norwegian, Finnish, German, Dutch,
 * French and Spanish, in full and shortened. The place in a list is the month, or the day with Sunday first.
 */
const MONTHS: readonly string[] = [
  "januari january januar tammikuu janvier enero jan janv ene",
  "februari february februar helmikuu février fevrier febrero feb febr févr fevr",
  "mars march marts märz maerz maaliskuu maart marzo mar mrz mrt mär",
  "april huhtikuu avril abril apr avr abr",
  "maj may mai toukokuu mei mayo",
  "juni june kesäkuu juin junio jun",
  "juli july heinäkuu juillet julio jul juil",
  "augusti august elokuu augustus août aout agosto aug ago",
  "september syyskuu septembre septiembre setiembre sept sep",
  "oktober october lokakuu octobre octubre okt oct",
  "november marraskuu novembre noviembre nov",
  "december desember dezember joulukuu décembre decembre diciembre dec dez déc dic",
];

const WEEKDAYS: readonly string[] = [
  "söndag sunday søndag sunnuntai sonntag zondag dimanche domingo sön sun",
  "måndag monday mandag maanantai montag maandag lundi lunes mån mon",
  "tisdag tuesday tirsdag tiistai dienstag dinsdag mardi martes tis tue",
  "onsdag wednesday keskiviikko mittwoch woensdag mercredi miércoles miercoles ons wed",
  "torsdag thursday torstai donnerstag donderdag jeudi jueves tors tor thu",
  "fredag friday perjantai freitag vrijdag vendredi viernes fre fri",
  "lördag saturday lørdag lauantai samstag sonnabend zaterdag samedi sábado sabado lör sat",
];

/** Months, 1 to 12, by their names in lower case, also as Finnish bends them. */
export const MONTH_OF: ReadonlyMap<string, number> = numbered(MONTHS, 1);
/** Days of the week, 0 for Sunday, by their names in lower case. */
export const WEEKDAY_OF: ReadonlyMap<string, number> = numbered(WEEKDAYS, 0);

function numbered(lists: readonly string[], first: number): Map<string, number> {
  return new Map(
    lists.flatMap((names, index) =>
      names.split(" ").flatMap((name) => {
        const forms = name.endsWith("kuu") ? [name, `${name}n`, `${name}ta`, `${name}ssa`] : [name];
        return forms.map((form) => [form, index + first] as const);
      }),
    ),
  );
}

const SHORTEST = 3;

/** The month of a name, or of its beginning where only one month begins so: "Sept.", "tammik.", "des". */
export function monthNamed(written: string): number | undefined {
  const name = written.toLowerCase();
  const known = MONTH_OF.get(name);
  if (known !== undefined || name.length < SHORTEST) return known;
  const months = new Set([...MONTH_OF].flatMap(([full, month]) => (full.startsWith(name) ? [month] : [])));
  return months.size === 1 ? [...months][0] : undefined;
}
