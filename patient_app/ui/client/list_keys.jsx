// Keys for a list of links with a search box, as on the panel: `/` goes to the box, the arrows from row to row, Enter
// opens (a link's own doing; in the box the first row), `a` and `s` ask for a mark on the row's reason, `?` for the list
// of keys. Rows are the links with `data-row`. Nothing happens while one types in a field.
//
// When the list changes under the keyboard, the focus stays with its patient, wherever the row is now.
import { useEffect, useRef } from "react";

const MARKS = { a: "acknowledge", s: "snooze" };

const isTyping = (element) => element?.matches?.("input, textarea, select, [contenteditable]");
const rowsIn = (root) => [...(root?.querySelectorAll("a[data-row]") ?? [])];
const patientOf = (row) => row?.closest("[data-patient]")?.dataset.patient ?? row?.getAttribute("href");

/** Gives the focus back to the row that had it, when the change of the list took it away. */
function useKeptRow(root) {
  useEffect(() => {
    let last = null;
    const onFocus = ({ target }) => {
      if (target.closest("dialog")) return;
      const rows = rowsIn(root.current);
      const at = rows.indexOf(target);
      // The focus on another thing is that person's wish; the one on nothing is a row that was taken away.
      last = at < 0 ? null : { patient: patientOf(target), at };
    };
    const keep = () => {
      if (!last || (document.activeElement && document.activeElement !== document.body)) return;
      const rows = rowsIn(root.current);
      const row = rows.find((each) => patientOf(each) === last.patient) ?? rows[Math.min(last.at, rows.length - 1)];
      row?.focus({ preventScroll: true });
    };
    // Who has marked a reason goes on with the next row, not with the one that moves to the end.
    const onMarked = () => {
      if (!last) return;
      last = { ...last, patient: null };
      keep();
    };
    const changes = new MutationObserver(keep);
    changes.observe(root.current, { childList: true, subtree: true });
    const onPointer = () => {
      last = null;
    };
    document.addEventListener("focusin", onFocus);
    document.addEventListener("hs-marked", onMarked);
    document.addEventListener("pointerdown", onPointer);
    return () => {
      changes.disconnect();
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("hs-marked", onMarked);
      document.removeEventListener("pointerdown", onPointer);
    };
  }, [root]);
}

export function ListKeys({ children, className }) {
  const root = useRef(null);
  useKeptRow(root);
  useEffect(() => {
    const onKey = (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog[open]")) return;
      const box = root.current?.querySelector("input[type=search]");
      const inBox = document.activeElement === box;
      if (event.key === "/" && !isTyping(document.activeElement)) {
        event.preventDefault();
        box?.focus();
        box?.select();
        return;
      }
      if (isTyping(document.activeElement) && !inBox) return;
      const rows = rowsIn(root.current);
      const at = rows.indexOf(document.activeElement);
      const open = document.activeElement?.closest?.("[role=menu]");
      if (event.key === "?" && !inBox) {
        event.preventDefault();
        document.dispatchEvent(new CustomEvent("hs-keys"));
        return;
      }
      if (open || rows.length === 0) return;
      const row = !inBox && document.activeElement?.closest?.("[data-patient]");
      if (MARKS[event.key] && row) {
        event.preventDefault();
        document.dispatchEvent(new CustomEvent("hs-mark", { detail: { row, kind: MARKS[event.key] } }));
        return;
      }
      const steps = {
        ArrowDown: () => rows[Math.min(at + 1, rows.length - 1)].focus(),
        ArrowUp: () => (at === 0 ? box : rows[Math.max(at - 1, 0)])?.focus(),
        Home: () => rows[0].focus(),
        End: () => rows.at(-1).focus(),
      };
      if (event.key === "Enter" && inBox) {
        event.preventDefault();
        rows[0].click();
      } else if (steps[event.key] && !(inBox && event.key !== "ArrowDown") && (at >= 0 || event.key.startsWith("Arrow"))) {
        event.preventDefault();
        steps[event.key]();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <div ref={root} className={className}>
      {children}
    </div>
  );
}
