// The page's half of working offline: whose day is on this phone, and the figures that go with it. `assets/sw.js` is the
// other half; it opens the kept pages only beside the mark that is set here.
//
// All of it does nothing where the browser has no such storage (plain http, some private windows).

import { still } from "./figure_address.js";

const PERSONAL = "hs-personal";
const OWNER = "/offline-owner";

const store = () => (typeof caches === "undefined" ? null : caches);

/** From now on this patient's screens open from this phone. Call when the patient's snapshot has been stored; with the
 *  patient's id, what was kept for somebody else goes. */
export async function keepOwner(owner) {
  try {
    const before = await keptOwner();
    if (before !== null && (owner === undefined || before === owner)) return;
    if (before !== null) await store()?.delete(PERSONAL);
    const cache = await store()?.open(PERSONAL);
    await cache?.put(OWNER, new Response(owner ?? "", { headers: { "Content-Type": "text/plain" } }));
  } catch {
    // No room, or a browser that keeps nothing: the screens go on working with a connection.
  }
}

/** Nothing of a person stays in this browser's caches. Call at sign-out, and before somebody else may be signed in. */
export async function forgetOwner() {
  try {
    await store()?.delete(PERSONAL);
    (await registration())?.active?.postMessage({ type: "forget" });
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** The id given to `keepOwner`; null when nobody's day is on this phone. */
async function keptOwner() {
  try {
    return await ownerIn(await personal());
  } catch {
    return null;
  }
}

/** Keep the figures of the whole program, moving and still; the addresses as the server gives them. */
export async function keepFigures(urls) {
  const all = new Set(urls.filter(Boolean).flatMap((url) => [url, still(url)]));
  try {
    // The worker may only just be on its way.
    const ready = await navigator.serviceWorker?.ready;
    ready?.active?.postMessage({ type: "keep", urls: [...all] });
  } catch {
    // Without a worker there is nobody to keep them.
  }
}

/** Keep what a page of `owner` shows before its scripts run, by date: {html, greetings} (see first_view.jsx). Others
 *  are dropped. */
export async function keepFirstViews(owner, path, views) {
  try {
    const cache = await personal();
    // Somebody else's day may be kept here since it was drawn.
    if ((await ownerIn(cache)) !== owner) return;
    const wanted = Object.entries(views).map(([date, view]) => [firstViewAt(path, date), view]);
    await Promise.all(wanted.map(([address, view]) => cache.put(address, Response.json(view))));
    const addresses = new Set(wanted.map(([address]) => address));
    for (const { url } of await cache.keys()) {
      const { pathname, search } = new URL(url);
      if (pathname === `/first-view${path}` && !addresses.has(pathname + search)) await cache.delete(url);
    }
  } catch {
    // No room: the page begins with its shape.
  }
}

/** The page begins with its shape until a day is drawn again. */
export async function forgetFirstViews() {
  try {
    const cache = await personal();
    for (const { url } of (await cache?.keys()) ?? []) {
      if (new URL(url).pathname.startsWith("/first-view/")) await cache.delete(url);
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

const firstViewAt = (path, date) => `/first-view${path}?date=${date}`;


async function ownerIn(cache) {
  return (await (await cache?.match(OWNER))?.text()) ?? null;
}

async function registration() {
  return typeof navigator === "undefined" ? null : await navigator.serviceWorker?.getRegistration();
}

async function personal() {
  return (await store()?.has(PERSONAL)) ? store().open(PERSONAL) : null;
}

/** Small JSON of the patient whose day is on this phone; it goes with the mark. `get` gives null for the rest. */
export const kept = {
  async get(key) {
    try {
      const answer = await (await personal())?.match(keptAt(key));
      return answer ? await answer.json() : null;
    } catch {
      return null;
    }
  },
  /** `owner`: whose value it is. Beside another person's mark it is not kept. */
  async set(key, owner, value) {
    try {
      const cache = await personal();
      if ((await ownerIn(cache)) === owner) await cache.put(keptAt(key), Response.json(value));
    } catch {
      // No room: shown while there is a connection.
    }
  },
};

const keptAt = (key) => `/kept/${encodeURIComponent(key)}`;
