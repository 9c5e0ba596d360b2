"use strict";
// Takes a quote out of a clause by selecting it, and blanks out words of a question.

const BLANK = "（　　）";
const clause = document.getElementById("clause-text");
const form = clause && clause.closest("form");

if (form) {
  const take = document.getElementById("take");
  const dig = document.getElementById("dig");
  const { quote, question, blank } = form.elements;

  const sentences = [...clause.querySelectorAll(".sentence > span")];

  // The part of what is selected that lies in a sentence; the buttons between them do not count.
  const within = (range, sentence) => {
    if (!range.intersectsNode(sentence)) return "";
    const part = document.createRange();
    part.selectNodeContents(sentence);
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
      part.setStart(range.startContainer, range.startOffset);
    }
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
      part.setEnd(range.endContainer, range.endOffset);
    }
    return part.toString();
  };
  const chosen = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    return sentences.map((sentence) => within(range, sentence)).join("").trim();
  };
  const use = (words) => {
    const before = quote.value.trim();
    quote.value = words;
    const lead = form.dataset.lead;
    if (question.value.trim() === lead || question.value === `${lead}\n${before}`) {
      question.value = `${lead}\n${words}`;
    }
    question.focus();
  };
  for (const sentence of sentences) {
    const button = sentence.parentElement.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => use(sentence.textContent.trim()));
  }
  document.addEventListener("selectionchange", () => {
    take.hidden = !chosen();
  });
  take.addEventListener("pointerdown", (event) => event.preventDefault());
  take.addEventListener("click", () => {
    const words = chosen();
    if (words) use(words);
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
