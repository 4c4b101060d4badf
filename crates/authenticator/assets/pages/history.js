// What was answered on this phone.

import { button, make, title } from "../element.js";
import { dateTime, t } from "../language.js";
import { browser, place } from "../request-card.js";
import { onChange } from "../state.js";
import { forgetHistory, history } from "../storage.js";

/** @typedef {import("../language.js").Key} Key */

/**
 * @param {HTMLElement} main
 * @param {AbortSignal} until
 */
export function show(main, until) {
  const list = make("ul", { class: "rows card plain-list" });
  const text = make("p", { class: "quiet" });
  const clear = make("p", { class: "again" }, button(t("history-clear"), async () => (await forgetHistory(), draw()), "second"));
  main.append(title(t("history")), text, list, clear);
  const draw = async () => {
    const all = await history();
    list.hidden = clear.hidden = all.length === 0;
    text.textContent = t(all.length ? "history-text" : "history-empty");
    list.replaceChildren(...all.map(row));
  };
  onChange(draw, until);
  draw();
}

/** @param {import("../types.js").Past} past */
function row({ organization, userName, outcome, at, request }) {
  const look = outcome === "approved" ? "good" : outcome === "reported" ? "bad" : "";
  const test = request.purpose === "set_up";
  const what = request.application || t(/** @type {Key} */ (`for-${request.purpose}`));
  return make("li", {}, make("div", { class: "what" }, make("p", { class: "name" }, `${what} · ${organization}`),
    make("p", { class: "quiet" }, [userName, dateTime(at)].join(" · ")),
    test ? null : make("p", { class: "quiet" }, [place(request), browser(request)].filter(Boolean).join(" · "))),
    make("span", { class: `badge ${look}` }, t(/** @type {Key} */ (`past-${outcome}`))));
}
