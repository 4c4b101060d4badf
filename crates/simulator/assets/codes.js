// Keeps the codes on the simulated phones up to date.

async function refresh() {
  const response = await fetch("/simulator/codes").catch(() => null);
  if (!response?.ok) return;
  const codes = /** @type {Record<string, string>} */ (await response.json());
  for (const element of document.querySelectorAll("[data-code]")) {
    const code = codes[element.getAttribute("data-code") ?? ""];
    if (code !== undefined && element.textContent !== code) element.textContent = code;
  }
}

setInterval(refresh, 2000);
