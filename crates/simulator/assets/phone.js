// A phone that lives: what arrives is shown, announced and, in a call, spoken; its buttons need no new page.

const screen = /** @type {HTMLElement} */ (document.querySelector("[data-screen]"));
const says = /** @type {HTMLElement} */ (document.querySelector("#says"));
/** @type {Set<string>} */
const known = new Set();
let shown = screen.innerHTML.trim();

/** Announces what is new, and speaks it if it is part of a call. */
function tell() {
  for (const element of screen.querySelectorAll("[data-news]")) {
    const { news, aloud } = /** @type {HTMLElement} */ (element).dataset;
    if (!news || known.has(news)) continue;
    known.add(news);
    const language = element.getAttribute("lang") ?? document.documentElement.lang;
    says.lang = language;
    says.textContent = element.textContent;
    if (aloud !== undefined) speak(element.textContent ?? "", language);
  }
  if (!screen.querySelector("[data-aloud]")) window.speechSynthesis?.cancel();
}

/**
 * @param {string} text
 * @param {string} language
 */
function speak(text, language) {
  if (!window.speechSynthesis) return;
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.lang = language;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(spoken);
}

async function refresh() {
  const response = await fetch(screen.dataset["screen"] ?? "").catch(() => null);
  const now = response?.ok ? (await response.text()).trim() : shown;
  if (now === shown) return;
  shown = now;
  const focused = document.activeElement?.id;
  screen.innerHTML = now;
  writeTimes();
  if (focused) document.getElementById(focused)?.focus();
  tell();
}

/** The times that have just arrived, in the reader's own zone. */
function writeTimes() {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  for (const time of screen.querySelectorAll("time")) time.textContent = format.format(new Date(time.dateTime));
}

/** @param {SubmitEvent} event */
async function press(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const call = form.dataset["call"];
  if (!call) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  const body = JSON.stringify({ do: fields.get("do"), keys: fields.get("keys") ?? "" });
  await fetch(`/simulator/calls/${call}`, { method: "POST", headers: { "content-type": "application/json" }, body }).catch(() => null);
  await refresh();
}

screen.addEventListener("submit", press);
// What was there before the page was opened is not told again, but for a call that is still going on.
for (const old of screen.querySelectorAll(".bubble [data-news]")) known.add(/** @type {HTMLElement} */ (old).dataset["news"] ?? "");
tell();
setInterval(refresh, 700);
