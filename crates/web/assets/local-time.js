// Writes the times of a page in the reader's own zone and language.

for (const element of document.querySelectorAll("time[datetime]")) {
  const date = new Date(element.getAttribute("datetime") ?? "");
  if (!Number.isNaN(date.valueOf())) {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    element.textContent = format.format(date);
  }
}
