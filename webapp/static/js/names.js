// A tap or focus on a name opens its card beside it; Enter follows the link to the same text below the article.
const card = document.createElement("div");
card.id = "card";
card.hidden = true;
document.body.append(card);
let from = null;

const close = () => {
  card.hidden = true;
  from = null;
};

const open = (link) => {
  const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!entry || from === link) return;
  const copy = entry.cloneNode(true);
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
  card.replaceChildren(...copy.childNodes);
  card.hidden = false;
  from = link;
  const place = link.getClientRects()[0];
  const room = document.documentElement.clientWidth;
  const left = Math.min(Math.max(12, place.left + place.width / 2 - card.offsetWidth / 2), room - card.offsetWidth - 12);
  const below = place.bottom + card.offsetHeight + 12 < innerHeight || place.top < card.offsetHeight + 12;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(below ? place.bottom + 6 : place.top - card.offsetHeight - 6) + scrollY}px`;
};

document.addEventListener("focusin", (event) => {
  const link = event.target.closest?.("a.name");
  if (link) open(link);
  else if (!card.contains(event.target)) close();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.name");
  if (link && event.detail) {
    event.preventDefault();
    open(link);
  } else if (link || !card.contains(event.target)) close();
  else if (event.target.closest("a")) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !card.hidden) close();
});
