// Numbers the lines of a text area, and leads from an error to its place. The form works without.
const text = document.querySelector("textarea[data-editor]");
if (text) {
  const flawed = new Set(text.dataset.editor.split(" ").filter(Boolean).map(Number));
  const gutter = document.createElement("div");
  gutter.className = "editor-lines";
  gutter.setAttribute("aria-hidden", "true");
  text.before(gutter);

  const number = () => {
    const lines = text.value.split("\n").length;
    while (gutter.childElementCount > lines) gutter.lastElementChild.remove();
    while (gutter.childElementCount < lines) {
      const line = document.createElement("div");
      line.textContent = gutter.childElementCount + 1;
      line.classList.toggle("flawed", flawed.has(gutter.childElementCount + 1));
      gutter.append(line);
    }
    gutter.style.width = `${String(lines).length + 3}ch`;
    follow();
  };
  const follow = () => (gutter.scrollTop = text.scrollTop);
  text.addEventListener("input", number);
  text.addEventListener("scroll", follow);
  number();

  document.addEventListener("click", (event) => {
    const place = event.target.closest("a[data-line]");
    if (!place) return;
    event.preventDefault();
    const lines = text.value.split("\n");
    const line = Number(place.dataset.line) - 1;
    const start = lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start + Number(place.dataset.column) - 1, start + (lines[line] ?? "").length);
    text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 4);
    text.closest(".editor").scrollIntoView({ block: "nearest" });
  });

  // A chosen text can be read before it is sent; what is no text, or is signed, is sent as it is.
  document.querySelector("[data-load]")?.addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file || file.name.endsWith(".json")) return;
    const read = await file.text();
    if (read.includes("\ufffd")) return;
    text.value = read;
    event.target.value = "";
    flawed.clear();
    gutter.replaceChildren();
    number();
  });
}
