// Enhancement only: every page works without this script.
"use strict";

(() => {
  const statements = () => [...document.querySelectorAll("[data-statement]")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  // step moves the focus to the next statement (1) or the one before (-1).
  function step(by) {
    const all = statements();
    if (!all.length) return;
    const at = all.findIndex((s) => s === document.activeElement || s.contains(document.activeElement));
    let to = at + by;
    if (at < 0) {
      const below = all.findIndex((s) => s.getBoundingClientRect().top >= 0);
      to = by > 0 ? (below < 0 ? 0 : below) : (below < 0 ? all.length : below) - 1;
    }
    const s = all[Math.max(0, Math.min(all.length - 1, to))];
    s.focus({ preventScroll: true });
    s.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  // open follows the focused statement to its evidence.
  function open(s) {
    const link = s.querySelector("[data-open]");
    const href = s.dataset.href || (link && link.getAttribute("href"));
    if (href) location.assign(href);
  }

  const help = document.querySelector("dialog.allkeys");
  help.querySelector("button").addEventListener("click", () => help.close());

  document.addEventListener("keydown", (e) => {
    const el = e.target;
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (el.closest("input:not([type=checkbox]), select, textarea")) {
      if (e.key === "Escape") el.blur();
      return;
    }
    if (help.open) {
      if (e.key === "?") help.close();
      return;
    }
    if (e.key === "?") {
      help.showModal();
    } else if (e.key === "/") {
      const q = document.getElementById("q");
      if (q) {
        e.preventDefault();
        q.focus();
        q.select();
      }
    } else if (e.key === "w") {
      const saving = document.querySelector("details.saving");
      if (saving) {
        e.preventDefault();
        saving.open = true;
        saving.querySelector("#save-name").focus();
      }
    } else if (e.key === "j") {
      step(1);
    } else if (e.key === "k") {
      step(-1);
    } else if (e.key === "Enter" && el.matches("[data-statement]")) {
      open(el);
    } else if (e.key.length === 1 && "areumscx".includes(e.key)) {
      decide(e);
    } else if (e.key === "n") {
      enter();
    } else if (/^Digit[1-9]$/.test(e.code)) {
      const field = document.querySelector(`[data-key-digit="${e.code.slice(5)}"]`);
      if (field) take(field, e.shiftKey);
    }
  });

  // decide presses the button that the key stands for: of the statement that has the
  // focus, of the page's only one, or of the page.
  function decide(e) {
    const all = statements();
    const at = all.find((s) => s.contains(document.activeElement)) || (all.length === 1 ? all[0] : null);
    const place = at && (at.closest(".wait") || at);
    const control = `[data-key="${e.key}"]`;
    const button = (place && place.querySelector(control)) || ("umc".includes(e.key) ? document.querySelector(control) : null);
    if (!button) return;
    e.preventDefault();
    button.click();
  }

  // selected returns the words that are selected in a text and where they stand in it, in
  // bytes; null for none. Notes in the margin are not of the text.
  function selected(text) {
    const selection = getSelection();
    if (!text || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const of = (r) => {
      const part = r.cloneContents();
      for (const note of part.querySelectorAll("[data-note]")) note.remove();
      return part.textContent;
    };
    const bytes = (s) => new TextEncoder().encode(s).length;
    const chosen = of(range);
    const words = chosen.trim();
    if (!words) return null;
    const start = parseInt(text.dataset.from || "0", 10) + bytes(of(before) + chosen.slice(0, chosen.indexOf(words)));
    return { words, at: `${start}-${start + bytes(words)}` };
  }

  // enter opens the form that adds a statement, with the words that are selected.
  function enter() {
    const link = document.querySelector("[data-enter]");
    if (!link) return;
    const chosen = selected(document.querySelector("[data-text]"));
    location.assign(link.getAttribute("href") + (chosen ? `?content-at=${chosen.at}` : ""));
  }
  for (const hint of document.querySelectorAll("[data-enter-keys]")) hint.hidden = false;

  // take puts the selected words of the text into a field of the form, in place of what
  // is there or after it, with their place in bytes.
  const text = document.querySelector("[data-correct] ~ [data-text]");
  function take(field, more) {
    const chosen = selected(text);
    if (!chosen) return;
    const { words, at } = chosen;
    const box = field.querySelector("textarea");
    const place = field.querySelector("[data-at]");
    more = more && box.value.trim() && place.value;
    const parts = more ? place.value.split(" ").concat(at) : [at];
    const said = more ? box.value.trim().split(" … ").concat(words) : [words];
    const order = parts.map((p, i) => [parseInt(p, 10), i]).sort((a, b) => a[0] - b[0]).map((p) => p[1]);
    place.value = order.map((i) => parts[i]).join(" ");
    box.value = order.map((i) => said[i]).join(" … ");
    field.classList.add("taken");
  }
  if (text) {
    const first = text.querySelector(".m.content.on") || text.querySelector(".m.content");
    if (first && matchMedia("(min-width: 56.01rem)").matches) first.scrollIntoView({ block: "center" });
    for (const field of document.querySelectorAll("[data-key-digit]")) {
      field.querySelector(".take").hidden = false;
      for (const [control, more] of [["[data-take]", false], ["[data-add]", true]]) {
        const b = field.querySelector(control);
        b.addEventListener("mousedown", (e) => e.preventDefault()); // which would clear the selection
        b.addEventListener("click", () => take(field, more));
      }
    }
  }

  // What was decided leads on to the next statement: it gets the focus.
  const next = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (next && next.matches("[data-statement]")) next.focus({ preventScroll: true });
  const deciding = document.querySelector(".keys .deciding");
  const saving = document.querySelector(".keys .saving");
  if (saving) saving.hidden = !document.querySelector("details.saving");
  if (deciding) deciding.hidden = !document.querySelector("[data-key]");

  for (const b of document.querySelectorAll("[data-copy]")) {
    const what = document.querySelector(b.dataset.copy);
    const said = b.textContent;
    b.hidden = false;
    b.setAttribute("aria-live", "polite");
    b.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(what.href || what.textContent);
        b.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(what);
        b.textContent = "Selected: copy it from there";
      }
      setTimeout(() => { b.textContent = said; }, 2000);
    });
  }

  const keys = document.querySelector(".keys");
  if (keys) keys.hidden = false;
})();
