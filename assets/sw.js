// Keeps the shell of the patient's screens on the phone: pages, scripts, styles, figures. Never an answer of the API,
// and no page with a name in it. `patient_app/ui/client/offline_shell.js` is the other half, in the page.
//
// A shell is kept under its version, a hash over all of it. A new one is fetched beside the old and waits until the
// person asks for it, or no page is open any more. Whatever goes wrong on the way, the old one works on.

// Written when the front end is built (patient_app/serving/worker.py): `files` {path: integrity}, `screens` the pages
// that work without a network, `addresses` those with an id in them ('/measures/:code'), which one page serves.
const SHELL = { version: "", files: {}, screens: [], addresses: [] };

const PREFIX = "hs-shell-";
const CACHE = PREFIX + SHELL.version;
const PERSONAL = "hs-personal";
const OWNER = "/offline-owner";
const FIRST_VIEW = "/first-view";
const ANY_ADDRESS = "/404";
const ADDRESSES = SHELL.addresses.map((route) => new RegExp(`^${route.replace(/:\w+/g, "[^/]+")}$`));
// Drawn figures, and photos of a clinic's own exercises. Videos are shown with a connection only.
const FIGURE = /^\/figures\/[\w-]+\.(svg|webp)$/;
const FIGURE_AGE = 7 * 24 * 60 * 60 * 1000;
// Answers of the server, at any depth.
const SERVERS = /^\/(api|_event|_upload|calendar|fhir|s|healthz|readyz|ping|_health)(\/|$)/;
// Few at a time: the page that is open may need the line.
const AT_ONCE = 3;

self.addEventListener("install", (event) => event.waitUntil(keepShell()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer());
});
self.addEventListener("message", (event) => {
  const { type, urls } = event.data ?? {};
  if (type === "load") self.skipWaiting();
  if (type === "keep") event.waitUntil(keepFigures(urls));
  if (type === "forget") event.waitUntil(caches.delete(PERSONAL));
});

// ---- The shell ------------------------------------------------------------------------------------------------

/** Fetch what is not there yet. Fails as a whole when a file is missing; what was fetched is there for the next try. */
async function keepShell() {
  const cache = await caches.open(CACHE);
  const waiting = Object.entries(SHELL.files);
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, integrity] = next;
      if (await cache.match(path)) continue;
      await cache.put(path, (await fromOlder(path, integrity)) ?? (await fetched(path, integrity)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // Another version may have taken over meanwhile, and swept this one away.
  const kept = await (await caches.open(CACHE)).keys();
  if (kept.length < Object.keys(SHELL.files).length) throw new Error("The shell is not complete.");
}

/** The same file of an older shell: a new version shares most of its scripts with the one before. */
async function fromOlder(path, integrity) {
  if (!path.startsWith("/assets/")) return null; // a page comes with headers that may be new
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === CACHE) continue;
    const found = await (await caches.open(name)).match(path);
    if (found && (await digestOf(found.clone())) === integrity) return found;
  }
  return null;
}

async function digestOf(response) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

/** The file as it was built, and nothing else: not redirected, not somebody's, not of another version. */
async function fetched(path, integrity) {
  const answer = await fetch(path, {
    // Without cookies, the server neither leads elsewhere nor puts a name into a page.
    credentials: "omit",
    mode: "same-origin",
    redirect: "error",
    integrity,
    // Past the browser's own cache. It may hold something old, and two who fetch the same file through it at one time
    // get in each other's way: Chromium then breaks off the script that a page is just loading.
    cache: "no-store",
  });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  // Pages that are open are not claimed: one that is just fetching its scripts would lose them. The next one is ours.
  await Promise.all(old.map((name) => caches.delete(name)));
  await orNothing(dropFirstViews());
}

async function shell(path) {
  return (await caches.open(CACHE)).match(path, { ignoreVary: true });
}

/** Storage that fails is as good as none: the network may still answer. */
const orNothing = (answer) => answer.catch(() => null);

// ---- Answers --------------------------------------------------------------------------------------------------

/** How to answer a request, or null to leave it to the browser. */
function answerTo(request) {
  const url = new URL(request.url);
  const isOurs = url.origin === self.location.origin && !SERVERS.test(url.pathname);
  if (request.method !== "GET" || !isOurs || request.headers.has("range")) return null;
  if (request.mode === "navigate") return () => opened(request, url.pathname.replace(/\/+$/, "") || "/");
  if (FIGURE.test(url.pathname)) return () => figure(request);
  // Pages are for navigations only: a page's own fetch of one asks the server.
  const isFile = url.pathname.includes(".") && Object.hasOwn(SHELL.files, url.pathname);
  return isFile ? async () => (await orNothing(shell(url.pathname))) ?? fetch(request) : null;
}

/** A page. With a patient's day on the phone it is there at once; else the server decides who may open what. */
async function opened(request, path) {
  const cache = await orNothing(personal());
  const isKept = cache !== null;
  const file = SHELL.screens.includes(path) ? path : ADDRESSES.some((route) => route.test(path)) ? ANY_ADDRESS : null;
  if (isKept && file) {
    const [page, view] = await Promise.all([orNothing(shell(file)), orNothing(firstView(cache, path))]);
    if (page) return view ? withFirstView(page, view) : page;
  }
  try {
    return await fetch(request);
  } catch (problem) {
    const spanish = path === "/es" || path.startsWith("/es/");
    if (isKept && (path === "/" || path === "/es")) return Response.redirect(spanish ? "/es/today" : "/today", 302);
    const notice = await orNothing(shell(spanish ? "/es/offline" : "/offline"));
    if (!notice) throw problem;
    return isKept ? withWayBack(notice) : notice;
  }
}

/** The day as the page drew it ahead for this date; undefined when it did not. */
async function firstView(cache, path) {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const view = await (await cache.match(`${FIRST_VIEW}${path}?date=${date}`))?.json();
  const part = now.getHours() < 12 ? 0 : now.getHours() < 18 ? 1 : 2;
  return view?.html.replace("@greeting@", () => view.greetings[part]);
}

/** Days that another version of the app drew do not fit the pages of this one. */
async function dropFirstViews() {
  const cache = await personal();
  for (const { url } of (await cache?.keys()) ?? []) {
    if (new URL(url).pathname.startsWith(`${FIRST_VIEW}/`)) await cache.delete(url);
  }
}

/** The page with the day in the place of its shape: on the screen before any script has run. */
async function withFirstView(page, view) {
  return rewritten(page, (text) => text.replace(/<!--first-view-->.*?<!--\/first-view-->/s, () => view));
}

/** The page about the missing connection, with the way to the screens that work without one. */
async function withWayBack(notice) {
  return rewritten(notice, (text) => text.replace("hs-offline-visitor", "hs-offline-patient"));
}

async function rewritten(page, rewrite) {
  const headers = new Headers(page.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(rewrite(await page.text()), { status: 200, headers });
}

// ---- What tells about a person: only beside the mark that a patient's day is on this phone ----------------------

/** The personal cache, or null when nobody's day is kept. An open one that is deleted meanwhile keeps nothing. */
async function personal() {
  if (!(await caches.has(PERSONAL))) return null;
  const cache = await caches.open(PERSONAL);
  return (await cache.match(OWNER)) ? cache : null;
}

const isFigure = (answer) =>
  answer.ok &&
  answer.type === "basic" &&
  !answer.redirected &&
  /^image\/(svg|webp)/.test(answer.headers.get("content-type"));

async function figure(request) {
  const cache = await orNothing(personal());
  const kept = await cache?.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  // Without room for it, it is shown all the same.
  if (cache && isFigure(answer)) await orNothing(cache.put(request.url, answer.clone()));
  return answer;
}

/** The figures of the whole program, and no others. One that cannot be had now stays as it was. */
async function keepFigures(urls) {
  const cache = await personal();
  if (!cache || !Array.isArray(urls)) return;
  const wanted = new Set(urls.map((url) => new URL(url, self.location.origin)).filter(isFigureAddress).map(String));
  for (const { url } of await cache.keys()) {
    if (isFigureAddress(new URL(url)) && !wanted.has(url)) await cache.delete(url, { ignoreVary: true });
  }
  for (const url of wanted) {
    const kept = await cache.match(url, { ignoreVary: true });
    if (kept && (isPhoto(url) || Date.now() - Date.parse(kept.headers.get("date")) < FIGURE_AGE)) continue;
    const answer = await fetch(url, { cache: "no-store" }).catch(() => null);
    if (answer && isFigure(answer)) await orNothing(cache.put(url, answer));
  }
}

/** A photo's address never shows another one. */
const isPhoto = (url) => url.endsWith(".webp");

function isFigureAddress(url) {
  return url.origin === self.location.origin && FIGURE.test(url.pathname);
}
