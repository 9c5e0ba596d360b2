// What the scripts of the page share. Texts become text nodes, never markup.

export const find = (id) => document.getElementById(id);

export function made(name, kind, text) {
  const node = document.createElement(name);
  if (kind) node.className = kind;
  if (text !== undefined) node.textContent = text;
  return node;
}

// The reply of the service; its faults are thrown in its own words.
export async function fetched(path, options) {
  const reply = await fetch(path, options);
  if (reply.status === 401) location.assign("/signin");
  const told = await reply.json();
  if (reply.ok) return told;
  const fault = new Error(`${told.error.message}${told.error.hint}`);
  fault.status = reply.status;
  throw fault;
}

// Types into a field of Gradio's, and presses a button once it has taken that in.
export function submit(box, text, button) {
  const kind = box.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => button.click(), 0);
}

// An element that Gradio makes, as soon as it is there.
export function there(selector) {
  return new Promise((resolve) => {
    const looking = new MutationObserver(look);
    function look() {
      const found = document.querySelector(selector);
      if (!found) return;
      looking.disconnect();
      resolve(found);
    }
    looking.observe(document.querySelector("gradio-app"), { childList: true, subtree: true });
    look();
  });
}

// What a handler of ours takes: acts.py holds the other end.
export function act(name, what) {
  const box = document.querySelector(`#${name}-what :is(textarea, input)`);
  const button = find(`${name}-do`);
  if (box && button) submit(box, what, button);
}
