// Whether values that were kept earlier are of the shape that a page needs now.

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const kindOf = (value) => (Array.isArray(value) ? "array" : typeof value);

/** Each of `found` is known in `defaults` and of its kind; of an object with fixed fields, none is missing. */
export function fits(defaults, found) {
  return (
    isObject(found) &&
    Object.entries(found).every(
      ([name, value]) =>
        Object.hasOwn(defaults, name) &&
        kindOf(value) === kindOf(defaults[name]) &&
        (!isObject(value) || Object.keys(defaults[name]).every((key) => Object.hasOwn(value, key))),
    )
  );
}
