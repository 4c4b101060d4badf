// The organization's accent, moved towards black or white until it can be read on the app's grounds (WCAG 2.2: 4.5 to 1).

const ENOUGH = 4.5;
/** What text in the accent stands on, and which way to move. */
const GROUNDS = {
  light: { grounds: [[255, 255, 255], [238, 241, 247]], towards: 0 },
  dark: { grounds: [[20, 22, 26], [39, 43, 52]], towards: 255 },
};

/** @param {number[]} colour */
function luminance(colour) {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function contrast(one, other) {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * @param {string} accent six hexadecimal digits
 * @param {keyof typeof GROUNDS} scheme
 * @returns {[string, string] | null} the accent, and what stands on it; null if it is no colour
 */
export function readable(accent, scheme) {
  const parts = /^([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(accent)?.slice(1).map((part) => parseInt(part, 16));
  if (!parts) return null;
  const { grounds, towards } = GROUNDS[scheme];
  for (let step = 0; step <= 20; step += 1) {
    const colour = parts.map((part) => Math.round(part + ((towards - part) * step) / 20));
    if (!grounds.every((ground) => contrast(ground, colour) >= ENOUGH)) continue;
    const on = contrast([255, 255, 255], colour) >= ENOUGH ? [255, 255, 255] : [16, 18, 22];
    return [`rgb(${colour.join(" ")})`, `rgb(${on.join(" ")})`];
  }
  return null;
}

/** @param {string} accent */
export function paint(accent) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const [colour, on] = readable(accent, dark.matches ? "dark" : "light") ?? [];
    if (!colour || !on) return;
    document.documentElement.style.setProperty("--accent", colour);
    document.documentElement.style.setProperty("--on-accent", on);
  };
  apply();
  dark.onchange = apply;
}
