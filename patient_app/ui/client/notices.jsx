// What a person is to be told, until they have seen it. This part only asks; what shows a notice is loaded when there is
// one, so that the patient's day does not weigh more without.
import { Suspense, lazy, useCallback, useEffect, useState } from "react";
import { api } from "./api.js";
import { makeT } from "./t.js";

const NoticeList = lazy(() => import("./notice_list.jsx"));
const AFTER_LOAD = 1500; // milliseconds: the page's own questions to the server go first

/**
 * @param {number} revision Goes up when the server says that something changed: then there may be news.
 * @returns {[object[], (ids: string[]) => void]} The notices, and the way to say that some were seen.
 */
function useNotices(language, revision) {
  const [notices, setNotices] = useState([]);
  const ask = useCallback(async () => {
    try {
      setNotices((await api("GET", "/notices", undefined, language)) ?? []);
    } catch {
      // No connection, or signed out: the page itself says so. The next look will do.
    }
  }, [language]);
  useEffect(() => {
    const first = setTimeout(ask, AFTER_LOAD);
    const look = () => document.visibilityState === "visible" && ask();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", look);
    return () => {
      clearTimeout(first);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", look);
    };
  }, [ask]);
  useEffect(() => {
    if (revision > 0) ask();
  }, [ask, revision]);
  const seen = async (ids) => {
    const before = notices;
    setNotices(before.filter((one) => !ids.includes(one.id)));
    try {
      await api("POST", "/notices/seen", { ids }, language);
    } catch {
      setNotices(before);
    }
  };
  return [notices, seen];
}

export function Notices({ strings, language, revision }) {
  const t = makeT(strings, language);
  const [notices, seen] = useNotices(language, revision);
  return (
    <div role="status">
      {notices.length > 0 && (
        <Suspense fallback={null}>
          <NoticeList t={t} notices={notices} seen={seen} />
        </Suspense>
      )}
    </div>
  );
}
