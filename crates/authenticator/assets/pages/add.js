// Adding an account: by camera, by the letters of the ticket, or by another site's key.

import { alert, button, make, say, title } from "../element.js";
import { t } from "../language.js";
import { ownCode, readOtpAuth, readSecret } from "../otpauth.js";
import "../qr-camera.js";
import { load } from "../state.js";
import { keepOwnCode } from "../storage.js";
import { readAddress, readTicket } from "../ticket.js";

/** @param {HTMLElement} main */
export function show(main) {
  const place = make("div", { class: "scan" });
  const told = make("div", { "aria-live": "polite" });
  const start = button(t("scan"), () => scan(place, told, start), "wide");
  main.append(title(t("add")), make("div", { class: "card" }, told, place, start), typing(told), other());
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} told
 * @param {HTMLElement} start
 */
function scan(place, told, start) {
  const camera = document.createElement("qr-camera");
  const stop = button(t("scan-stop"), () => end(), "second wide");
  const end = (/** @type {Node[]} */ ...words) => {
    place.replaceChildren();
    told.replaceChildren(...words);
    start.hidden = false;
    start.focus();
  };
  camera.addEventListener("found", (event) => take(/** @type {CustomEvent} */ (event).detail, told));
  camera.addEventListener("refused", (event) => end(alert(t(/** @type {CustomEvent} */ (event).detail))));
  told.replaceChildren();
  start.hidden = true;
  place.replaceChildren(camera, stop);
  stop.focus();
}

/**
 * Goes on with what a QR code, or the clipboard, held.
 * @param {string} text
 * @param {HTMLElement} told
 */
async function take(text, told) {
  const address = readAddress(text);
  const read = readOtpAuth(text);
  if (address?.server === location.origin) return location.replace(`#${address.ticket}`);
  if (address) {
    const host = new URL(address.server).host;
    const link = make("a", { href: `${address.server}/authenticator#${address.ticket}`, class: "button second small" }, t("pair-server-go", { server: host }));
    return told.replaceChildren(make("div", { class: "note" }, make("p", {}, t("pair-server", { server: host })), link));
  }
  if (read) return keep(await ownCode(read));
  told.replaceChildren(alert(t("scan-other")));
}

/** @param {import("../types.js").OwnCode} code */
async function keep(code) {
  await keepOwnCode(code);
  await load();
  location.hash = "#/accounts";
  say(t("other-added", { name: code.issuer || code.name }));
}

/**
 * A field with its label, its hint, and room for what is wrong with it.
 * @param {string} id
 * @param {string} label
 * @param {string} hint
 */
function field(id, label, hint) {
  const input = make("input", { type: "text", id, autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 500, "aria-describedby": `${id}-hint ${id}-error` });
  const error = make("p", { class: "error", id: `${id}-error`, role: "alert" });
  const all = make("div", { class: "field" }, make("label", { for: id }, label), hint ? make("p", { class: "hint", id: `${id}-hint` }, hint) : null, error, input);
  const wrong = (/** @type {string} */ text) => {
    error.textContent = text;
    input.setAttribute("aria-invalid", String(text !== ""));
    if (text) input.focus();
    return text !== "";
  };
  return { input, all, wrong };
}

/** @param {HTMLElement} told */
function typing(told) {
  const { input, all, wrong } = field("ticket", t("type-label"), `${t("type-hint")} ${t("type-server", { server: location.host })}`);
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    const ticket = readTicket(input.value);
    if (ticket) return location.replace(`#${ticket}`);
    if (readAddress(input.value) || readOtpAuth(input.value)) return void take(input.value, told);
    wrong(t("type-form"));
  };
  return make("div", { class: "card" }, make("h2", {}, t("type-title")), make("form", { novalidate: true, onsubmit: go }, all, make("button", { type: "submit" }, t("next"))));
}

/**
 * @param {string} id
 * @param {string} label
 * @param {[string, string][]} choices value and text, the usual one first
 */
function choice(id, label, choices) {
  const select = make("select", { id }, ...choices.map(([value, text]) => make("option", { value }, text)));
  return { select, all: make("div", { class: "field" }, make("label", { for: id }, label), select) };
}

function other() {
  const issuer = field("issuer", t("other-issuer"), ""), name = field("name", t("other-name"), "");
  const key = field("key", t("other-key"), t("other-key-hint"));
  const digits = choice("digits", t("other-digits"), [["6", "6"], ["7", "7"], ["8", "8"]]);
  const period = choice("period", t("other-period"), [["30", t("other-seconds", { seconds: 30 })], ["60", t("other-seconds", { seconds: 60 })]]);
  const hash = choice("hash", t("other-hash"), [["SHA-1", "SHA-1"], ["SHA-256", "SHA-256"], ["SHA-512", "SHA-512"]]);
  const go = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const secret = readSecret(key.input.value);
    const wrong = [issuer.wrong(issuer.input.value.trim() ? "" : t("other-issuer-form")), key.wrong(secret ? "" : t("other-key-form"))];
    if (!secret || wrong.includes(true)) return;
    const kind = /** @type {"SHA-1"} */ (hash.select.value);
    await keep(await ownCode({
      issuer: issuer.input.value.trim().slice(0, 80), name: name.input.value.trim().slice(0, 120), secret, hash: kind,
      digits: Number(digits.select.value), period: Number(period.select.value),
    }));
  };
  const more = make("details", {}, make("summary", {}, t("other-more")), digits.all, period.all, hash.all);
  const form = make("form", { novalidate: true, onsubmit: go }, issuer.all, name.all, key.all, more, make("button", { type: "submit", class: "second" }, t("other-add")));
  return make("details", { class: "card" }, make("summary", {}, t("other-title")), make("p", { class: "hint" }, t("other-text")), form);
}
