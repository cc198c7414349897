// The reader's choice of text size, kept on this device; the stylesheet has the sizes.

export const TEXT_SIZES = ["normal", "large", "largest"];
const KEY = "homestretch-text-size";

/** The size chosen on this device; 'normal' when none was, or when the browser keeps nothing. */
export function keptTextSize() {
  try {
    const kept = window.localStorage.getItem(KEY);
    return TEXT_SIZES.includes(kept) ? kept : "normal";
  } catch {
    return "normal";
  }
}

/** Use a size now, and keep it. */
export function applyTextSize(size) {
  document.documentElement.dataset.text = size;
  try {
    window.localStorage.setItem(KEY, size);
  } catch {
    // Private browsing: the choice lasts as long as the page.
  }
}
