// The checks of one page; the value is {Problems, Links, Variety}.
(() => {
  const problems = [];
  const say = (what, el) => problems.push(what + (el ? ": " + el.outerHTML.slice(0, 140) : ""));
  const shown = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = (sel) => [...document.querySelectorAll(sel)];

  // name returns what a screen reader calls an element, near enough.
  function name(el) {
    const by = (el.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
      .map((id) => document.getElementById(id)?.textContent || "").join(" ");
    const label = el.labels && [...el.labels].map((l) => l.textContent).join(" ");
    return (by || el.getAttribute("aria-label") || label || el.getAttribute("alt") || el.textContent || "").trim();
  }

  if (!document.documentElement.lang) say("the page has no language");
  if (!document.title.trim()) say("the page has no title");
  for (const sel of ["main", "h1"]) {
    if (all(sel).length !== 1) say(all(sel).length + " elements <" + sel + ">, want 1");
  }
  if (all("header").filter((h) => h.parentElement === document.body).length !== 1) say("no banner");

  let level = 0;
  for (const h of all("h1,h2,h3,h4,h5,h6").filter(shown)) {
    const l = Number(h.localName[1]);
    if (l > level + 1) say("heading level skips from " + level + " to " + l, h);
    if (!name(h)) say("empty heading", h);
    level = l;
  }
  for (const el of all("input:not([type=hidden]),select,textarea")) {
    const named = (el.labels && el.labels.length) || el.getAttribute("aria-label") || el.getAttribute("aria-labelledby");
    if (!named || !name(el)) say("form control without a label", el);
  }
  for (const el of all("a[href],button")) if (!name(el)) say("link or button without a name", el);
  for (const el of all("img")) if (!el.hasAttribute("alt")) say("image without alt", el);
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
  for (const nav of all("nav")) if (all("nav").length > 1 && !name(nav)) say("navigation without a name", nav);
  for (const th of all("th")) if (!th.scope) say("table head without scope", th);
  for (const el of all("[tabindex]")) if (el.tabIndex > 0) say("positive tabindex", el);
  for (const el of all("[style],[onclick],[onload],[onerror]")) say("inline style or handler", el);
  for (const el of all("a[href]")) {
    if (!["http:", "https:"].includes(el.protocol)) say("link that is no web address", el);
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) {
    const wide = all("main *").find((el) => el.getBoundingClientRect().right > innerWidth + 1 && shown(el) && !el.closest(".scroll"));
    say("the page is wider than the window by " + (document.documentElement.scrollWidth - innerWidth) + " px", wide);
  }
  for (const el of all("a[href],button,input,select,summary").filter(shown)) {
    if (el.closest("p,li,td,th,dd,blockquote,label")) continue; // links in running text
    const r = el.getBoundingClientRect();
    if (r.width > 1 && (r.height < 24 || r.width < 24)) say("target smaller than 24 px", el);
  }

  // Contrast of every text against the backgrounds behind it, composed.
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
      if (pseudo && (css.content === "none" || css.content === "normal")) continue;
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
