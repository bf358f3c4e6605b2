// A tap or focus on a name opens its card beside it; Enter follows the link to the same text on the page of names.
const card = document.createElement("div");
card.id = "card";
card.hidden = true;
document.querySelector("main").append(card);
let from = null;
let names = null;

const close = () => {
  card.hidden = true;
  from = null;
};

const put = () => {
  const place = from.getClientRects()[0];
  const room = document.documentElement.clientWidth;
  const left = Math.min(Math.max(12, place.left + place.width / 2 - card.offsetWidth / 2), room - card.offsetWidth - 12);
  const below = place.bottom + card.offsetHeight + 12 < innerHeight || place.top < card.offsetHeight + 12;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(below ? place.bottom + 6 : place.top - card.offsetHeight - 6) + scrollY}px`;
};

const open = async (link) => {
  if (from === link) return;
  from = link;
  names ??= fetch(link.href).then(async (answer) => answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html"));
  const page = await names.catch(() => null);
  if (!page) names = null;
  const entry = page && page.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (from !== link) return;
  if (!entry) {
    from = null;
    return;
  }
  card.replaceChildren(...entry.cloneNode(true).childNodes);
  // The page of names leads back to this one: here its sentences are a step away.
  for (const sentence of card.querySelectorAll("a")) sentence.href = sentence.hash;
  card.hidden = false;
  put();
  // The name moves when the sentence that was open above it has closed (.peek in reading.css).
  setTimeout(() => card.hidden || put(), 400);
};

document.addEventListener("focusin", (event) => {
  const link = event.target.closest?.("a.name");
  if (link) open(link);
  else if (!card.contains(event.target)) close();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.name");
  if (link && event.detail && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link);
  } else if (link || !card.contains(event.target) || event.target.closest("a")) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !card.hidden) close();
});
