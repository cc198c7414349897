// A field that an address leads to (`/sharing#code`), on a page whose content comes after the page.
import { useEffect } from "react";

/** Brings the field with the id `field` into view and focuses it, when the address ends with `#name`. */
export function ToHash({ name, field }) {
  useEffect(() => {
    if (window.location.hash !== `#${name}`) return;
    const found = document.getElementById(field);
    found?.scrollIntoView({ block: "center" });
    found?.focus({ preventScroll: true });
  }, [name, field]);
  return null;
}
