// Elements from names, attributes and children; text is always text.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string | number | boolean | ((event: any) => void)>} [attributes] `on…` are listeners; false leaves one out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== false) element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...present(children));
  return element;
}

/**
 * @param {(Child | Child[])[]} children
 * @returns {(Node | string)[]}
 */
function present(children) {
  return children.flat().flatMap((child) => (child === null || child === undefined || child === false ? [] : [child instanceof Node ? child : String(child)]));
}

/**
 * A drawing of strokes on 24 by 24.
 * @param {string} path
 */
export function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** Tells a screen reader, when it has finished what it is saying. @param {string} text */
export function say(text) {
  const place = document.querySelector("#says");
  if (!place) return;
  // The same words twice are heard twice.
  place.textContent = place.textContent === text ? `${text}\u00a0` : text;
}

/**
 * @param {string} text
 * @param {() => void} pressed
 * @param {string} [look] its class
 */
export const button = (text, pressed, look = "") => make("button", { type: "button", class: look, onclick: pressed }, text);

/** @param {string} text */
export const title = (text) => make("h1", { tabindex: -1 }, text);

/** @param {...Child} children */
export const note = (...children) => make("div", { class: "note" }, make("p", {}, ...children));

/** @param {...Child} children */
export const alert = (...children) => make("div", { class: "alert", role: "alert" }, make("p", {}, ...children));
