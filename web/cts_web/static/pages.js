// Small conveniences. Every page does all its work without this file.

// A link to something inside a fold opens the fold.
function openFoldOf(hash) {
  const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  target.scrollIntoView({ block: "nearest" });
}
window.addEventListener("hashchange", () => openFoldOf(location.hash));
openFoldOf(location.hash);

// A page with faults begins at their list.
document.querySelector(".error-summary[role=alert]")?.focus();

// A fault's link also takes the caret to the faulty words.
for (const link of document.querySelectorAll("a[data-path]")) {
  link.addEventListener("click", () => {
    const area = document.getElementById(`text-${link.dataset.path}`);
    const [start, end] = [link.dataset.start, link.dataset.end].map((at) => area && unitsBefore(area.value, Number(at)));
    if (area) setTimeout(() => showWords(area, start, end)); // after the browser has gone to the line
  });
}
// The server counts characters, the browser counts UTF-16 units.
function unitsBefore(text, characters) {
  return Array.from(text).slice(0, characters).join("").length;
}
function showWords(area, start, end) {
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  const line = area.value.slice(0, start).split("\n").length;
  area.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(area).lineHeight));
}

// The line that a rule's page asked for.
const asked = new URLSearchParams(location.search);
if (asked.has("line")) {
  const area = document.getElementById(`text-${asked.get("file")}`);
  if (area) {
    const before = area.value.split("\n").slice(0, Number(asked.get("line")) - 1).join("\n");
    const start = before ? before.length + 1 : 0;
    const end = area.value.indexOf("\n", start);
    showWords(area, start, end < 0 ? area.value.length : end);
  }
}

// A file over the drop zone is seen, and its name is told once it is there.
const file = document.querySelector(".drop input[type=file]");
if (file) {
  const zone = file.closest(".drop");
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, () => zone.classList.add("over"));
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
}

// Text that was typed is not lost by a stray click.
const editing = document.getElementById("editing");
if (editing) {
  let typed = editing.hasAttribute("data-edited");
  editing.addEventListener("input", () => (typed = true));
  editing.addEventListener("submit", () => (typed = false));
  window.addEventListener("beforeunload", (event) => typed && event.preventDefault());
}
