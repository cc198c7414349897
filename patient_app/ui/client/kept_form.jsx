// Keeps what is typed in a form in this tab, by who typed it and for what, until it is saved, let go of, or the person
// signs out. The fields are the browser's own: the form sends what stands in them.
import { useEffect, useRef } from "react";
import { keepSheet, keptSheet } from "./sheet_store.js";

const fieldsOf = (form) => [...form.elements].filter((each) => each.name && each.type !== "file");

function typedIn(form) {
  const found = {};
  for (const field of fieldsOf(form)) {
    if (field.type === "checkbox" || field.type === "radio") found[`${field.name}=${field.value}`] = field.checked;
    else found[field.name] = field.value;
  }
  return found;
}

function putBack(form, typed) {
  for (const field of fieldsOf(form)) {
    const isTicked = field.type === "checkbox" || field.type === "radio";
    const kept = typed[isTicked ? `${field.name}=${field.value}` : field.name];
    if (kept === undefined) continue;
    if (isTicked) field.checked = kept;
    else field.value = kept;
  }
}

/** `owner`: who types; `name`: what it is about. A form that closes on its page was saved or let go of; one that is left
 *  with its page is kept. */
export function KeptForm({ owner, name, children }) {
  const place = useRef(null);
  const formOf = () => place.current?.querySelector("form");
  useEffect(() => {
    if (!owner) return undefined;
    const page = window.location.pathname;
    const kept = keptSheet(owner, name)?.drafts;
    if (kept && formOf()) putBack(formOf(), kept);
    return () => {
      if (window.location.pathname === page) keepSheet(owner, name, { drafts: {}, rows: [] });
    };
  }, [owner, name]);
  const keep = () => owner && formOf() && keepSheet(owner, name, { drafts: typedIn(formOf()), rows: [] });
  return (
    <div ref={place} onInput={keep}>
      {children}
    </div>
  );
}
