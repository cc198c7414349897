// Signing out of a phone (phone.js), also without a network: then the first page that is opened afterwards, whoever opens
// it, makes up for it.
import { api, goToSignIn } from "./api.js";
import { PhoneDb } from "./phone_db.js";

/** Send what can be sent. Resolves how many entries still wait. */
export async function flush(phone) {
  await phone.open();
  await phone.outbox.send();
  return phone.outbox.waiting;
}

/** Sign out: the session at the server, and everything personal here but entries that are not sent. Without a
 *  network the phone is wiped all the same, and the session is ended when the server is reached. Resolves whether
 *  it has ended. */
export async function signOut(phone) {
  await phone.open();
  let isEnded = true;
  try {
    await phone.api.signOut();
  } catch (problem) {
    isEnded = problem.status === 401;
  }
  await phone.wipe(() => true, { signOutPending: !isEnded, signedOutAt: phone.clock() });
  await phone.shell.forgetOwner();
  return isEnded;
}

/** End the session of whoever signed out here while the server could not be reached. For pages without a phone of their
 *  own (`use_phone.js`), a clinician's too. */
export async function finishSignOut(language) {
  const db = new PhoneDb();
  try {
    let isPending = false;
    await db.transact([["meta", "meta"]], (meta) => {
      isPending = Boolean(meta?.signOutPending);
      return [];
    });
    if (!isPending) return;
    await ended(language);
    await db.transact([["meta", "meta"]], (meta) => [["meta", "meta", { ...meta, signOutPending: false }]]);
  } catch {
    // No storage, so nobody signed out in vain; or no server yet: the next page tries again.
    return;
  }
  goToSignIn(language);
}

async function ended(language) {
  try {
    await api("DELETE", "/session", undefined, language);
  } catch (problem) {
    if (problem.status !== 401) throw problem;
  }
}
