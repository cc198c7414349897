import assert from "node:assert/strict";
import { test } from "node:test";
import { api } from "../../patient_app/ui/client/api.js";

const answering = (t, body, init) => t.mock.method(globalThis, "fetch", async () => new Response(body, init));

test("a page that another than the server answers with is no answer", async (t) => {
  answering(t, "<html>Welcome to our network</html>", { status: 200 });
  await assert.rejects(api("GET", "/snapshot", undefined, "en"), { status: 0 });
  await assert.rejects(api("DELETE", "/session", undefined, "en"), { status: 0 });
});

test("an answer without content is one", async (t) => {
  answering(t, null, { status: 204 });
  assert.equal(await api("DELETE", "/session", undefined, "en"), null);
});
