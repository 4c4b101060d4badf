// What a person does on the pages of getting a new password.

/** @typedef {import("./person.js").Person} Person */

/**
 * Reads the question in words, and answers it with a word.
 * @param {Person} person
 */
export async function answersQuestion(person) {
  // In Dutch the word for one stands before the question as well: “een mens”.
  const asked = ((await person.page.locator("label[for=human]").textContent()) ?? "").split(":").at(-1) ?? "";
  const numbers = Array.from({ length: 19 }, (_, n) => person.t(`reset-number-${n}`));
  const [first = 0, second = 0] = asked.split(/[^a-z]+/).map((word) => numbers.indexOf(word)).filter((n) => n >= 0);
  const [, plus] = /} (\w+) {/.exec(person.t("reset-question-plus")) ?? [];
  const result = asked.includes(` ${plus} `) ? first + second : first - second;
  await person.page.locator("#human").fill(numbers[result] ?? "");
}
