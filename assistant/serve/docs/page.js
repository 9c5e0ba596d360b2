// The page in the language of those who read it. Only whole texts are replaced.
const WORDS = {
  "Authorize": "填密钥",
  "Available authorizations": "密钥",
  "Cancel": "取消",
  "Clear": "清空",
  "Close": "关闭",
  "Code": "状态",
  "Controls": "决定请求头 ",
  "header.": "。",
  "Description": "说明",
  "Details": "内容",
  "Download": "下载",
  "Edit Value": "改写",
  "Example Value": "示例",
  "Execute": "发送",
  "Expand all": "全部展开",
  "Collapse all": "全部收起",
  "Loading...": "正在读取…",
  "Logout": "不再用",
  "Media type": "格式",
  "Name": "名称",
  "No parameters": "没有参数",
  "Parameters": "参数",
  "Request URL": "请求地址",
  "Request body": "请求内容",
  "Request duration": "用时",
  "Reset": "还原",
  "Response body": "回复内容",
  "Response headers": "回复的头",
  "Responses": "回复",
  "Schema": "结构",
  "Send empty value": "空着也发",
  "Server response": "得到的回复",
  "Try it out": "试一试",
  "required": "必填",
};

function translate(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = root.nodeType === Node.TEXT_NODE ? root : texts.nextNode(); text; text = texts.nextNode()) {
    const isCode = text.parentElement && text.parentElement.closest("pre, textarea");
    const found = WORDS[text.nodeValue.trim()];
    if (found && !isCode) text.nodeValue = found;
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "characterData") translate(change.target);
    change.addedNodes.forEach(translate);
  }
}).observe(document.getElementById("page"), { childList: true, subtree: true, characterData: true });

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#page",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  validatorUrl: null, // would fetch a badge from elsewhere
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
});
