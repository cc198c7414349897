// What the body map knows without a screen: which regions a view draws, and what a tap does to the chosen sites.

const WIDTH = 200;

const other = (d) => ({ d, transform: `matrix(-1 0 0 1 ${WIDTH} 0)` });

/** The regions of a view, both sides of a pair: `{code, d, transform, x, y}`, `x` and `y` for the check mark.
 *  A pair is drawn on the reader's left, which is the patient's own left on the back view only. */
export function regionsOf(regions, view) {
  const [near, far] = view === "front" ? ["right", "left"] : ["left", "right"];
  return regions[view].flatMap(({ site, pair, d, at: [x, y] }) =>
    pair
      ? [
          { code: `${site}_${near}`, d, x, y },
          { code: `${site}_${far}`, ...other(d), x: WIDTH - x, y },
        ]
      : [{ code: site, d, x, y }],
  );
}

/** The chosen sites with `code` added, or taken away when it is there. */
export function toggled(sites, code) {
  return sites.includes(code) ? sites.filter((each) => each !== code) : [...sites, code];
}

/** Names by code, from the groups of the list. */
export const namesOf = (groups) =>
  Object.fromEntries(groups.flatMap((group) => group.sites.map(({ code, name }) => [code, name])));
