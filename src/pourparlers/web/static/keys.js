// Judging by keyboard: j and k move, x chooses, r a s act on what is chosen, m marks a talk to join, u undoes, ? helps.
"use strict";

(() => {
  const rows = [...document.querySelectorAll("[data-row]")];
  const form = document.getElementById("judging");
  const help = document.getElementById("keys");
  let at = -1;

  function move(step) {
    if (!rows.length) return;
    if (at >= 0) rows[at].classList.remove("current");
    at = Math.max(0, Math.min(rows.length - 1, at + step));
    rows[at].classList.add("current");
    const inside = rows[at].querySelector("input:not([type=hidden]), button, a");
    if (inside) inside.focus();
    rows[at].scrollIntoView({ block: "nearest" });
  }

  const boxOf = (row) => row.querySelector("input[type=checkbox]");

  function act(name) {
    if (!form) return;
    const anyChosen = rows.some((row) => boxOf(row) && boxOf(row).checked);
    if (!anyChosen && at >= 0) boxOf(rows[at]).checked = true;
    if (anyChosen || at >= 0) form.querySelector(`[data-act=${name}]`).click();
  }

  function mark() {
    if (!form) return;
    const marked = sessionStorage.getItem("marked");
    if (marked && marked !== form.dataset.talk) {
      sessionStorage.removeItem("marked");
      form.querySelector("[data-other]").value = marked;
      form.querySelector("[data-act=join]").click();
    } else {
      sessionStorage.setItem("marked", form.dataset.talk);
      form.classList.add("marked");
    }
  }

  function undo() {
    const here = form ? null : rows[Math.max(at, 0)];
    const button = here && here.querySelector("form button");
    if (button) button.click();
    else if (form) location.href = "/judgements";
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: () => at >= 0 && boxOf(rows[at]) && boxOf(rows[at]).click(),
    r: () => act("reject"),
    a: () => act("accept"),
    s: () => act("split"),
    m: mark,
    u: undo,
    "?": () => help && help.showModal(),
  };

  if (form && sessionStorage.getItem("marked") === form.dataset.talk) form.classList.add("marked");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || (help && help.open)) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const wanted = keys[event.key];
    if (wanted) {
      event.preventDefault();
      wanted();
    }
  });
})();
