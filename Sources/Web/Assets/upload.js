// Shows how far an upload is. Without this module the form is sent as any other.
for (const form of document.querySelectorAll("form[data-sending]")) {
  form.addEventListener("submit", event => {
    if (event.defaultPrevented || !window.FormData) return;
    event.preventDefault();
    send(form);
  });
}

function send(form) {
  const button = form.querySelector("[type=submit]");
  const status = document.createElement("div");
  status.className = "yk-progress";
  status.setAttribute("role", "status");
  const words = document.createElement("p");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", form.dataset.sending);
  form.append(status, bar);
  status.append(words);
  // Said after the region is there, or it would not be heard; how far it is stands in the bar alone, or every percent would be said.
  setTimeout(() => { words.textContent ||= form.dataset.sending; }, 50);
  button.disabled = true;

  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", event => {
    if (!event.lengthComputable) return;
    bar.value = Math.round(event.loaded / event.total * 100);
  });
  request.upload.addEventListener("load", () => {
    // How long reading takes nobody knows.
    bar.removeAttribute("value");
    words.textContent = form.dataset.reading;
  });
  request.addEventListener("load", () => {
    if (request.responseURL && request.responseURL !== new URL(form.action, location.href).href) return location.assign(request.responseURL);
    const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
    if (!answer) return failed(form, button, status, bar);
    // The same page with what is wrong: it takes the place of the form.
    document.querySelector("main").replaceWith(document.adoptNode(answer));
    for (const again of answer.querySelectorAll("form[data-sending]")) {
      again.addEventListener("submit", event => { event.preventDefault(); send(again); });
    }
    answer.querySelector("[role=alert], .yk-notice")?.scrollIntoView({ block: "center" });
    answer.focus();
  });
  request.addEventListener("error", () => failed(form, button, status, bar));
  request.open("POST", form.action);
  request.send(new FormData(form));
}

// Not sent again by itself: it may have arrived, and only the answer was lost.
function failed(form, button, status, bar) {
  bar.remove();
  button.disabled = false;
  status.querySelector("p").textContent = form.dataset.failed;
}
