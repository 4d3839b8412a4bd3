// Keys 1 to 4 switch the layers of an article.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const box = document.querySelector(`.layers input[data-key="${CSS.escape(event.key)}"]`);
  if (box) box.click();
});
