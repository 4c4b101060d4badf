// Shows while it is typed how long a new password is. The server judges what is sent; this only helps on the way.

/** From so many different characters on, beside the length, a password is no longer weak, then strong. */
const LEVELS = [[12, 6], [16, 8], [22, 10]];

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-meter]"));
const field = /** @type {HTMLInputElement | null} */ (document.getElementById("new-password"));
const bar = box?.querySelector("meter");
const says = /** @type {HTMLElement | null | undefined} */ (box?.querySelector("[data-levels]"));
if (box && field && bar && says) {
  field.addEventListener("input", () => {
    const letters = [...field.value.normalize("NFKC")];
    const level = LEVELS.filter(([length = 0, different = 0]) => letters.length >= length && new Set(letters).size >= different).length;
    box.hidden = letters.length === 0;
    bar.value = level;
    says.textContent = says.dataset["levels"]?.split("|")[level] ?? "";
  });
}
