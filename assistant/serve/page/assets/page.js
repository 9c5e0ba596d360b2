// What Gradio's components do not do: cards that open their source, copying, opinions.

import { fetched, find, made, submit, there } from "./common.js";
import { close, show } from "./source.js";

// ---- Asking ----

function ask(question) {
  submit(document.querySelector("#question :is(textarea, input)"), question, find("send"));
}

// An empty question is not sent: the field says what it waits for.
const EMPTY = "请先写下要问的";

function wanting(event) {
  const box = document.querySelector("#question :is(textarea, input)");
  if (!box || box.value.trim()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  box.focus();
  if (find("wanting")) return;
  const hint = made("p", "", EMPTY);
  hint.id = "wanting";
  hint.setAttribute("role", "status");
  find("composer").append(hint);
  box.addEventListener("input", () => hint.remove(), { once: true });
  box.addEventListener("blur", () => hint.remove(), { once: true });
}

document.addEventListener(
  "click",
  (event) => event.target.closest("#send") && wanting(event),
  true,
);
for (const kind of ["keydown", "keypress"]) {
  document.addEventListener(
    kind,
    (event) => {
      const asks = event.key === "Enter" && !event.shiftKey && !event.isComposing;
      if (asks && event.target.closest("#question")) wanting(event);
    },
    true,
  );
}

// A notice is read once something else is done.
function acted(event) {
  if (event.key && event.key !== "Enter") return;
  if (event.target.closest(".toast-wrap")) return;
  for (const close of document.querySelectorAll(".toast-close")) close.click();
}

document.addEventListener("pointerdown", acted, true);
document.addEventListener("keydown", acted, true);

// The field for a question, with all that was answered above it.
function toTheQuestion() {
  requestAnimationFrame(() => {
    window.scrollTo({ top: document.documentElement.scrollHeight });
    document.querySelector("#question :is(textarea, input)").focus({ preventScroll: true });
  });
}

// ---- Copying, opinions ----

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const box = made("textarea", "hidden");
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}

function say(actions, text) {
  actions.querySelector(".said").textContent = text;
}

async function opine(actions, helpful, reason) {
  const { answer, question, version, clauses } = actions.dataset;
  const body = { answer, question, helpful, reason };
  body.index_version = version;
  body.clauses = clauses ? clauses.split("\n") : [];
  try {
    await fetched("/v1/feedback", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    say(actions, "已记下，谢谢");
  } catch (fault) {
    say(actions, fault.message);
  }
}

function press(actions, chosen) {
  for (const deed of ["helpful", "unhelpful"]) {
    const button = actions.querySelector(`[data-do="${deed}"]`);
    button.setAttribute("aria-pressed", String(button === chosen));
  }
}

const deeds = {
  close: () => close(),
  async copy(button, actions) {
    const link = new URL(actions.dataset.link, location.origin).href;
    await copy(`${actions.dataset.copy}\n\n${link}`);
    say(actions, "已复制");
  },
  async link(button, actions) {
    await copy(new URL(actions.dataset.link, location.origin).href);
    say(actions, "链接已复制");
  },
  helpful(button, actions) {
    press(actions, button);
    actions.querySelector(".why").hidden = true;
    opine(actions, true, "");
  },
  unhelpful(button, actions) {
    press(actions, button);
    say(actions, "");
    const why = actions.querySelector(".why");
    why.hidden = false;
    why.querySelector("button").focus({ preventScroll: true });
    why.scrollIntoView({ block: "center" });
  },
  send(button, actions) {
    const why = actions.querySelector(".why");
    const chosen = why.querySelectorAll('[data-reason][aria-pressed="true"]');
    const reasons = [...chosen].map((chip) => chip.dataset.reason);
    const more = why.querySelector("textarea").value.trim();
    why.hidden = true;
    opine(actions, false, [...reasons, more].filter(Boolean).join("；"));
  },
};

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest("button");
  if (button && button.dataset.do in deeds) {
    deeds[button.dataset.do](button, button.closest(".actions"));
  } else if (button && button.dataset.ask) {
    ask(button.dataset.ask);
  } else if (button && button.dataset.tab) {
    find(`tab-${button.dataset.tab}-button`).click();
    if (button.dataset.tab === "ask") toTheQuestion();
  } else if (button && button.dataset.reason) {
    const pressed = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!pressed));
  } else if (button && button.dataset.cite) {
    const card = find(button.dataset.cite);
    if (card) show(card, button);
  } else {
    const card = event.target.closest(".card[data-source]");
    if (card && !String(getSelection())) show(card, card.querySelector(".open"));
  }
});

// An address may name a tab.
const named = location.hash.match(/^#(\w+)$/);
if (named) there(`#tab-${named[1]}-button`).then((tab) => tab.click());

// Nothing chosen stands for all.
there("#scope").then((scope) => {
  const filling = new MutationObserver(fill);
  function fill() {
    for (const box of scope.querySelectorAll(".wrap-inner input")) box.placeholder = "全部";
  }
  filling.observe(scope, { childList: true, subtree: true });
  fill();
});

// ---- What lies over the page goes by a touch outside, or by Escape ----

function fold(focus) {
  const open = document.querySelector("#scope > button.open");
  if (!open) return false;
  open.click();
  if (focus) open.focus();
  return true;
}

// Gradio takes away what was touched before a click is over: where it began is what counts.
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest("#scope, .options")) fold(false);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.target.getAttribute("aria-expanded") === "true") return;
  if (!fold(true)) close();
});

// ---- Choices of which one holds: Gradio gives each a name of its own, so that the browser does
// not know that they belong together ----

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || !event.target.matches("fieldset input[type=radio]")) return;
  event.preventDefault();
  const all = [...event.target.closest("fieldset").querySelectorAll("input[type=radio]")];
  const next = all[(all.indexOf(event.target) + step + all.length) % all.length];
  next.focus();
  next.click();
});

// ---- Another view of the library begins at its top ----

there("#library-shelf").then((shelf) => {
  const views = new MutationObserver(() => window.scrollTo({ top: 0 }));
  views.observe(shelf.parentElement, { childList: true });
});
