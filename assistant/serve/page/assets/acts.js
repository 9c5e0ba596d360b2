// Clicks in markup of ours that a handler takes.

import { act } from "./common.js";

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest("[data-act]");
  if (button) {
    act(button.dataset.act, button.dataset.what);
    return;
  }
  const row = event.target.closest("tr[data-row]");
  if (!row || event.target.closest("a, button, summary") || String(getSelection())) return;
  const first = row.querySelector("button[data-cite], button[data-act]");
  if (first) first.click();
});
