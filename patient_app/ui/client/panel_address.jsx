// Keeps the query of the address in step with what is chosen, without loading the page again: so a choice can be
// bookmarked, and Back leads to the choice before. Search words replace the entry, they do not add one for each letter.
import { useEffect, useRef } from "react";

const withoutWords = (query) => {
  const terms = new URLSearchParams(query);
  terms.delete("q");
  return terms.toString();
};

export function PanelAddress({ query }) {
  const isKnown = useRef(false);
  useEffect(() => {
    if (query === "?") return;
    const { pathname, search } = window.location;
    const now = search.slice(1);
    const replaces = !isKnown.current || withoutWords(now) === withoutWords(query);
    isKnown.current = true;
    if (new URLSearchParams(now).toString() === new URLSearchParams(query).toString()) return;
    const address = query ? `${pathname}?${query}` : pathname;
    if (replaces) window.history.replaceState(window.history.state, "", address);
    else window.history.pushState(window.history.state, "", address);
  }, [query]);
  return null;
}
