// Keeps what a page of the server last showed on this phone, and puts it back when the page starts without a
// connection. The page stays one: its values go into Reflex's own store in the browser, as if the server had just sent
// them. The server still decides what is true: whatever it sends replaces them.
import { useContext, useEffect, useRef, useState } from "react";
import { DispatchContext, EventLoopContext, initialState } from "$/utils/context";
import { useStateContext } from "$/utils/context-registry";
import { fits } from "./fits.js";
import { Icon } from "./icon.jsx";
import { kept } from "./offline_shell.js";
import { makeT } from "./t.js";

const PATIENCE = 4000; // milliseconds without an answer before the page is shown as it was, or said to be old

/** Whether something has held for as long as one can wait. */
function useForAWhile(holds) {
  const [isSo, setIsSo] = useState(false);
  useEffect(() => {
    if (!holds) {
      setIsSo(false);
      return undefined;
    }
    const timer = setTimeout(() => setIsSo(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [holds]);
  return isSo;
}

/** `stateName`: the full name of the page's state. Of its vars, `shown` (what makes the page), `readAt` (an instant,
 *  another at each reading) and `asOf` (the same in words) are kept as `keptAs`, for each language. `owner`: the var
 *  with the id of the person who is shown. */
export function Remembered({ strings, language, keptAs, stateName, shown, readAt, asOf, owner }) {
  const t = makeT(strings, language);
  const values = useStateContext(stateName);
  const dispatch = useContext(DispatchContext);
  const connectErrors = useContext(EventLoopContext)?.[1];
  const key = `${keptAs}-${language}`;
  const restored = useRef(null);
  const [isNothingKept, setIsNothingKept] = useState(false);
  const isThere = Boolean(values[readAt]);
  const isFailing = connectErrors?.length > 0;
  const isLate = useForAWhile(!isThere);
  const isLost = useForAWhile(isFailing);
  const isAway = isFailing || isLate;

  // Whatever has come from the server is the newest.
  useEffect(() => {
    if (!values[readAt] || values[readAt] === restored.current) return;
    restored.current = null;
    kept.set(key, values[owner], Object.fromEntries([...shown, readAt, asOf].map((each) => [each, values[each]])));
  }, [values[readAt]]);

  useEffect(() => {
    if (!isAway || isThere) return undefined;
    let isGone = false;
    kept.get(key).then((found) => {
      if (isGone) return;
      // Another version of the app may have kept it.
      if (found === null || !fits(initialState[stateName], found)) {
        setIsNothingKept(true);
        return;
      }
      restored.current = found[readAt];
      dispatch[stateName](found);
    });
    return () => {
      isGone = true;
    };
  }, [isAway, isThere, key]);

  const isOld = isThere && (isLost || values[readAt] === restored.current);
  const words = isOld
    ? t("As of {moment}. Newer figures show when you are online.", { moment: values[asOf] })
    : isAway && isNothingKept && !isThere
      ? t("No connection right now. This page will go on by itself when it is back.")
      : "";
  return (
    <div role="status">
      {words && (
        <p className="hs-notice">
          <Icon name="cloud-off" />
          <span>{words}</span>
        </p>
      )}
    </div>
  );
}
