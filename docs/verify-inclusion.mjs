// Verifies an inclusion proof offline: node verify-inclusion.mjs proof.json bundle.json
// RFC 9162, section 2.1.3.2. Nothing but Node.js is needed.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const proof = JSON.parse(readFileSync(process.argv[2], "utf8"));
const fail = (why) => { console.error(`NOT PROVEN: ${why}`); process.exit(1); };

// 1. The leaf names the hash of the very bytes that were sent.
const bundleHash = sha256(readFileSync(process.argv[3])).toString("hex");
if (proof.leaf.split("|")[2] !== bundleHash) fail("the leaf is about another bundle");

// 2. The path leads from the leaf to the root.
let [node, last, hash] = [proof.index, proof.treeSize - 1, sha256(Buffer.of(0), Buffer.from(proof.leaf, "utf8"))];
for (const step of proof.path) {
  const sibling = Buffer.from(step, "hex");
  if (last === 0) fail("the path is too long");
  if (node % 2 === 1 || node === last) {
    hash = sha256(Buffer.of(1), sibling, hash);
    while (node % 2 === 0 && node !== 0) { node >>= 1; last >>= 1; }
  } else {
    hash = sha256(Buffer.of(1), hash, sibling);
  }
  node >>= 1; last >>= 1;
}
if (last !== 0 || hash.toString("hex") !== proof.root) fail("the path does not lead to the root");

// 3. The head covers the root and the previous head.
const head = sha256(Buffer.from(["head", proof.number, proof.previousHead, proof.root, proof.treeSize, proof.sealedAt].join("|"), "utf8"));
if (head.toString("hex") !== proof.head) fail("the head does not follow from the root");
console.log(`PROVEN: in ledger entry ${proof.number}, head ${proof.head}. Compare the head with the one printed in the report.`);
