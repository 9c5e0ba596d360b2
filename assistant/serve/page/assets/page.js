// What Gradio's components do not do: the source beside an answer, copying, opinions.
// Texts become text nodes, never markup.
"use strict";

(() => {
  const COPIED = "已复制";
  const find = (id) => document.getElementById(id);

  // Offsets of the service count code points, those of a string halves of some.
  function place(text, offset) {
    let at = 0;
    for (let left = offset; left > 0 && at < text.length; left -= 1) {
      at += text.codePointAt(at) > 0xffff ? 2 : 1;
    }
    return at;
  }

  function made(name, kind, text) {
    const node = document.createElement(name);
    if (kind) node.className = kind;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  async function fetched(path, options) {
    const reply = await fetch(path, options);
    if (reply.status === 401) location.assign("/signin");
    const told = await reply.json();
    if (reply.ok) return told;
    const fault = new Error(`${told.error.message}${told.error.hint}`);
    fault.status = reply.status;
    throw fault;
  }

  // ---- The source ----

  let opener = null;

  async function textOf(document, version) {
    const path = `/v1/documents/${encodeURIComponent(document)}/text`;
    try {
      const query = version ? `?version=${encodeURIComponent(version)}` : "";
      return { text: (await fetched(path + query)).text, said: "" };
    } catch (fault) {
      if (fault.status !== 410) throw fault;
      const said = "回答时的那一版已经不在了，下面是现在的文字。";
      return { text: (await fetched(path)).text, said };
    }
  }

  function spans(card, text) {
    const { start, end, from, to } = card.dataset;
    const exact = [from, start, end, to].map((offset) => place(text, Number(offset)));
    const quote = card.querySelector("blockquote")?.textContent ?? card.dataset.quote;
    if (!quote || text.slice(exact[1], exact[2]) === quote) return exact;
    const at = text.indexOf(quote);
    if (at < 0) return null;
    return [at, at, at + quote.length, at + quote.length];
  }

  function drawn(card, text, said) {
    const pane = find("source");
    const head = made("div", "source-head");
    const names = made("div");
    const place = made("p", "source-place", card.dataset.place);
    const title = made("h2", "", card.dataset.title);
    title.id = "source-title";
    names.append(title, place);
    const close = made("button", "plain", "关闭");
    close.type = "button";
    close.dataset.do = "close";
    head.append(names, close);
    const body = made("div", "source-text");
    body.tabIndex = 0;
    body.setAttribute("role", "document");
    body.setAttribute("aria-labelledby", "source-title");
    pane.replaceChildren(head);
    const found = spans(card, text);
    if (!found) said = "现在的文字里没有这一段了。";
    if (said) pane.append(made("p", "source-said", said));
    pane.append(body);
    if (!found) {
      body.append(made("span", "beside", text));
      return;
    }
    const [from, start, end, to] = found;
    const mark = made("mark", "", text.slice(start, end));
    body.append(
      made("span", "beside", text.slice(0, from)),
      made("span", "clause", text.slice(from, start)),
      mark,
      made("span", "clause", text.slice(end, to)),
      made("span", "beside", text.slice(to)),
    );
    const room = Math.max(24, (body.clientHeight - mark.offsetHeight) / 3);
    body.scrollTop = mark.offsetTop - body.offsetTop - room;
  }

  async function show(card, from) {
    const pane = find("source");
    for (const other of document.querySelectorAll(".card.shown")) other.classList.remove("shown");
    card.classList.add("shown");
    opener = from;
    if (pane.hidden) history.pushState({ source: true }, ""); // a phone goes back from it
    let found;
    try {
      found = await textOf(card.dataset.source, card.dataset.version);
    } catch (fault) {
      found = { text: "", said: fault.message };
    }
    pane.hidden = false;
    document.body.classList.add("reading");
    drawn(card, found.text, found.said);
    pane.querySelector(".source-text").focus({ preventScroll: true });
  }

  function close() {
    if (find("source").hidden) return;
    away();
    if (history.state?.source) history.back();
  }

  function away() {
    if (find("source").hidden) return;
    find("source").hidden = true;
    document.body.classList.remove("reading");
    for (const other of document.querySelectorAll(".card.shown")) other.classList.remove("shown");
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  }

  window.addEventListener("popstate", away);

  // ---- Asking ----

  function ask(question) {
    const box = document.querySelector("#question textarea, #question input");
    const kind = box.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(box, question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => find("send").click(), 0);
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
      say(actions, COPIED);
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

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  // ---- Another view of the library begins at its top ----

  const VIEWS = ["library-shelf", "library-form", "library-document"];
  let view = null;

  new MutationObserver(() => {
    const now = VIEWS.find((id) => find(id)?.offsetParent);
    if (!now || now === view) return;
    if (view) window.scrollTo({ top: 0 });
    view = now;
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["class"],
  });

  // ---- A new turn comes into view, and is read out ----

  let turns = 0;
  let reading = false; // whether the focus went on from the question to its answer

  function read(turn) {
    turn.tabIndex = -1;
    turn.focus({ preventScroll: true });
    reading = true;
  }

  document.addEventListener("focusin", (event) => {
    if (!event.target.closest(".turn")) reading = false;
  });

  new MutationObserver(() => {
    const conversation = find("conversation");
    if (!conversation) return;
    conversation.setAttribute("aria-live", "polite");
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
    turns = found.length;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
