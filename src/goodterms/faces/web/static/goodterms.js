// Pages work without this file. With it: files can be dropped, and lists walked through with j and k.
"use strict";

for (const form of document.querySelectorAll("[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  form.querySelector("[data-drop-hint]").hidden = false;
  for (const name of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("over", name === "dragover");
    });
  }
  form.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) {
      field.files = event.dataTransfer.files;
    }
  });
}

// Keys: j and k walk through a list, g and a letter go to a room, ? shows what there is.
const WALKED = ".cards a, [data-walk]";
let isGoing = false;

function walk(step) {
  const links = [...document.querySelectorAll(WALKED)];
  const at = links.indexOf(document.activeElement) + step;
  links[Math.min(Math.max(at, 0), links.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
    return;
  }
  const room = isGoing && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
  isGoing = event.key === "g";
  if (room) {
    room.click();
  } else if (event.key === "j" || event.key === "k") {
    walk(event.key === "j" ? 1 : -1);
  } else if (event.key === "?") {
    document.querySelector("#keys")?.showModal();
  }
});

document.querySelector("[data-close]")?.addEventListener("click", (event) => event.target.closest("dialog").close());
document.querySelector("[data-keys]")?.addEventListener("click", (event) => {
  const keys = document.querySelector("#keys");
  if (keys && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    keys.showModal();
  }
});

// A letter: copied, mended with Alt and a number; a rant: forgotten with a button, and when the page is left.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || !/^Digit[1-9]$/.test(event.code)) {
    return;
  }
  const button = document.querySelector(`[data-mend="${event.code.slice(-1)}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
  }
}

document.addEventListener("click", (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    navigator.clipboard.writeText(document.querySelector(copy.dataset.copy).value);
  }
  const forget = event.target.closest("[data-forget]");
  if (forget) {
    document.querySelector(forget.dataset.forget).value = "";
    document.querySelector("[data-forgotten]").hidden = false;
  }
});

window.addEventListener("pagehide", () => {
  for (const rant of document.querySelectorAll("[data-rant]")) {
    rant.value = "";
  }
});

document.addEventListener("htmx:afterSwap", offerCopies);
offerCopies();
