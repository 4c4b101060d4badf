// Sends a form again by itself when the server was too busy for it, so that nobody has to type a password twice.

/** @param {HTMLFormElement} form */
function retrying(form) {
  const status = /** @type {HTMLElement | null} */ (form.querySelector("[data-busy]"));
  const button = /** @type {HTMLButtonElement | null} */ (form.querySelector("button[type=submit]"));

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    if (button) button.disabled = true;
    for (;;) {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) body.append(name, String(value));
      const response = await fetch(form.action, { method: "POST", body, redirect: "follow" }).catch(() => null);
      if (response && response.status !== 503) {
        await show(response);
        return;
      }
      if (status) status.hidden = false;
      const seconds = Number(response?.headers.get("retry-after") ?? 3);
      // A little chance, so that those who wait do not all come back at once.
      await new Promise((done) => setTimeout(done, (seconds + Math.random() * 2) * 1000));
    }
  }

  form.addEventListener("submit", submit);
}

/** @param {Response} response */
async function show(response) {
  if (response.redirected) {
    location.assign(response.url);
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.title = page.title;
  document.body.replaceWith(page.body);
  for (const form of document.querySelectorAll("form[data-retry]")) retrying(/** @type {HTMLFormElement} */ (form));
  const first = /** @type {HTMLElement | null} */ (document.querySelector("[autofocus], [role=alert]"));
  first?.focus();
}

for (const form of document.querySelectorAll("form[data-retry]")) retrying(/** @type {HTMLFormElement} */ (form));
