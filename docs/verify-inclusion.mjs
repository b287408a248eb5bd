// Verifies an inclusion proof offline: node verify-inclusion.mjs proof.json bundle.json [key.pem]
// RFC 9162, section 2.1.3.2. Nothing but Node.js is needed.
import { createHash, createPublicKey, verify } from "node:crypto";
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
const headText = Buffer.from(["head", proof.number, proof.previousHead, proof.root, proof.treeSize, proof.sealedAt].join("|"), "utf8");
const head = sha256(headText);
if (head.toString("hex") !== proof.head) fail("the head does not follow from the root");

// 4. The head was signed with the key that you hold.
if (process.argv[4]) {
  const key = createPublicKey(readFileSync(process.argv[4]));
  if (!verify("sha256", headText, key, Buffer.from(proof.signature ?? "", "base64"))) fail("the head was not signed with this key");
}
console.log(`PROVEN: in ledger entry ${proof.number}, head ${proof.head}. Compare the head with the one printed in the report.`);
