// Puts each sentence in its place as it is translated; those after a gap wait for it, so that nothing on the page moves.
import { refresh } from "./fresh.js";

const progress = document.getElementById("progress");

if (progress && !progress.hidden) {
  const events = new EventSource(progress.dataset.events);
  events.onmessage = (event) => {
    const { index, html } = JSON.parse(event.data);
    const place = document.getElementById(`s${index}`);
    if (!place?.classList.contains("wait")) return;
    const focused = document.activeElement?.closest(".s");
    place.innerHTML = html;
    place.classList.remove("wait");
    if (focused && !focused.checkVisibility()) place.focus({ preventScroll: true });
    if (location.hash === `#${place.id}`) place.scrollIntoView();
  };
  events.addEventListener("done", () => {
    events.close();
    progress.hidden = true;
    refresh();
  });
  events.addEventListener("failed", (event) => {
    events.close();
    document.querySelector("article.coming").classList.remove("coming");
    progress.textContent = JSON.parse(event.data).message;
    progress.className = "problem";
    progress.setAttribute("role", "alert");
  });
}
