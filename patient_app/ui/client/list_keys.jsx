// Keys for a list of links with a search box, as on the panel: `/` goes to the box, the arrows from row to row, Enter
// opens (a link's own doing; in the box the first row). Rows are the links with `data-row`.
import { useEffect, useRef } from "react";

const isTyping = (element) => element?.matches?.("input, textarea, select, [contenteditable]");

export function ListKeys({ children, className }) {
  const root = useRef(null);
  useEffect(() => {
    const onKey = (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const box = root.current?.querySelector("input[type=search]");
      const inBox = document.activeElement === box;
      if (event.key === "/" && !isTyping(document.activeElement)) {
        event.preventDefault();
        box?.focus();
        box?.select();
        return;
      }
      if (isTyping(document.activeElement) && !inBox) return;
      const rows = [...(root.current?.querySelectorAll("a[data-row]") ?? [])];
      const at = rows.indexOf(document.activeElement);
      const open = document.activeElement?.closest?.("dialog, [role=menu]");
      if (open || rows.length === 0) return;
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
