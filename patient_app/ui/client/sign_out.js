// Signing out of a phone (phone.js): what only Settings needs.

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
