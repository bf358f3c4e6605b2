// Tells the program on this machine which sentence the reader has come to.
const article = document.querySelector("article.reading");
let told = -1;
let timer = 0;

const tell = () => {
  const top = [...article.querySelectorAll(".s")].find((one) => one.getBoundingClientRect().bottom > 80);
  const index = Number(top?.dataset.i ?? 0);
  if (index === told) return;
  told = index;
  navigator.sendBeacon(article.dataset.place, new URLSearchParams({ sentence: String(index) }));
};
if (article) {
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 800);
  }, { passive: true });
  addEventListener("pagehide", () => timer && tell());
}
