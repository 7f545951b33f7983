// The list by keyboard: once one is in it, j and k go from task to task and x picks one (WCAG 2.1.4: only where the focus is). Everything also
// works without.
const tasks = () => [...document.querySelectorAll(".yk-task-t")];
const isTyping = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

function step(by) {
  const links = tasks();
  const place = links.indexOf(document.activeElement);
  const next = links[place < 0 ? (by > 0 ? 0 : links.length - 1) : place + by];
  if (next) next.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !event.target.closest(".yk-inbox")) return;
  switch (event.key) {
    case "j": step(1); break;
    case "k": step(-1); break;
    case "x": {
      const box = document.activeElement.closest(".yk-task")?.querySelector("input[type=checkbox]");
      if (!box) return;
      box.checked = !box.checked;
      break;
    }
    default: return;
  }
  event.preventDefault();
});
