// Keeps a page of a live session as it is at the moment: the service tells each change, the
// clock is counted here by the seconds that were left when it was told.
"use strict";

(() => {
  const feed = document.getElementById("feed");
  if (!feed) return;
  const SILENCE = 25000; // ms without a sign of life after which a connection is dead
  const AGAIN = 2000;
  const NEAR = 5; // seconds
  const AHEAD = 0.7; // seconds before the bell at which a phone sends what is chosen
  const SPREAD = 0.3; // seconds over which the phones of a room do so
  const PATIENCE = 8000; // ms for a reply
  const UNSENT = "没有送到：老师收题时网络不通";
  const UNTAKEN = "没有送到，连上以后请再按一次";
  const LOST = "网络断了，正在重新连接……";
  const GAP = "_"; // a pair that is not chosen
  const STEPS = ["next", "reveal", "pause", "resume", "longer", "lock", "unlock"];
  const FITS = [1, 0.92, 0.85, 0.78, 0.72];
  document.documentElement.classList.add("js");
  const lost = document.getElementById("lost");
  const said = document.getElementById("said");
  let source = null;
  let heard = 0;
  let bell = null; // of performance.now()
  let frozen = null; // seconds, while paused
  let ahead = null; // seconds between what is told of a notice and its bell, while there is one
  const store = feed.dataset.events.split("?")[0];
  const jitter = Math.random() * SPREAD;
  let version = -1;

  const notice = document.getElementById("notice");

  const main = () => document.getElementById("live");
  let shown = main().cloneNode(true);

  function show(state) {
    if (state.version < version) return;
    const told = state.version !== version ? state.said : "";
    version = state.version;
    const made = new DOMParser().parseFromString(state.html, "text/html").getElementById("live");
    if (!made.isEqualNode(shown)) put(made, told);
    frozen = state.paused ? state.left : null;
    bell = state.left === null || state.paused ? null : performance.now() + state.left * 1000;
    ahead = state.notice === null ? null : state.left - state.notice;
    tick();
    if (told && said.textContent !== told) said.textContent = told;
  }

  // In the place of what is shown; whoever is about to touch something is not disturbed by more
  // of the same.
  function put(made, told) {
    shown = made.cloneNode(true);
    const old = main();
    if (old.dataset.item && old.dataset.item === made.dataset.item) carry(old, made);
    const opened = new Set([...old.querySelectorAll("details[open]")].map(nameOf));
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.replaceWith(document.adoptNode(made));
    if (made.dataset.view === "console") {
      for (const each of made.querySelectorAll("details"))
        if (opened.has(nameOf(each))) each.open = true;
    }
    if (focused) document.getElementById(focused)?.focus();
    tellUnsent(made);
    if (made.dataset.view === "screen") fit();
    else if (made.dataset.view === "phone" && told) window.scrollTo(0, 0);
  }

  // A long question or clause is set smaller, down to what can still be read; then it scrolls.
  function fit() {
    const screen = main();
    if (screen.dataset.view !== "screen") return;
    const parts = screen.querySelectorAll(":scope > section, .explained > div");
    for (const share of FITS) {
      screen.style.setProperty("--fit", String(share));
      if ([...parts].every((part) => part.scrollHeight <= part.clientHeight + 1)) break;
    }
    const mark = screen.querySelector(".clause mark");
    mark?.scrollIntoView({ block: "nearest" });
  }

  const nameOf = (details) => details.querySelector("summary")?.textContent;

  // What was chosen or typed already stays when the same item comes again.
  function carry(old, made) {
    const fields = [...old.querySelectorAll("[name=answer]")];
    made.querySelectorAll("[name=answer]").forEach((field, at) => {
      if (!fields[at]) return;
      if (field.type === "radio" || field.type === "checkbox") field.checked = fields[at].checked;
      else field.value = fields[at].value;
    });
  }

  function count(counts) {
    for (const [name, number] of Object.entries(counts))
      for (const place of document.querySelectorAll(`[data-count="${name}"]`))
        place.textContent = String(number);
    const all = counts.joined > 0 && counts.due >= counts.joined;
    main().classList.toggle("all-in", all && main().classList.contains("open"));
  }

  // What got no reply before the time was over is told as what it is, not as never sent.
  function unsent() {
    try {
      return new Set(JSON.parse(sessionStorage.getItem(store) ?? "[]"));
    } catch {
      return new Set();
    }
  }

  function keep(item, isUnsent) {
    const items = unsent();
    if (items.has(item) === isUnsent) return;
    if (isUnsent) items.add(item);
    else items.delete(item);
    try {
      sessionStorage.setItem(store, JSON.stringify([...items]));
    } catch {
      return; // a phone that keeps nothing only says less
    }
  }

  function tellUnsent(page) {
    const items = unsent();
    const none = page.querySelector("[data-none]");
    if (none && items.has(none.dataset.none)) none.textContent = UNSENT;
    const told = page.querySelector("[data-unsent]");
    const missing = told ? told.dataset.unsent.split(" ").filter((item) => items.has(item)) : [];
    if (!missing.length) return;
    told.textContent = `第 ${missing.map((item) => Number(item) + 1).join("、")} 题${UNSENT}`;
    told.hidden = false;
  }

  function tick() {
    const whole = frozen ?? (bell === null ? null : Math.max(0, (bell - performance.now()) / 1000));
    const left = whole === null ? null : Math.max(0, whole - (ahead ?? 0));
    const asking = document.querySelector("form[data-answer]:not([data-sending])");
    warn(asking, left);
    if (asking && whole !== null && frozen === null) {
      const over = whole <= (ahead ?? AHEAD) - jitter;
      if (over && whole > 0 && !("due" in asking.dataset) && (!lacking(asking) || some(asking))) {
        asking.dataset.due = ""; // once
        answer(asking);
      }
    }
    for (const clock of document.querySelectorAll(".clock")) {
      const round = Math.ceil(left ?? 0);
      const shown =
        round < 60 ? `${round} 秒` : `${Math.floor(round / 60)}:${String(round % 60).padStart(2, "0")}`;
      const time = clock.querySelector("[data-clock]");
      if (time.textContent !== shown) time.textContent = shown;
      const share = Math.min(1, (left ?? 0) / Number(clock.dataset.seconds));
      clock.querySelector("[data-bar]").style.setProperty("--share", share.toFixed(4));
      clock.classList.toggle("near", left !== null && left <= NEAR && frozen === null);
    }
    if (whole === 0)
      for (const form of document.querySelectorAll("form[data-answer]:not([data-sending]) fieldset"))
        form.disabled = true;
  }

  // A phone that has not answered is warned while the trainer calls the answers in.
  function warn(asking, left) {
    const warned = asking && ahead !== null && left !== null;
    if (warned) {
      const told = `老师收题了，还有 ${Math.ceil(left)} 秒`;
      if (notice.textContent !== told) notice.textContent = told;
    }
    if (notice.hidden === Boolean(warned)) notice.hidden = !warned;
  }

  // What an answer still lacks; empty where it can be sent.
  function lacking(form) {
    const fields = [...form.querySelectorAll("[name=answer]")];
    const kind = fields[0]?.type;
    if (kind === "radio" || kind === "checkbox")
      return fields.some((field) => field.checked) ? "" : "还没有选。选好再交。";
    if (fields.every((field) => field.value.trim())) return "";
    return kind === "text" ? "还没有填。填好再交。" : "还没有全部连好。每一项都选一个再交。";
  }

  // Whether some pairs of a matching item are chosen, which are sent at the bell as they are.
  function some(form) {
    return [...form.querySelectorAll("select[name=answer]")].some((field) => field.value);
  }

  // What is sent of a form; a pair that is not chosen keeps its place.
  function given(form) {
    const fields = new URLSearchParams(new FormData(form));
    if (!form.querySelector("select[name=answer]")) return fields;
    const chosen = fields.getAll("answer").map((letter) => letter || GAP);
    fields.set("answer", chosen.join(""));
    return fields;
  }

  function listen() {
    source?.close();
    source = new EventSource(feed.dataset.events);
    heard = performance.now();
    const alive = () => {
      heard = performance.now();
      found();
    };
    source.addEventListener("state", (event) => (alive(), show(JSON.parse(event.data))));
    source.addEventListener("counts", (event) => (alive(), count(JSON.parse(event.data))));
    source.addEventListener("beat", alive);
    source.addEventListener("gone", () => (source.close(), location.reload()));
    source.addEventListener("error", () => {
      lost.hidden = false;
      if (source.readyState === EventSource.CLOSED) setTimeout(look, AGAIN + Math.random() * 1000);
    });
  }

  // The line is there again; a step that was not taken has to be asked for again.
  function found() {
    if (lost.hidden) return;
    lost.hidden = true;
    lost.textContent = LOST;
  }

  // Asks for the state once, then listens again; a session that is gone tells so as a page.
  async function look() {
    try {
      const reply = await fetch(feed.dataset.state, { headers: { Accept: "application/json" } });
      if ([401, 403, 404].includes(reply.status)) return location.reload();
      if (!reply.ok) throw new Error(String(reply.status));
      show(await reply.json());
      found();
      listen();
    } catch {
      lost.hidden = false;
      setTimeout(look, AGAIN + Math.random() * 1000);
    }
  }

  // An answer is sent until the service has it, or says that it does not take it.
  async function answer(form) {
    const fields = given(form);
    const button = form.querySelector("button");
    const item = fields.get("item");
    form.dataset.sending = "";
    button.disabled = true;
    button.textContent = "正在交……";
    for (let failed = false; ; failed = true) {
      try {
        const reply = await fetch(form.action, {
          method: "POST",
          body: fields,
          headers: { Accept: "application/json" },
          signal: AbortSignal.timeout?.(PATIENCE),
        });
        if (reply.status >= 500) throw new Error(String(reply.status));
        const told = await reply.json();
        if (reply.ok) keep(item, false);
        if (reply.ok && told.go) return location.assign(told.go);
        if (reply.ok) return show(told);
        const isLate = failed && reply.status === 409;
        const fault = `${told.error.message}${told.error.hint}`;
        return refused(form, button, isLate ? `${UNSENT}。` : fault);
      } catch {
        keep(item, true);
        const over = bell !== null && performance.now() >= bell;
        button.textContent = over ? UNSENT : "没有送到，正在再送……";
        await new Promise((done) => setTimeout(done, AGAIN));
        if (!form.isConnected) return;
      }
    }
  }

  function refused(form, button, told) {
    delete form.dataset.sending;
    button.disabled = false;
    button.textContent = "交";
    const fault = form.querySelector(".fault") ?? document.createElement("p");
    fault.className = "fault";
    fault.setAttribute("role", "alert");
    fault.textContent = told;
    button.before(fault);
  }

  async function step(form) {
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const reply = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        redirect: "manual",
        signal: AbortSignal.timeout?.(PATIENCE),
      });
      if (reply.status >= 400) location.reload();
    } catch {
      lost.textContent = UNTAKEN;
      lost.hidden = false;
    }
    setTimeout(() => (button.disabled = false), 600);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-answer]")) {
      event.preventDefault();
      if ("sending" in form.dataset) return;
      const told = lacking(form);
      if (told) refused(form, form.querySelector("button"), told);
      else answer(form);
    } else if (STEPS.includes(form.dataset.step)) {
      event.preventDefault();
      step(form);
    }
  });

  // A presenter's remote sends these keys.
  document.addEventListener("keydown", (event) => {
    const onward = ["ArrowRight", "PageDown", " "].includes(event.key);
    if (main().dataset.view !== "screen" || !onward || event.repeat) return;
    if (event.target.closest("button, a, input, select, textarea, summary")) return;
    const buttons = document.querySelectorAll('form:is([data-step="next"], [data-step="reveal"]) button');
    const button = [...buttons].find((each) => each.getClientRects().length);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.form.requestSubmit();
  });

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && performance.now() - heard > AGAIN) look();
  });
  window.addEventListener("online", look);
  window.addEventListener("resize", fit);
  setInterval(tick, 200);
  setInterval(() => {
    if (source.readyState !== EventSource.CLOSED && performance.now() - heard > SILENCE) listen();
  }, 5000);
  fit();
  tellUnsent(main());
  listen();
})();
