// The checks of one page that axe-core does not make; the value is {Problems, Links, Variety}.
(() => {
  const problems = [];
  const say = (what, el) => problems.push(what + (el ? ": " + el.outerHTML.slice(0, 140) : ""));
  const shown = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = (sel) => [...document.querySelectorAll(sel)];

  for (const el of all("svg")) {
    if (!el.closest("[aria-hidden=true]") && el.getAttribute("role") !== "img") say("drawing neither hidden nor named", el);
  }
  const ids = new Set();
  for (const el of all("[id]")) {
    if (ids.has(el.id)) say("id twice", el);
    ids.add(el.id);
  }
  for (const attr of ["aria-describedby", "aria-labelledby", "aria-controls", "for", "list"]) {
    for (const el of all("[" + attr + "]")) {
      for (const id of el.getAttribute(attr).split(/\s+/)) if (!ids.has(id)) say(attr + " names nothing", el);
    }
  }
  for (const th of all("th")) if (!th.scope) say("table head without scope", th);
  for (const el of all("[style],[onclick],[onload],[onerror]")) say("inline style or handler", el);
  for (const el of all("a[href]")) {
    if (!["http:", "https:"].includes(el.protocol)) say("link that is no web address", el);
  }

  // Contrast of generated content and of single characters, which axe-core does not judge, against the
  // backgrounds behind them, composed.
  const rgba = (c) => (c.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const over = (top, under) => {
    const a = top.length > 3 ? top[3] : 1;
    return [0, 1, 2].map((i) => top[i] * a + under[i] * (1 - a));
  };
  function background(el) {
    const layers = [];
    for (let e = el; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  }
  const light = (c) => {
    const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const judged = new Set();
  for (let t = texts.nextNode(); t; t = texts.nextNode()) {
    const el = t.parentElement;
    if (!t.data.trim() || judged.has(el) || !shown(el) || el.closest("option,datalist,script,style,title,.vh,.skip")) continue;
    judged.add(el);
    for (const pseudo of [null, "::before", "::after"]) {
      const css = getComputedStyle(el, pseudo);
      if (pseudo ? (css.content === "none" || css.content === "normal") : el.textContent.trim().length > 1) continue;
      const back = background(el);
      const [hi, lo] = [light(over(rgba(css.color), back)), light(back)].sort((a, b) => b - a);
      const ratio = (hi + 0.05) / (lo + 0.05);
      if (ratio < 4.5) say("contrast " + ratio.toFixed(2) + " of " + (pseudo || "text"), el);
    }
  }
  return {
    Problems: problems,
    Links: all("a[href]").map((a) => a.getAttribute("href")),
    Variety: new Set(all("[class]").flatMap((el) => [...el.classList])).size,
  };
})()
