// What a session says, shakes and keeps awake. Each does nothing where the browser cannot; nothing here ever fails.

const KEY = "homestretch-cues";
const CHOICES = { voice: true, vibration: true };
const ACCENTS = { en: "en-US", es: "es-US" };

const SHAKES = {
  ready: [60],
  hold: [200],
  relax: [80, 80, 80],
  change_sides: [80, 80, 200],
  rest: [80, 80, 80],
  rest_over: [200, 100, 200],
  set: [200],
  run: [200],
  over: [200, 100, 200],
  done: [100, 80, 100, 80, 300],
  all_done: [100, 80, 100, 80, 300],
  count: [30],
};

/** Which cues this device wants: `{voice, vibration}`. */
export function keptCues() {
  try {
    return { ...CHOICES, ...JSON.parse(window.localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return { ...CHOICES };
  }
}

export function keepCues(cues) {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(cues));
  } catch {
    // Private browsing: the choice lasts as long as the page.
  }
}

export const canSpeak = () => "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;
export const canShake = () => typeof navigator.vibrate === "function";

/** Say it now; what was being said is cut short, so that the voice never lags behind the exercise. */
export function speak(text, language) {
  if (!canSpeak()) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = ACCENTS[language] ?? language;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(utterance);
}

/** Some phones speak only after a tap has spoken first: called in the tap that starts a session. */
export function allowSpeech() {
  if (canSpeak()) window.speechSynthesis.speak(new SpeechSynthesisUtterance(""));
}

export function hush() {
  if (canSpeak()) window.speechSynthesis.cancel();
}

export function shake(code) {
  if (canShake() && SHAKES[code]) navigator.vibrate(SHAKES[code]);
}

/** Keep the screen on until the returned function is called. The browser lets go when the page is hidden. */
export function keepAwake() {
  if (!("wakeLock" in navigator)) return () => {};
  let lock = null;
  let isOver = false;
  const ask = async () => {
    if (document.visibilityState !== "visible") return;
    try {
      const given = await navigator.wakeLock.request("screen");
      if (isOver) given.release();
      else lock = given;
    } catch {
      // A phone that saves its battery refuses: the timers are right all the same.
    }
  };
  document.addEventListener("visibilitychange", ask);
  ask();
  return () => {
    isOver = true;
    document.removeEventListener("visibilitychange", ask);
    lock?.release();
  };
}
