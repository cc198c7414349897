import { test } from "node:test";
import { sequence } from "./sequence.mjs";
import { Server } from "./world.mjs";

const SEQUENCES = Number(process.env.HOMESTRETCH_SEQUENCES ?? 10000);
const FIRST = Number(process.env.HOMESTRETCH_SEED ?? 1);

test(`${SEQUENCES} random sequences end equal on all devices and the server`, async () => {
  for (let seed = FIRST; seed < FIRST + SEQUENCES; seed += 1) {
    const entry = (made) => ({ id: `${seed}-${made}`, body: { reps_done: made } });
    await sequence(seed, { server: new Server(), entry });
  }
});
