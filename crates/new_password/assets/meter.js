// Shows while it is typed how hard a new password is likely to be to guess. The server judges what is sent; this only helps on the way.

/** Guesses that one character is worth, in bits, where it does not follow from the one before. */
const LETTER = 2.2;
const OTHER = 2.8;
/** From so many bits on a password is no longer weak, then good, then strong. */
const LEVELS = [24, 34, 46];

/**
 * How many bits a password is likely to have. A repetition, a sequence and a row of the keyboard are worth next to nothing.
 * @param {string} password
 */
export function bits(password) {
  const rows = "qwertyuiop asdfghjkl zxcvbnm";
  const letters = [...password.toLowerCase()];
  const seen = new Set();
  return letters.reduce((sum, letter, at) => {
    const before = letters[at - 1] ?? "";
    const step = (letter.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
    const row = before !== "" && before !== " " && Math.abs(rows.indexOf(letter) - rows.indexOf(before)) <= 1 && rows.includes(letter);
    const pair = before + letter;
    const follows = before !== "" && (Math.abs(step) <= 1 || row || seen.has(pair));
    seen.add(pair);
    return sum + (follows ? 0.3 : /\p{L}/u.test(letter) ? LETTER : OTHER);
  }, 0);
}

for (const meter of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-strength-of]"))) {
  const { strengthOf = "", shortest = "0", left = "", levels = "" } = meter.dataset;
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(strengthOf));
  const bar = meter.querySelector("meter");
  const says = meter.querySelector("[role=status]");

  function show() {
    const typed = field?.value ?? "";
    meter.hidden = typed === "";
    const missing = Number(shortest) - [...typed.normalize("NFKC")].length;
    const level = missing > 0 ? 0 : LEVELS.filter((least) => bits(typed) >= least).length;
    if (bar) bar.value = missing > 0 ? 0 : level + 1;
    if (says) says.textContent = missing > 0 ? left.replace("{n}", String(missing)) : (levels.split("|")[level] ?? "");
  }
  field?.addEventListener("input", show);
  show();
}
