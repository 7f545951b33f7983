// Shows what a page has in store for news, when it comes. Without this module one loads the page again as any other.
for (const place of document.querySelectorAll("[data-live]")) listen(place);

function listen(place) {
  const { live, event, member, value } = place.dataset;
  let source, last;
  const open = () => {
    // After a pause it goes on where it was; the browser itself does so when the connection breaks.
    source = new EventSource(last ? `${live}?after=${encodeURIComponent(last)}` : live);
    source.addEventListener(event, message => {
      last = message.lastEventId;
      if (JSON.parse(message.data)[member] === value) show();
    });
    // Too much was missed to be told one by one.
    source.addEventListener("reset", show);
  };
  const show = () => {
    source.close();
    document.removeEventListener("visibilitychange", turn);
    place.append(place.querySelector("template").content.cloneNode(true));
  };
  // A tab that nobody looks at holds no connection: browsers have six for one site.
  const turn = () => {
    if (document.hidden) source.close();
    else open();
  };
  document.addEventListener("visibilitychange", turn);
  if (!document.hidden) open();
  else source = { close() {} };
}
