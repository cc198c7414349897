// Putting the app on the home screen. The browser's own question comes early, so every page of a patient listens for it.

let offer = null; // the browser's own question, kept until the person asks for it
let isInstalled = false;
const watchers = new Set();
const changed = () => watchers.forEach((tell) => tell());

if (typeof window !== "undefined" && window.addEventListener) {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    changed();
  });
  window.addEventListener("appinstalled", () => {
    offer = null;
    isInstalled = true;
    changed();
  });
}

/** How this browser puts the app on the home screen: 'ask' (by a question of its own), 'share' (from its Share menu, on
 *  an iPhone or iPad), or null: not at all, or it is there already. */
export function canInstall() {
  const alone = window.matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
  if (alone || isInstalled || !window.isSecureContext) return null;
  if (offer) return "ask";
  const isTablet = navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1;
  return isTablet || /iPhone|iPad|iPod/.test(navigator.userAgent) ? "share" : null;
}

/** Let the browser ask. A question can be put once. */
export async function install() {
  const question = offer;
  offer = null;
  await question?.prompt();
  await question?.userChoice;
  changed();
}

/** Call `tell` whenever `canInstall` may answer otherwise; gives back the way to stop. */
export function onInstallChange(tell) {
  watchers.add(tell);
  return () => watchers.delete(tell);
}
