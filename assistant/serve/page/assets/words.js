// Chinese for the words that Gradio has in English only, wherever it shows or reads them out.

const WORDS = {
  "Click to upload or drop files": "选择文件，或拖到这里",
  "File upload": "选择文件",
  "Remove this file": "去掉这个文件",
  "Upload file": "选择文件",
  "Uploaded files": "上传的文件",
  "More tabs": "更多",
  Clear: "清除",
  Close: "关闭",
  Copy: "复制",
  Download: "下载",
  Error: "没有做成",
  Info: "提示",
  Success: "做好了",
  Warning: "请注意",
  "An error occurred": "没有做成，请再试一次。",
  "An error occurred.": "没有做成，请再试一次。",
  "Connection errored out.": "连接断了，请再试一次。",
  "Connection Lost": "连接断了",
  "Connection to the server was lost. Attempting reconnection...":
    "和服务的连接断了，正在重新连接，连上后网页会自己刷新。",
  "Server error": "程序出错，请再试一次。",
  将文件拖放到此处: "点这里选一个文件",
  "- 或 -": "或者",
  点击上传: "从电脑上拖到这里",
};
// Words around something, which stays.
const PATTERNS = [
  [
    /^File\(s\) exceed the maximum allowed size of ([\d.]+?)(?:\.0)? Mb: "(.*)"$/s,
    "“$2”太大，不能超过 $1 MB。请拆成几份，或去掉其中的图片再上传。",
  ],
  [/^Server returned .*$/s, "程序出错，请再试一次。"],
];
const READ_OUT = ["aria-label", "title", "placeholder"];
const SAID = '.toast-title, .toast-message-text, [data-testid="upload-text"]';

// Nothing where it is Chinese, or not known.
function inChinese(text) {
  const words = text?.trim() ?? "";
  const found = PATTERNS.find(([pattern]) => pattern.test(words));
  return found ? words.replace(...found) : WORDS[words];
}

function translate(node) {
  for (const name of READ_OUT) {
    const word = inChinese(node.getAttribute(name));
    if (word) node.setAttribute(name, word);
  }
  if (!node.matches(SAID)) return;
  for (const part of node.querySelectorAll("*")) translated(part);
  translated(node);
}

function translated(node) {
  for (const part of node.childNodes) {
    const word = part.nodeType === Node.TEXT_NODE && inChinese(part.data);
    if (word) part.data = word;
  }
}

const NAMED = [...READ_OUT.map((name) => `[${name}]`), SAID].join();

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      if (node.matches(NAMED)) translate(node);
      node.querySelectorAll(NAMED).forEach(translate);
    }
  }
}).observe(document.querySelector("gradio-app"), { childList: true, subtree: true });
