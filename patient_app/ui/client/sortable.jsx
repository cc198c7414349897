// A list whose items can be dragged by their handle to another place. Items are the children with `data-sort` (their
// key), handles what has `data-handle` in them. Dragging is never the only way: with the handle focused, the arrows do
// the same, and the page has buttons for it.
import { useEffect, useRef } from "react";

const EDGE = 72;
const SPEED = 12;

/** Where the dragged item would stand: above the first item whose middle is below the pointer. */
function placeAt(items, dragged, y) {
  const others = items.filter((item) => item !== dragged);
  const at = others.findIndex((item) => {
    const { top, height } = item.getBoundingClientRect();
    return y < top + height / 2;
  });
  return at < 0 ? others.length : at;
}

/** Marks where the item would come to stand. */
function mark(items, dragged, place) {
  const others = items.filter((item) => item !== dragged);
  for (const item of items) {
    item.toggleAttribute("data-drop-before", item === others[place]);
    item.toggleAttribute("data-drop-after", place === others.length && item === others.at(-1));
  }
}

/** `wanted`: 'ID N', the field that gets the focus each time that N changes. */
export function Sortable({ children, className, wanted, onMove, onStep }) {
  const root = useRef(null);
  const latest = useRef({});
  const stepped = useRef(null);
  latest.current = { onMove, onStep };
  useEffect(() => {
    // An item that is put elsewhere in the page loses the focus.
    if (!stepped.current || document.activeElement !== document.body) return;
    root.current.querySelector(`[data-sort="${CSS.escape(stepped.current)}"] [data-handle]`)?.focus();
  });
  useEffect(() => {
    if (wanted) document.getElementById(wanted.split(" ")[0])?.focus();
  }, [wanted]);
  useEffect(() => {
    const list = root.current;
    let drag = null;
    const items = () => [...list.querySelectorAll(":scope [data-sort]")];
    const end = (isDropped) => {
      if (!drag) return;
      const { item, place, from, frame } = drag;
      cancelAnimationFrame(frame);
      for (const each of items()) {
        each.removeAttribute("data-drop-before");
        each.removeAttribute("data-drop-after");
      }
      item.removeAttribute("data-dragged");
      drag = null;
      if (isDropped && place !== from) latest.current.onMove(item.dataset.sort, place);
    };
    const follow = () => {
      if (!drag) return;
      // Near the edge of the window the page moves along.
      const { y } = drag;
      const by = y < EDGE ? y - EDGE : y > window.innerHeight - EDGE ? y - window.innerHeight + EDGE : 0;
      if (by) window.scrollBy(0, (by / EDGE) * SPEED);
      drag.place = placeAt(items(), drag.item, drag.y);
      mark(items(), drag.item, drag.place);
      drag.frame = requestAnimationFrame(follow);
    };
    const down = (event) => {
      const handle = event.target.closest("[data-handle]");
      const item = handle?.closest("[data-sort]");
      if (!item || event.button !== 0) return;
      event.preventDefault();
      stepped.current = null;
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      const from = items().indexOf(item);
      drag = { item, from, place: from, y: event.clientY, frame: 0 };
      item.setAttribute("data-dragged", "");
      follow();
    };
    const move = (event) => {
      if (drag) drag.y = event.clientY;
    };
    const key = (event) => {
      if (event.key === "Escape") end(false);
      const handle = event.target.closest?.("[data-handle]");
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!handle || !step || drag) return;
      event.preventDefault();
      stepped.current = handle.closest("[data-sort]").dataset.sort;
      latest.current.onStep(stepped.current, step);
    };
    const up = () => end(true);
    const cancel = () => end(false);
    list.addEventListener("pointerdown", down);
    list.addEventListener("pointermove", move);
    list.addEventListener("pointerup", up);
    list.addEventListener("pointercancel", cancel);
    list.addEventListener("keydown", key);
    return () => {
      end(false);
      list.removeEventListener("pointerdown", down);
      list.removeEventListener("pointermove", move);
      list.removeEventListener("pointerup", up);
      list.removeEventListener("pointercancel", cancel);
      list.removeEventListener("keydown", key);
    };
  }, []);
  return (
    <ol ref={root} className={className}>
      {children}
    </ol>
  );
}
