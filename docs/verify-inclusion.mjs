// Verifies an inclusion proof offline (RFC 9162, 2.1.3.2): node verify-inclusion.mjs proof.json bundle.json [key.pem]
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const demand = (holds, why) => { if (!holds) { console.error(`NOT PROVEN: ${why}`); process.exit(1); } };
const [proofFile, bundleFile, keyFile] = process.argv.slice(2);
const proof = JSON.parse(readFileSync(proofFile, "utf8"));

// 1. The leaf names the hash of the very bytes that were sent.
demand(proof.leaf.split("|")[2] === sha256(readFileSync(bundleFile)).toString("hex"), "the leaf is about another bundle");

// 2. The path leads from the leaf to the root.
let [node, last, hash] = [proof.index, proof.treeSize - 1, sha256(Buffer.of(0), Buffer.from(proof.leaf, "utf8"))];
for (const sibling of proof.path.map((step) => Buffer.from(step, "hex"))) {
  demand(last > 0, "the path is too long");
  const isRight = node % 2 === 1 || node === last;
  hash = isRight ? sha256(Buffer.of(1), sibling, hash) : sha256(Buffer.of(1), hash, sibling);
  while (isRight && node % 2 === 0 && node !== 0) { node >>= 1; last >>= 1; }
  node >>= 1; last >>= 1;
}
demand(last === 0 && hash.toString("hex") === proof.root, "the path does not lead to the root");

// 3. The head covers the root and the previous head.
const head = ["head", proof.number, proof.previousHead, proof.root, proof.treeSize, proof.sealedAt].join("|");
demand(sha256(Buffer.from(head)).toString("hex") === proof.head, "the head does not follow from the root");
// 4. The head was signed with the key that you hold.
const isSigned = (key) => verify("sha256", Buffer.from(head), key, Buffer.from(proof.signature ?? "", "base64"));
demand(!keyFile || isSigned(createPublicKey(readFileSync(keyFile))), "the head was not signed with this key");
console.log(`PROVEN: in ledger entry ${proof.number}, head ${proof.head}. Compare the head with the one printed in the report.`);
