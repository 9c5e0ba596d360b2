// The conversation: a new turn comes into view and is read out; a reload does not lose it.

import { act, find, made, there } from "./common.js";
import { close } from "./source.js";

const PATIENCE = 8000; // milliseconds that the conversation of before may take to come back
const RESTORING = "restoring";
const UNDOING = 10000; // milliseconds for which a conversation that was ended may be taken back

let turns = 0;
let awaited = ""; // the name of the conversation that is coming back
let reading = false; // whether the focus went on from the question to its answer

// One for each address: a link to an answer opens that answer, not what was asked before.
const name = () => `conversation ${location.search}`;

// What a page begins with is not kept in place of the conversation that is coming back.
function keep(conversation) {
  const held = conversation.querySelector("[data-kept]")?.dataset;
  if (!held || (awaited && held.cameOf !== awaited)) return;
  sessionStorage.setItem(name(), held.kept);
  shown();
}

function shown() {
  awaited = "";
  document.body.classList.remove(RESTORING);
}

// A new conversation: neither what was asked nor the link that asked it comes back.
function forget() {
  sessionStorage.removeItem(name());
  if (location.search) history.replaceState(history.state, "", location.pathname);
  sessionStorage.removeItem(name());
}

function restore() {
  const kept = sessionStorage.getItem(name());
  if (!kept) return;
  awaited = JSON.parse(kept).name;
  document.body.classList.add(RESTORING);
  setTimeout(shown, PATIENCE);
  there("#conversation :is(.welcome, .turn)").then(() => act("restore", kept));
}

// ---- A conversation that was ended by mistake ----

let ended = null;

function offer(kept) {
  ended?.remove();
  ended = made("p", "ended");
  ended.setAttribute("role", "status");
  const back = made("button", "plain", "撤销");
  back.type = "button";
  back.addEventListener("click", () => {
    ended.remove();
    act("restore", kept);
  });
  ended.append(made("span", "", "已开始新的对话。"), back);
  find("composer").prepend(ended);
  const mine = ended;
  setTimeout(() => mine.remove(), UNDOING);
}

function read(turn) {
  turn.tabIndex = -1;
  turn.focus({ preventScroll: true });
  reading = true;
}

function changed(conversation) {
  const found = conversation.querySelectorAll(".turn");
  const last = found[found.length - 1];
  const focus = document.activeElement;
  if (found.length > turns) {
    last.scrollIntoView({ block: "start" });
    if (focus?.closest("#composer")) read(last);
  } else if (last && reading && focus === document.body) {
    read(last); // what was shown while it was made gave way to the answer
  }
  if (found.length < turns) close();
  if (turns && !last) {
    offer(sessionStorage.getItem(name()));
    forget();
    window.scrollTo({ top: 0 });
  }
  if (last) ended?.remove();
  turns = found.length;
  keep(conversation);
}

document.addEventListener("focusin", (event) => {
  if (!event.target.closest(".turn")) reading = false;
});

// What stands there may have changed while another tab was looked at.
document.addEventListener("click", (event) => {
  if (event.target.closest("#tab-ask-button")) act("look", "");
});

document.addEventListener("submit", () => sessionStorage.clear()); // whoever comes next asks anew

there("#conversation").then((conversation) => {
  conversation.setAttribute("aria-live", "polite");
  const changing = new MutationObserver(() => changed(conversation));
  changing.observe(conversation, { childList: true, subtree: true });
  changed(conversation);
});
restore();
