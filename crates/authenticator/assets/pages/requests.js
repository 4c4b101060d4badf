// What waits for an answer. A card that is being answered is left alone when others come and go.

import { make, button, note, say, title } from "../element.js";
import { t } from "../language.js";
import { question, RequestCard } from "../request-card.js";
import { lookAll, onChange, state, waiting } from "../state.js";

/**
 * @param {HTMLElement} main
 * @param {AbortSignal} until
 * @param {string} wanted the challenge to begin with
 */
export function show(main, until, wanted) {
  /** @type {Map<string, RequestCard>} */
  const cards = new Map();
  const list = make("div", { class: "cards" });
  const trouble = make("div", {});
  const nothing = make("div", { class: "empty" }, make("h2", {}, t("nothing-title")), make("p", {}, t("nothing-text")));
  const again = button(t("look"), () => refresh(again), "second");
  main.append(title(t("requests")), trouble, list, nothing, make("p", { class: "again" }, again));

  const draw = () => {
    const now = waiting().sort((a, b) => Number(b.request.challenge === wanted) - Number(a.request.challenge === wanted));
    for (const one of now) {
      if (cards.has(one.request.challenge)) continue;
      const card = /** @type {RequestCard} */ (document.createElement("request-card"));
      card.shows(one);
      for (const [old, shown] of cards) if (shown.settled) (shown.remove(), cards.delete(old));
      cards.set(one.request.challenge, card);
      list.prepend(card);
      if (!list.contains(document.activeElement)) card.querySelector("h2")?.focus();
      else say(t("arrived", { organization: one.request.organization, question: question(one.request) }));
    }
    for (const [challenge, card] of cards) {
      const busy = card.querySelector("button:disabled");
      if (!card.settled && !busy && !now.some(({ request }) => request.challenge === challenge)) card.settle("over");
    }
    nothing.hidden = cards.size > 0;
    trouble.replaceChildren(...(state.trouble === "offline" ? [note(t("offline"))] : []));
  };
  onChange(draw, until);
  draw();
}

/** @param {HTMLButtonElement} pressed */
async function refresh(pressed) {
  pressed.disabled = true;
  pressed.textContent = t("looking");
  await lookAll();
  pressed.disabled = false;
  pressed.textContent = t("look");
  if (waiting().length === 0) say(t("nothing-title"));
}
