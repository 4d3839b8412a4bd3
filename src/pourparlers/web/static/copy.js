// Citations: a click on one copies it; without this script a click selects all of it.
for (const citation of document.querySelectorAll(".citation")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = document.documentElement.lang === "en" ? "copy" : "copier";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(citation.textContent);
    button.textContent = document.documentElement.lang === "en" ? "copied" : "copié";
  });
  citation.after(button);
}
