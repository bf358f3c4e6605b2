// Puts each sentence in its place as it is translated, and lights up both sides of one.
const progress = document.getElementById("progress");

if (progress && !progress.hidden) {
  const events = new EventSource(progress.dataset.events);
  events.onmessage = (event) => {
    const { index, html } = JSON.parse(event.data);
    const place = document.getElementById(`s${index}`);
    if (!place.classList.contains("wait")) return;
    place.innerHTML = html;
    place.classList.remove("wait");
  };
  events.addEventListener("done", () => {
    events.close();
    progress.hidden = true;
  });
  events.addEventListener("failed", (event) => {
    events.close();
    progress.textContent = JSON.parse(event.data).message;
    progress.className = "problem";
    progress.setAttribute("role", "alert");
  });
}

const light = (index, on) => {
  for (const part of document.querySelectorAll(`[data-i="${index}"]`)) part.classList.toggle("lit", on);
};
for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => {
    const part = event.target.closest?.("[data-i]");
    if (part) light(part.dataset.i, on);
  });
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = document.activeElement?.closest?.(".s");
  if (!step || !here) return;
  const next = document.getElementById(`s${Number(here.dataset.i) + step}`);
  if (!next) return;
  event.preventDefault();
  next.focus();
});
