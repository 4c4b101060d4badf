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
