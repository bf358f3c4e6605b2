// Puts each sentence in its place as it is translated.
const progress = document.getElementById("progress");

if (progress && !progress.hidden) {
  const events = new EventSource(progress.dataset.events);
  events.onmessage = (event) => {
    const { index, html } = JSON.parse(event.data);
    const place = document.getElementById(`s${index}`);
    if (!place?.classList.contains("wait")) return;
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
