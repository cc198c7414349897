// The phone's storage: IndexedDB behind one primitive, so that every change is one transaction, and the same over
// memory where the browser keeps nothing. No rule of entries or snapshots stands here.

export const STORES = ["entries", "snapshots", "kept", "meta"];
const NAME = "homestretch";
const VERSION = 1;
const OPENING_MS = 4000;

/** Storage that did not take or give what was asked. `kind`: 'missing', 'full' or 'damaged'. */
export class StorageProblem extends Error {
  constructor(kind, cause) {
    super(`${kind}: ${cause?.name ?? ""} ${cause?.message ?? ""}`.trim());
    this.kind = kind;
  }
}

/** IndexedDB. `transact` is the only way in. */
export class PhoneDb {
  #factory;
  #opened = null;

  constructor(factory = globalThis.indexedDB) {
    this.#factory = factory;
  }

  /** Read `gets` ([store, key], or [store] for all of it as [key, value] pairs), then write what `change(...found)`
   *  returns ([store, key, value], value `undefined` removes), in one transaction. Resolves what was written once it
   *  is on the disk. Raises `StorageProblem`. */
  async transact(gets, change = () => []) {
    const database = await this.#open();
    try {
      return await attempt(database, gets, change);
    } catch (error) {
      // The browser closes databases by itself, for instance when it clears space: once more with a new one.
      if (error?.name !== "InvalidStateError") throw asProblem(error);
      this.#opened = null;
      return attempt(await this.#open(), gets, change).catch((again) => {
        throw asProblem(again);
      });
    }
  }

  #open() {
    this.#opened ??= this.#opening().catch((error) => {
      this.#opened = null;
      throw asProblem(error);
    });
    return this.#opened;
  }

  async #opening() {
    if (!this.#factory) throw new StorageProblem("missing");
    let database;
    try {
      database = await opened(this.#factory.open(NAME, VERSION));
    } catch (error) {
      if (error?.name !== "VersionError") throw error;
      // A newer version of the app was here. What it kept is read as far as this one understands it.
      database = await opened(this.#factory.open(NAME));
    }
    if (STORES.some((store) => !database.objectStoreNames.contains(store))) {
      database.close();
      throw new StorageProblem("damaged");
    }
    const forget = () => (this.#opened = null);
    database.onclose = forget;
    database.onversionchange = () => {
      database.close();
      forget();
    };
    return database;
  }
}

/** The same over memory: for browsers without storage, and for tests. */
export class MemoryDb {
  constructor() {
    this.stores = new Map(STORES.map((store) => [store, new Map()]));
  }

  async transact(gets, change = () => []) {
    const found = gets.map(([name, ...key]) => {
      const store = this.stores.get(name);
      return structuredClone(key.length ? store.get(text(key[0])) : [...store].map(([k, v]) => [JSON.parse(k), v]));
    });
    const writes = change(...found);
    for (const [name, key, value] of writes) {
      if (value === undefined) this.stores.get(name).delete(text(key));
      else this.stores.get(name).set(text(key), structuredClone(value));
    }
    return writes;
  }
}

/** Storage that never fails: when the first does, the same goes on over memory with what is `known()` of it, until the
 *  page is closed. What is in storage already stays there. `problem` tells why. */
export class PhoneStorage {
  #first;
  #db;
  #known;

  constructor(db, known, onWritten = () => {}) {
    this.#first = db;
    this.#db = db;
    this.#known = known;
    this.onWritten = onWritten;
    this.problem = null;
  }

  async transact(gets, change = () => []) {
    const writes = await this.#attempt(gets, change);
    if (writes.length > 0) this.onWritten();
    return writes;
  }

  /** The same, and in the storage that failed as far as it takes it: what must go may stand there still. */
  async transactEverywhere(gets, change) {
    const writes = await this.transact(gets, change);
    if (this.problem) await this.#first.transact(gets, change).catch(() => {});
    return writes;
  }

  async #attempt(gets, change) {
    const tried = this.#db;
    try {
      return await tried.transact(gets, change);
    } catch (problem) {
      if (!(problem instanceof StorageProblem)) throw problem;
      // Another change may have failed just before: then memory has what it wrote.
      if (this.#db === tried) {
        this.problem = problem;
        this.#db = new MemoryDb();
        await this.#db.transact([], () => this.#known());
      }
      return this.#db.transact(gets, change);
    }
  }
}

const text = (key) => JSON.stringify(key);

function attempt(database, gets, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORES, "readwrite", { durability: "strict" });
    let writes = [];
    let failure = null;
    transaction.oncomplete = () => resolve(writes);
    transaction.onabort = () => reject(failure ?? transaction.error ?? new DOMException("aborted", "AbortError"));
    const write = (found) => {
      try {
        writes = change(...found);
        for (const [name, key, value] of writes) {
          const store = transaction.objectStore(name);
          if (value === undefined) store.delete(key);
          else store.put(value, key);
        }
        // Nothing more comes: the browser need not wait whether it does.
        transaction.commit?.();
      } catch (error) {
        failure = error;
        transaction.abort();
      }
    };
    read(transaction, gets, write);
  });
}

/** Ask for all of `gets` at once; `then` gets the answers in their order, still inside the transaction. */
function read(transaction, gets, then) {
  const found = gets.map(() => undefined);
  let open = 1;
  const done = () => {
    open -= 1;
    if (open === 0) then(found);
  };
  const ask = (request, take) => {
    open += 1;
    request.onsuccess = () => {
      take(request.result);
      done();
    };
  };
  gets.forEach(([name, ...key], at) => {
    const store = transaction.objectStore(name);
    if (key.length) return ask(store.get(key[0]), (value) => (found[at] = value));
    let keys = [];
    ask(store.getAllKeys(), (all) => (keys = all));
    return ask(store.getAll(), (values) => (found[at] = values.map((value, n) => [keys[n], value])));
  });
  done();
}

function opened(request) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new DOMException("no answer", "TimeoutError")), OPENING_MS);
    request.onupgradeneeded = () => {
      for (const store of STORES) {
        if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
      }
    };
    request.onsuccess = () => {
      clearTimeout(late);
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(late);
      reject(request.error);
    };
  });
}

/** What the browser's own errors mean; any other error is ours and stays what it is. */
function asProblem(error) {
  if (!(error instanceof DOMException)) return error;
  if (error?.name === "QuotaExceededError") return new StorageProblem("full", error);
  // Private windows of some browsers have the name and refuse its use.
  return new StorageProblem(error?.name === "SecurityError" ? "missing" : "damaged", error);
}
