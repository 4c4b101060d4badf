// Shows that a browser worked for it: looks for the number that gives a hash with enough leading zero bits. It begins while the person
// still types, gives way to them every few hundredths of a second, and takes the place of the question in words.

const K = new Uint32Array(64);
const START = new Uint32Array(8);
{
  // The constants are the fractional parts of roots of the first primes (FIPS 180-4 §4.2.2, §5.3.3).
  /** @param {number} root */
  const fraction = (root) => ((root - Math.floor(root)) * 0x100000000) >>> 0;
  let count = 0;
  for (let n = 2; count < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (count < 8) START[count] = fraction(Math.sqrt(n));
    K[count++] = fraction(Math.cbrt(n));
  }
}

const w = new Uint32Array(64);

/**
 * The first 32 bits, and the next, of SHA-256 of a text of 55 characters of ASCII or fewer: one block.
 * @param {string} text
 * @returns {[number, number]}
 */
export function hash(text) {
  w.fill(0, 0, 16);
  for (let i = 0; i < text.length; i++) w[i >> 2] = (w[i >> 2] ?? 0) | (text.charCodeAt(i) << (24 - (i & 3) * 8));
  w[text.length >> 2] = (w[text.length >> 2] ?? 0) | (0x80 << (24 - (text.length & 3) * 8));
  w[15] = text.length * 8;
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] ?? 0, y = w[i - 2] ?? 0;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = ((w[i - 16] ?? 0) + s0 + (w[i - 7] ?? 0) + s1) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = START;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] ?? 0) + (w[i] ?? 0)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  return [((START[0] ?? 0) + a) >>> 0, ((START[1] ?? 0) + b) >>> 0];
}

/**
 * @param {string} puzzle
 * @param {number} bits
 */
async function work(puzzle, bits) {
  let until = performance.now() + 20;
  for (let number = 0; ; number++) {
    const [high, low] = hash(`${puzzle}:${number}`);
    const zeros = high === 0 ? 32 + Math.clz32(low) : Math.clz32(high);
    if (zeros >= bits) return number;
    if ((number & 255) === 0 && performance.now() > until) {
      await new Promise((done) => setTimeout(done));
      until = performance.now() + 20;
    }
  }
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-puzzle]"));
const field = /** @type {HTMLInputElement | null} */ (form?.querySelector("input[name=number]"));
const question = /** @type {HTMLElement | null} */ (form?.querySelector("[data-question]"));
const working = /** @type {HTMLElement | null} */ (form?.querySelector("[data-working]"));
if (form && field && question) {
  question.hidden = true;
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    sent = true;
    if (working) working.hidden = false;
  });
  void work(form.dataset["puzzle"] ?? "", Number(form.dataset["bits"])).then((number) => {
    field.value = String(number);
    if (sent) form.requestSubmit();
  });
}
