// Clicks in markup of ours that a handler takes: acts.py holds the other end.
"use strict";

(() => {
  function send(name, what) {
    const box = document.querySelector(`#${name}-what :is(textarea, input)`);
    const button = document.getElementById(`${name}-do`);
    if (!box || !button) return;
    const kind = box.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(box, what);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => button.click(), 0);
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("[data-act]");
    if (button) {
      send(button.dataset.act, button.dataset.what);
      return;
    }
    const row = event.target.closest("tr[data-row]");
    if (!row || event.target.closest("a, button, summary") || String(getSelection())) return;
    const first = row.querySelector("button[data-cite], button[data-act]");
    if (first) first.click();
  });
})();
