// Suggests titles while one types: the combobox of WAI-ARIA's authoring practices. Without this module the form finds the same.
for (const place of document.querySelectorAll("[data-suggest]")) suggest(place);

function suggest(place) {
  const box = place.querySelector("input");
  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "yk-suggest";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", place.querySelector("label").textContent);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]])
    box.setAttribute(name, value);
  place.append(list);
  let chosen = -1, timer, asked = "", asking;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = step => {
    const options = [...list.children];
    if (list.hidden || !options.length) return;
    chosen = (chosen + step + options.length + 1) % (options.length + 1);
    // One place of the circle is the box itself.
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    if (chosen < options.length) {
      box.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  };
  const show = items => {
    list.replaceChildren(...items.map(({ title, kind, url, reference }, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      // Where something is chosen for a form, the form's own page is told which record it is.
      option.dataset.url = place.dataset.choose ? place.dataset.choose + encodeURIComponent(reference) : url;
      const name = document.createElement("span");
      name.textContent = title;
      const what = document.createElement("small");
      what.textContent = kind;
      option.append(name, what);
      return option;
    }));
    chosen = items.length;
    list.hidden = !items.length;
    box.setAttribute("aria-expanded", String(items.length > 0));
    box.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const text = box.value.trim();
    if (text === asked) return;
    asked = text;
    asking?.abort();
    if (!text) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${place.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: asking.signal, headers: { accept: "application/json" } });
      if (answer.ok) show((await answer.json()).items);
    } catch {
      // No network, or something newer was typed: the form still works.
    }
  };

  box.addEventListener("input", event => {
    // While a character is being put together by its sounds, nothing is meant yet.
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  box.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  box.addEventListener("keydown", event => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && !list.hidden && list.children[chosen]) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    }
  });
  list.addEventListener("mousedown", event => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    location.assign(option.dataset.url);
  });
  box.addEventListener("blur", close);
}
