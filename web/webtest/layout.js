// What stands where on the page that is open: {Problems, Boxes, Fonts}. A box is [what, left, top, width, height] in CSS
// pixels of the page.
(() => {
  const problems = [];
  const say = (what, el) => problems.push(what + ": " + el.outerHTML.replace(/\s+/g, " ").slice(0, 160));
  const shown = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !el.closest(".vh, .skip");
  const all = (sel, root = document) => [...root.querySelectorAll(sel)].filter(shown);
  const box = (el) => el.getBoundingClientRect();
  const css = (el) => getComputedStyle(el);
  const scrolls = (el) => el.closest(".scroll, textarea, select, input");

  // Nothing sticks out to the right of the window but what has a scroll bar of its own.
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 1) {
    const out = all("body *").find((el) => box(el).right > innerWidth + 1 && !scrolls(el));
    say("the page is wider than the window by " + wide + " px", out || document.body);
  }

  // No words are cut off, but for those of which a number of lines is shown and the rest is an ellipsis.
  for (const el of all("body *")) {
    const style = css(el);
    if (style.overflowX === "visible" && style.overflowY === "visible") continue;
    if (scrolls(el) || style.webkitLineClamp !== "none" || !el.textContent.trim()) continue;
    if (["auto", "scroll"].includes(style.overflowY) && el.scrollWidth <= el.clientWidth + 1) continue;
    if (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1) say("words are cut off", el);
  }
  for (const el of all("input:not([type=hidden])")) {
    if (el.value && el.scrollWidth > el.clientWidth + 1 && el.type !== "search" && el.value.length <= 10) say("a short value is cut off", el);
  }
  for (const el of all("button, .button")) {
    if (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1) say("the words of a button are cut off", el);
  }

  // Controls, headings, cells and paragraphs do not lie on one another. Each is a list of boxes, one a line of words.
  const things = all("h1, h2, h3, p, th, td, dt, dd, label, input:not([type=hidden]), select, textarea, button, summary, .button", document.querySelector("main"))
    .filter((el) => !el.closest("svg") && (el.textContent.trim() || /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(el.tagName)))
    .map((el) => ({ el, at: box(el) })).filter((t) => t.at.width > 1 && t.at.height > 1)
    .sort((a, b) => a.at.top - b.at.top);
  for (let i = 0; i < things.length; i++) {
    const a = things[i];
    for (let j = i + 1; j < things.length && things[j].at.top < a.at.bottom - 2; j++) {
      const b = things[j];
      if (a.el.contains(b.el) || b.el.contains(a.el) || scrolls(a.el) !== scrolls(b.el)) continue;
      const across = Math.min(a.at.right, b.at.right) - Math.max(a.at.left, b.at.left);
      const down = Math.min(a.at.bottom, b.at.bottom) - Math.max(a.at.top, b.at.top);
      if (across > 2 && down > 2 && css(a.el).display !== "inline" && css(b.el).display !== "inline" &&
        !["sticky", "absolute", "fixed"].includes(css(a.el).position) && !["sticky", "absolute", "fixed"].includes(css(b.el).position)) {
        say("lies on <" + b.el.localName + "> " + b.el.textContent.trim().slice(0, 40) + " (" + Math.round(across) + "×" + Math.round(down) + " px)", a.el);
      }
    }
  }

  // The boxes: what a page is built of, and the first controls of each form.
  const name = (el) => {
    const label = el.id ? "#" + el.id : el.getAttribute("name") ? "[" + el.getAttribute("name") + "]" : el.classList.length ? "." + el.classList[0] : "";
    return el.localName + (/\d{3}|^#[0-9a-f]{16}/.test(label) ? "" : label);
  };
  const parts = all("body > header, nav, main, footer, main form, main section, main article, h1, h2, h3, table, main input, main select, main textarea, main button, main figure, main .st, main .words, main blockquote");
  const round = Math.round;
  const boxes = parts.slice(0, 32).map((el) => {
    const b = box(el);
    return [name(el), round(b.left + scrollX), round(b.top + scrollY), round(b.width), round(b.height)];
  });

  // How wide words are in each of the fonts: two machines on which all are the same draw the same lines.
  const pen = document.createElement("canvas").getContext("2d");
  const root = css(document.documentElement);
  const fonts = ["--serif", "--sans", "--mono"].flatMap((family) => ["", "600 ", "italic "].map((style) => {
    pen.font = style + "100px " + root.getPropertyValue(family);
    return round(pen.measureText("Who said it, when — and “as read”? 0123456789 ←×⤷").width);
  })).join(" ");
  return { Problems: problems, Boxes: boxes, Fonts: fonts };
})()
