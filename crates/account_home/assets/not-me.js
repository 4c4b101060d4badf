// Takes the code out of the address, where the link of a mail put it, and sends it on: the server never sees it in an address.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-code]"));
const field = /** @type {HTMLInputElement | null} */ (form?.querySelector("input[name=code]") ?? null);
if (form && field && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
  form.requestSubmit();
}
