"use strict";
// Finds an entry of a list by its words, and has a form sent once.

for (const find of document.querySelectorAll("input[data-filter]")) {
  const list = document.getElementById(find.dataset.filter);
  const none = list.parentElement.querySelector(".none");
  find.hidden = false;
  find.addEventListener("input", () => {
    const words = find.value.trim().toLowerCase();
    let shown = 0;
    for (const entry of list.children) {
      entry.hidden = !entry.textContent.toLowerCase().includes(words);
      shown += !entry.hidden;
    }
    if (none) none.hidden = shown > 0;
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (button && button.dataset.busy) button.textContent = button.dataset.busy;
  });
}

// Coming back with the browser's own button shows the page as it was left.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
