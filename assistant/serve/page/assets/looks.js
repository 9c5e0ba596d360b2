// Light, dark, or as the device has it; remembered on the device. Runs before anything is drawn.
"use strict";

(() => {
  const KEY = "looks";
  const MEDIA = { light: "not all", dark: "all" };
  const sheet = document.querySelector("link[data-looks]");
  const scheme = document.querySelector('meta[name="color-scheme"]');
  const asDevice = sheet.media;

  function wear(looks) {
    sheet.media = MEDIA[looks] ?? asDevice;
    scheme.content = looks in MEDIA ? looks : "light dark";
  }

  const chosen = localStorage.getItem(KEY) ?? "";
  wear(chosen);
  window.addEventListener("storage", (event) => event.key === KEY && wear(event.newValue ?? ""));
  document.addEventListener("DOMContentLoaded", () => {
    const choice = document.querySelector("#looks select");
    if (!choice) return;
    choice.value = chosen in MEDIA ? chosen : "";
    choice.addEventListener("change", () => {
      localStorage.setItem(KEY, choice.value);
      wear(choice.value);
    });
  });
})();
