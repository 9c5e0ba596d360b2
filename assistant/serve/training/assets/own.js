"use strict";
// Takes a quote out of a clause by selecting it, and blanks out words of a question.

const BLANK = "（　　）";
const clause = document.getElementById("clause-text");
const form = clause && clause.closest("form");

if (form) {
  const take = document.getElementById("take");
  const dig = document.getElementById("dig");
  const { quote, question, blank } = form.elements;

  const chosen = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    return clause.contains(range.commonAncestorContainer) ? range.toString().trim() : "";
  };
  document.addEventListener("selectionchange", () => {
    take.hidden = !chosen();
  });
  take.addEventListener("pointerdown", (event) => event.preventDefault());
  take.addEventListener("click", () => {
    const words = chosen();
    if (!words) return;
    const before = quote.value.trim();
    quote.value = words;
    const lead = form.dataset.lead;
    if (question.value.trim() === lead || question.value === `${lead}\n${before}`) {
      question.value = `${lead}\n${words}`;
    }
    question.focus();
  });

  dig.hidden = false;
  dig.addEventListener("pointerdown", (event) => event.preventDefault());
  dig.addEventListener("click", () => {
    const { selectionStart: start, selectionEnd: end, value } = question;
    if (start === end) return;
    blank.value = value.slice(start, end).trim();
    question.setRangeText(BLANK, start, end, "end");
    question.focus();
  });
}
