// Opens the correction form over the page instead of on a page of its own.
import { forget, keep, restore } from "./draft.js";
import { refresh } from "./fresh.js";

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
  dialog.querySelector("textarea").focus();
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
  const answer = await fetch(part(link.href)).catch(() => null);
  if (!answer?.ok) {
    location.assign(link.href);
    return;
  }
  show(await answer.text());
  restore(dialog);
});

// The answer is the form again (other texts, or a conflict) or the sentence as it stands now; anything else is no answer.
dialog.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const data = new URLSearchParams(new FormData(form, event.submitter));
  const url = part(form.getAttribute("action"));
  const asks = event.submitter?.formMethod === "get";
  if (asks) for (const [name, value] of data) url.searchParams.set(name, value);
  const answer = await fetch(url, asks ? {} : { method: "POST", body: data }).catch(() => null);
  const placed = answer?.ok && answer.headers.get("Content-Type").includes("json") ? await answer.json() : null;
  const html = placed || !answer ? "" : await answer.text();
  if (placed) {
    forget(document);
    document.getElementById(`s${placed.index}`).innerHTML = placed.html;
    dialog.close();
    refresh();
  } else if (html.startsWith("<section")) {
    show(html);
    keep(dialog.querySelector("textarea"));
  } else {
    dialog.querySelector("#silent")?.removeAttribute("hidden");
  }
});
dialog.addEventListener("close", () => {
  dialog.replaceChildren();
  opener?.focus();
});
