// 待办: a question that was chosen comes into view, where it stands below the list.

import { there } from "./common.js";

const LOW = 0.6; // of the height of the window

let shown = null;
let chosen = false;

function look() {
  const one = document.querySelector("#todo-question section");
  if (!one || one === shown) return;
  shown = one;
  const { top } = one.getBoundingClientRect();
  if (chosen && (top < 0 || top > innerHeight * LOW)) one.scrollIntoView({ block: "start" });
  chosen = false;
}

document.addEventListener("change", (event) => {
  if (event.target.closest("#todo-questions")) chosen = true;
});

there("#tab-todo").then((tab) => {
  new MutationObserver(look).observe(tab, { childList: true, subtree: true });
});
