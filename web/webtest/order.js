// The words with marks of direction in them: the value is a list of problems.
(() => {
  const problems = [];
  const marks = [...document.querySelectorAll(".turn")].filter((m) => m.checkVisibility());
  if (!marks.length) problems.push("no mark of direction is shown");
  for (const m of marks) if (m.getBoundingClientRect().width < 4) problems.push("a mark without width: " + m.outerHTML);
  const blocks = new Set(marks.map((m) => m.closest("p,h1,h2,th,td,li,dd")));
  for (const block of blocks) {
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let last = null;
    for (let t = texts.nextNode(); t; t = texts.nextNode()) {
      if (!t.parentElement.checkVisibility() || t.parentElement.closest(".vh")) continue;
      for (let i = 0; i < t.data.length; i++) {
        if (!/[A-Za-z]/.test(t.data[i])) continue;
        const range = document.createRange();
        range.setStart(t, i);
        range.setEnd(t, i + 1);
        const r = range.getBoundingClientRect();
        if (last && r.left < last.right - 1 && r.top < last.bottom - 4) {
          problems.push("“" + t.data[i] + "” of “" + t.data.slice(0, 60) + "” stands before what it follows: " + block.outerHTML.slice(0, 200));
          break;
        }
        last = r;
      }
    }
  }
  return problems;
})()
