// The inbox by keyboard: j and k go from task to task, x picks one, / goes to the search. Everything also works without.
const tasks = () => [...document.querySelectorAll(".yk-task-t")];
const isTyping = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

function step(by) {
  const links = tasks();
  const place = links.indexOf(document.activeElement);
  const next = links[place < 0 ? (by > 0 ? 0 : links.length - 1) : place + by];
  if (next) next.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  switch (event.key) {
    case "j": step(1); break;
    case "k": step(-1); break;
    case "x": {
      const box = document.activeElement.closest(".yk-task")?.querySelector("input[type=checkbox]");
      if (!box) return;
      box.checked = !box.checked;
      break;
    }
    case "/": document.getElementById("q")?.focus(); break;
    default: return;
  }
  event.preventDefault();
});
