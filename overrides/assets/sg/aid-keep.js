// What the reader takes away: copied, saved or put in a calendar, each only when asked for.

/** Copies text; falls back on selecting it in `element` where the clipboard is refused. Returns what happened. */
export async function copy(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    element.focus();
    return "selected";
  }
}

/** Hands a text to the browser as a file. The address made for it is given up again at once. */
export function save(text, type, filename) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = filename;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
