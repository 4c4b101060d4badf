// A page that waits for something that happens elsewhere looks again as soon as it has, and goes on by itself when nothing is left to choose.

const waiting = /** @type {HTMLElement | null} */ (document.querySelector("[data-wait]"));
if (waiting?.dataset["wait"]) {
  const events = new EventSource(waiting.dataset["wait"]);
  events.addEventListener("go", () => {
    events.close();
    // A box that was ticked meanwhile is sent along with what was approved.
    const remember = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=remember]"));
    if (remember?.checked) sessionStorage.setItem("remember", "yes");
    // Not the address of the form that this page may be the answer to.
    location.replace(waiting.dataset["look"] ?? location.href);
  });
}

const go = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-go]"));
if (go) {
  const remember = /** @type {HTMLInputElement | null} */ (go.querySelector("input[name=remember]"));
  if (remember && sessionStorage.getItem("remember") === "yes") remember.checked = true;
  sessionStorage.removeItem("remember");
  go.requestSubmit();
}
