// Counts down until something can be done again, and lets it be done then.

for (const form of document.querySelectorAll("form[data-countdown]")) {
  const { countdown, pattern } = /** @type {HTMLElement} */ (form).dataset;
  const button = /** @type {HTMLButtonElement | null} */ (form.querySelector("button"));
  const left = /** @type {HTMLElement | null} */ (form.querySelector("[data-left]"));
  const end = Date.now() + Number(countdown) * 1000;

  function show() {
    const seconds = Math.ceil((end - Date.now()) / 1000);
    if (button) button.disabled = seconds > 0;
    if (left) {
      left.hidden = seconds <= 0;
      left.textContent = (pattern ?? "{n}").replace("{n}", String(seconds));
    }
    if (seconds > 0) setTimeout(show, 250);
  }
  show();
}

for (const rest of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-rests]"))) {
  const { rests, one, other, look } = rest.dataset;
  const button = /** @type {HTMLButtonElement | null} */ (rest.closest("form")?.querySelector("button") ?? null);
  const end = Date.now() + Number(rests) * 1000;

  function show() {
    const minutes = Math.ceil((end - Date.now()) / 60_000);
    if (minutes > 0) {
      rest.textContent = (minutes === 1 ? one : other?.replace("{n}", String(minutes))) ?? "";
      setTimeout(show, 1000);
    } else if (button) {
      button.disabled = false;
      rest.hidden = true;
    } else {
      // Not the address of the form that this page may be the answer to.
      location.replace(look ?? location.href);
    }
  }
  show();
}
