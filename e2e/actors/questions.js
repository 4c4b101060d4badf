// Security questions, as somebody chooses and answers them.

/** @typedef {import("./person.js").Person} Person */

export const ANSWERS = /** @type {const} */ ([["first-pet", "Minoes de Kat"], ["child-dream", "Astronaut"], ["lost-thing", "een rode paraplu"]]);

/** @param {Person} person @param {string} key */
export const asks = (person, key) => person.t(`method-security_questions-ask-${key}`);

/**
 * Answers the questions of the page, in whatever order they stand.
 * @param {Person} person
 * @param {(told: string) => string} typed
 */
export async function answers(person, typed = (told) => told) {
  for (const [key, told] of ANSWERS) await person.page.getByLabel(asks(person, key), { exact: true }).fill(typed(told));
}

/**
 * Chooses the questions on the page that lists them.
 * @param {Person} person
 * @param {string} [last] the last answer
 */
export async function choosesQuestions(person, last = ANSWERS[2][1]) {
  for (const [n, [key, told]] of ANSWERS.entries()) {
    await person.page.locator(`#question-${n + 1}`).selectOption(key);
    await person.page.locator(`#answer-${n + 1}`).fill(n === 2 ? last : told);
  }
  await person.presses("sign-in-next");
}
