// Our own reader of QR codes, before codes that Debian's qrencode made.

import assert from "node:assert/strict";
import { test } from "node:test";

import { code, seen } from "../authenticator/pictures.js";
import { decode } from "../../crates/authenticator/assets/qr/decode.js";
import { correct } from "../../crates/authenticator/assets/qr/reed-solomon.js";

const ADDRESS = "https://sign-in.school.example/authenticator#ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const TEXTS = /** @type {Record<number, string>} */ ({ 1: "HELLO", 2: "hallo wereld", 3: "12345678901234567890" });

for (let version = 1; version <= 10; version += 1) {
  test(`a code of version ${version} is read, at every level, turned and disturbed`, () => {
    const text = TEXTS[version] ?? ADDRESS;
    for (const level of version < 6 ? ["L", "M"] : ["L", "M", "Q", "H"].slice(0, version < 8 ? 3 : 4)) {
      assert.equal(decode(seen(code(text, ["-v", String(version), "-l", level]), { turn: 12 })), text, level);
    }
    const made = code(text, ["-v", String(version), "-l", "M"]);
    const sights = [{ turn: 45 }, { turn: 90 }, { turn: 200, scale: 0.7 }, { scale: 1.8 }, { blur: 1.5 }, { noise: 60 }, { shadow: 0.7 }, { light: true }, { mirrored: true }];
    const leaning = version === 1 ? [{ slant: 0.08 }] : [{ slant: 0.3 }, { slant: 0.25, turn: 20 }, { turn: 70, slant: 0.2, blur: 1, noise: 25, shadow: 0.4 }];
    for (const sight of [...sights, ...leaning]) assert.equal(decode(seen(made, sight)), text, JSON.stringify(sight));
  });
}

test("digits, capitals, bytes and letters of other scripts are read", () => {
  for (const text of ["0", "12", "4711", "A", "A1 $%*+-./:", "één café", "日本語 ✓", "otpauth://totp/Mail:anna?secret=JBSWY3DPEHPK3PXP&issuer=Mail"]) assert.equal(decode(seen(code(text, ["-l", "Q"]), {})), text);
});

test("what covers a part of the code is corrected, and too much is not guessed", () => {
  const made = code(ADDRESS, ["-l", "H", "-v", "9"]);
  /** @param {number} share of a side that is covered */
  const covered = (share) => {
    const grey = Uint8Array.from(made.grey), from = Math.floor(made.width * 0.4), long = Math.floor(made.width * share);
    for (let y = from; y < from + long; y += 1) grey.fill(255, y * made.width + from, y * made.width + from + long);
    return decode(seen({ ...made, grey }, {}));
  };
  assert.equal(covered(0.25), ADDRESS);
  assert.equal(covered(0.5), null);
});

test("a picture without a code has none, and is left soon", () => {
  assert.equal(decode({ width: 0, height: 0, data: new Uint8Array() }), null);
  for (const grey of [0, 128, 255]) assert.equal(decode({ width: 200, height: 100, data: new Uint8Array(80_000).fill(grey) }), null);
  const noise = Uint8Array.from({ length: 160_000 }, (_, place) => Math.imul(place >> 2, 2654435761) >>> 24);
  assert.equal(decode({ width: 200, height: 200, data: noise }), null);
});

test("as many wrong words are corrected as half of those that were added", () => {
  // The example of the standard's annex: 1-M, 16 words of data and 10 of correction.
  const block = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17, 165, 36, 212, 193, 237, 54, 199, 135, 44, 85];
  assert.deepEqual(correct(block, 10), block);
  for (let wrong = 1; wrong <= 5; wrong += 1) {
    const damaged = block.map((word, place) => (place % 5 === 1 && place < wrong * 5 ? word ^ (place + 77) : word));
    assert.deepEqual(correct(damaged, 10), block, `${wrong} wrong`);
  }
  assert.notDeepEqual(correct(block.map((word, place) => (place < 9 ? word ^ 99 : word)), 10), block);
});
