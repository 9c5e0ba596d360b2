// The source beside an answer, or below it on a phone, at the words that are quoted.

import { fetched, find, made } from "./common.js";

const GONE = "回答时的那一版已经不在了，下面是现在的文字。";
const WITHDRAWN = "这份文件已删除，或刚换成新版：这里的文字不再给人看。";
const STANDINGS = {
  deleted: "这份文件已删除，不再用来回答。下面是回答时的文字。",
  replaced: "这份文件已换成新版。下面是回答时的旧版。",
  corrected: "这份文件的文字后来更正过。下面是回答时的文字。",
};

let opener = null;

// Offsets of the service count code points, those of a string halves of some.
function place(text, offset) {
  let at = 0;
  for (let left = offset; left > 0 && at < text.length; left -= 1) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
  }
  return at;
}

async function textOf(document, version) {
  const path = `/v1/documents/${encodeURIComponent(document)}/text`;
  try {
    const query = version ? `?version=${encodeURIComponent(version)}` : "";
    const { text, standing } = await fetched(path + query);
    return { text, said: STANDINGS[standing] ?? "" };
  } catch (fault) {
    if (fault.status !== 410) throw fault;
    return { text: (await fetched(path)).text, said: GONE };
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

function head(card) {
  const whole = made("div", "source-head");
  const names = made("div");
  const title = made("h2", "", card.dataset.title);
  title.id = "source-title";
  title.title = card.dataset.title;
  const where = made("p", "source-place");
  where.title = card.dataset.place;
  where.append(made("bdi", "", card.dataset.place));
  names.append(title, where);
  const close = made("button", "plain", "关闭");
  close.type = "button";
  close.dataset.do = "close";
  whole.append(names, close);
  return whole;
}

function drawn(card, text, said) {
  const body = made("div", "source-text");
  body.tabIndex = 0;
  body.setAttribute("role", "document");
  body.setAttribute("aria-labelledby", "source-title");
  find("source").replaceChildren(head(card));
  const found = spans(card, text);
  if (!found && text) said = said || "现在的文字里没有这一段了。";
  if (said) {
    const told = made("p", "source-said", said);
    told.setAttribute("role", "status");
    find("source").append(told);
  }
  find("source").append(body);
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

function noneShown() {
  for (const other of document.querySelectorAll(".card.shown")) other.classList.remove("shown");
}

export async function show(card, from) {
  const pane = find("source");
  noneShown();
  card.classList.add("shown");
  opener = from;
  if (pane.hidden) history.pushState({ source: true }, ""); // a phone goes back from it
  let found;
  try {
    found = await textOf(card.dataset.source, card.dataset.version);
  } catch (fault) {
    found = { text: "", said: fault.status === 404 ? WITHDRAWN : fault.message };
  }
  pane.hidden = false;
  document.body.classList.add("reading");
  drawn(card, found.text, found.said);
  pane.querySelector(".source-text").focus({ preventScroll: true });
}

export function close() {
  if (find("source").hidden) return;
  away();
  if (history.state?.source) history.back();
}

function away() {
  if (find("source").hidden) return;
  find("source").hidden = true;
  document.body.classList.remove("reading");
  noneShown();
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
}

window.addEventListener("popstate", away);
