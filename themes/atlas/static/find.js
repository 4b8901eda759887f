// The field in the head of every page: leads to the cascade, filtered by its text.
(() => {
  const form = document.getElementById("find_");
  if (!form) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = form.elements.q.value.trim();
    location.href = form.dataset.to + (text ? `?q=${encodeURIComponent(text)}` : "");
  });
})();
