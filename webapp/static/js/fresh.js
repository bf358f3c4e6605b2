// Brings the parts of the page that count or list up to date, after the last sentence has come or one was corrected.
export const refresh = async () => {
  const answer = await fetch(location.pathname + location.search).catch(() => null);
  if (!answer?.ok) return;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) part.replaceChildren(...now.getElementById(part.id).childNodes);
};
