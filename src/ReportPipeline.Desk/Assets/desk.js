// The desk works without this script; with it, filters act while typing and a bundle can be dropped on its field.
"use strict";

for (const input of document.querySelectorAll("input[data-filter]")) {
  const table = document.getElementById(input.dataset.filter);
  const found = input.form.querySelector("[data-found]");
  const original = found.textContent;
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    let group = null;
    let [shown, all] = [0, 0];
    for (const row of table.tBodies[0].rows) {
      if (row.classList.contains("group")) {
        group = row;
        group.hidden = wanted !== "";
        continue;
      }
      all += 1;
      const words = [...row.cells].filter(cell => !cell.classList.contains("n")).map(cell => cell.textContent);
      if (group) words.push(group.textContent);
      row.hidden = wanted !== "" && !words.some(text => text.toLocaleLowerCase().includes(wanted));
      if (!row.hidden) {
        shown += 1;
        if (group) group.hidden = false;
      }
    }
    found.textContent = wanted === "" ? original : found.dataset.found.replace("{0}", shown).replace("{1}", all);
  });
}

for (const form of document.querySelectorAll("form[data-drop]")) {
  const text = form.querySelector("textarea");
  form.addEventListener("dragover", event => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async event => {
    event.preventDefault();
    form.classList.remove("over");
    const [file] = event.dataTransfer.files;
    if (file) {
      text.value = await file.text();
      form.requestSubmit();
    }
  });
}

document.getElementById("result")?.focus();
