// Keeps what is typed until it is sent: a reload, another language or a closed dialog loses nothing. In this tab only.
const boxes = (root) => root.querySelectorAll("form[method=post] textarea");
const key = (box) => `draft ${box.form.getAttribute("action")}`;

export const keep = (box) => {
  sessionStorage.setItem(key(box), JSON.stringify([box.value, box.form.elements.version?.value]));
};
export const forget = (root) => {
  for (const box of boxes(root)) sessionStorage.removeItem(key(box));
};
// The version comes back with the text, so that a change made meanwhile elsewhere is still noticed.
export const restore = (root) => {
  for (const box of boxes(root)) {
    const kept = sessionStorage.getItem(key(box));
    if (!kept) continue;
    const [text, version] = JSON.parse(kept);
    box.value = text;
    if (version) box.form.elements.version.value = version;
  }
};

addEventListener("input", (event) => {
  if (event.target.matches("form[method=post] textarea")) keep(event.target);
});
addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.querySelector("textarea")) forget(document);
});
addEventListener("click", (event) => {
  if (event.target.closest?.(".leave")) forget(document);
});
restore(document);
