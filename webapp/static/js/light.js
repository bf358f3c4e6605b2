// Lights up both sides of a sentence; arrow keys go from one to the next, and Tab stops at one only.
const sentences = [...document.querySelectorAll(".s")];

const light = (index, on) => {
  for (const part of document.querySelectorAll(`[data-i="${index}"]`)) part.classList.toggle("lit", on);
};
for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => {
    const part = event.target.closest?.("[data-i]");
    if (part) light(part.dataset.i, on);
  });
}

const stopAt = (chosen) => {
  for (const one of sentences) one.tabIndex = one === chosen ? 0 : -1;
};
if (sentences.length) stopAt(sentences.find((one) => `#${one.id}` === location.hash) ?? sentences[0]);
document.addEventListener("focusin", (event) => {
  const here = event.target.closest?.(".s");
  if (here) stopAt(here);
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = document.activeElement?.closest?.(".s");
  const next = here && step && sentences[sentences.indexOf(here) + step];
  if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  next.focus();
});
