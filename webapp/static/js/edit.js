// Opens the correction form over the page instead of on a page of its own.
const dialog = document.createElement("dialog");
dialog.setAttribute("aria-labelledby", "desk");
document.body.append(dialog);
let opener = null;

const part = (address) => {
  const url = new URL(address, location.href);
  url.searchParams.set("part", "1");
  return url;
};

const show = (html) => {
  dialog.innerHTML = html;
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("textarea")?.focus();
};

document.addEventListener("click", async (event) => {
  if (event.target.closest?.("dialog .leave")) {
    event.preventDefault();
    dialog.close();
    return;
  }
  const link = event.target.closest?.("a.edit");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  opener = link.closest(".s");
  const answer = await fetch(part(link.href));
  if (answer.ok) show(await answer.text());
  else location.assign(link.href);
});

dialog.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.classList.contains("offer")) {
    const box = dialog.querySelector("textarea");
    box.value = form.elements.draft.value;
    box.focus();
    return;
  }
  const data = new FormData(form, event.submitter);
  if (form.method === "get") {
    const url = part(form.getAttribute("action"));
    for (const [name, value] of data) url.searchParams.set(name, value);
    url.searchParams.set("draft", dialog.querySelector("textarea").value);
    show(await (await fetch(url)).text());
    return;
  }
  const answer = await fetch(part(form.getAttribute("action")), { method: "POST", body: new URLSearchParams(data) });
  if (!answer.ok) {
    show(await answer.text());
    return;
  }
  const { index, html } = await answer.json();
  document.getElementById(`s${index}`).innerHTML = html;
  dialog.close();
});
dialog.addEventListener("close", () => opener?.focus());
