// Reading addresses that people bring along: where to go after signing in, and the code in an invitation's link.

/** A path of this app, or null: an address from outside must not decide where a person goes after signing in. */
export function ownPath(next, origin) {
  if (!next?.startsWith("/")) return null;
  try {
    const address = new URL(next, origin);
    // '/.//elsewhere' has our origin, and a path that a browser would take for another host.
    const leadsAway = address.origin !== origin || address.pathname.startsWith("//");
    return leadsAway ? null : address.pathname + address.search + address.hash;
  } catch {
    return null;
  }
}

/** The code in what was typed or pasted, which may be the whole link. */
export function codeIn(typed) {
  const text = typed.trim();
  return (/\/join\/([^/?#\s]+)/.exec(text)?.[1] ?? text).replace(/\s+/g, "");
}
