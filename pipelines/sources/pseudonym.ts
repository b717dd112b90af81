/** A number that a school gives: letters, digits and marks, with at least one digit. */
const pseudonym = /^(?=.*\d)[\p{Letter}\d][\p{Letter}\d._/-]{1,19}$/u;
/** A citizen number has nine digits, or eight where its zero was lost; a date written as one has eight. */
const personal = /^\D{0,2}(\d[\s.-]?){8,9}$/;
const dated = /\b(19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}\b|\b\d{1,2}[-./]\d{1,2}[-./](19|20)?\d\d\b/;
/** A word, as in "jansen03": a name with a year or a number behind it. */
const named = /\p{Letter}{4}/u;
/** Words for students in general, which name nobody. */
const anybody = /^(student|stud|leerling|deelnemer)/i;

/**
 * Whether a text may stand for a student without saying who that is. Names, dates of birth and citizen numbers may not;
 * neither may anything that could be one.
 */
export function isPseudonym(text: string): boolean {
  return (
    pseudonym.test(text) &&
    !personal.test(text) &&
    !dated.test(text) &&
    !named.test(text.replace(anybody, ''))
  );
}
