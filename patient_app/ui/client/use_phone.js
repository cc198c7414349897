// The phone for React: one for all screens of the page, told when to look for news.
import { useEffect, useState, useSyncExternalStore } from "react";
import { api, goToSignIn } from "./api.js";
import { forgetFirstViews, forgetOwner, keepFigures, keepOwner } from "./offline_shell.js";
import { Phone } from "./phone.js";
import { PhoneDb } from "./phone_db.js";

const CHANNEL = "homestretch-phone";
const SYNC_PATIENCE_MS = 30000;
const TICK_MS = 30000;

let shared = null;

/** This patient's phone, as `phone.js` shows it, with the ways to change it. `revision`: goes up when the server knows
 *  more. */
export function usePhone(language, revision) {
  const [phone] = useState(() => (typeof window === "undefined" ? asleep : sharedPhone(language)));
  const view = useSyncExternalStore(phone.subscribe, phone.look, () => asleep.look());
  useEffect(() => {
    phone.ways.reload();
  }, [phone, revision]);
  return { ...view, ...phone.ways };
}

/** The phone without a screen: for signing out. */
export function sharedPhone(language) {
  if (shared === null || shared.language !== language) shared = connected(language);
  return shared.handle;
}

function connected(language) {
  const others = "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : null;
  const phone = new Phone({
    db: new PhoneDb(window.indexedDB),
    api: serverApi(language),
    language,
    shell: { keepOwner, keepFigures, forgetFirstViews, forgetOwner },
    onLocked: () => leaveWhenNothingWaits(phone, language),
    onWritten: () => others?.postMessage("changed"),
  });
  if (others) others.onmessage = () => phone.reread();
  const look = () => document.visibilityState === "visible" && phone.reload();
  window.addEventListener("online", () => phone.reload());
  document.addEventListener("visibilitychange", look);
  // The way back may bring up this page as it was left, of somebody who has signed out since.
  window.addEventListener("pageshow", (event) => event.persisted && phone.reread());
  window.addEventListener("beforeunload", (event) => {
    // Only what the phone could not keep is lost by leaving.
    if (phone.db.problem && phone.outbox.waiting > 0) event.preventDefault();
  });
  setInterval(() => phone.tick(), TICK_MS);
  phone.open();
  return { language, handle: handleOf(phone) };
}

function handleOf(phone) {
  return {
    subscribe: (listener) => phone.subscribe(listener),
    look: () => phone.view,
    phone,
    ways: {
      now: () => phone.now(),
      save: async (kind, id, body) => {
        await phone.save(kind, id, body);
        askToPersist();
      },
      remove: (kind, id) => phone.remove(kind, id),
      stateOf: (id) => phone.stateOf(id),
      discard: (id) => phone.discard(id),
      kept: phone.kept,
      reload: () => phone.reload(),
    },
  };
}

const asleep = {
  subscribe: () => () => {},
  look: () => Phone.nothing,
  ways: { reload: () => {} },
};

const serverApi = (language) => ({
  snapshot: (etag) => api("GET", "/snapshot", undefined, language, { etag }),
  sync: async (entries, owner) =>
    (await api("POST", "/sync", { entries }, language, { owner, patience: SYNC_PATIENCE_MS }))?.results,
  signOut: () => api("DELETE", "/session", undefined, language),
});

/** With entries that wait, an open screen stays and says so. */
function leaveWhenNothingWaits(phone, language) {
  if (phone.outbox.waiting === 0) goToSignIn(language);
}

let hasAsked = false;

/** Ask the browser, once, not to clear what is kept here when space gets short. */
async function askToPersist() {
  if (hasAsked) return;
  hasAsked = true;
  try {
    await navigator.storage?.persist?.();
  } catch {
    // It may still be cleared; the entries are sent as soon as they can be.
  }
}
