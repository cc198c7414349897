// What is typed into a form of the library, kept in this window until it is saved: it is nobody's health data.

const at = (place) => `hs-typed:${place}`;

export function kept(place) {
  try {
    return JSON.parse(window.sessionStorage.getItem(at(place)));
  } catch {
    return null;
  }
}

export function keep(place, form) {
  try {
    window.sessionStorage.setItem(at(place), JSON.stringify(form));
  } catch {
    // A browser that keeps nothing: it stays on the screen.
  }
}

export function forget(place) {
  try {
    window.sessionStorage.removeItem(at(place));
  } catch {
    // Nothing was kept.
  }
}
