// Writes the software bill of materials of a published folder as CycloneDX 1.6 JSON (https://cyclonedx.org/docs/1.6/json/).
// Usage: node .ci/sbom.mjs PUBLISHED-FOLDER > report-pipeline.cdx.json
// What ships is what the folder's deps.json lists; each package must stand in the lock file with that version, or the script fails.
// No clock and no random number: the time is SOURCE_DATE_EPOCH, the serial number a hash of the content.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const published = process.argv[2];
const json = file => JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
const deps = json(join(published, 'ReportPipeline.Functions.deps.json'));
const runtime = json(join(published, 'ReportPipeline.Functions.runtimeconfig.json'));
const lock = json(join(root, 'functions', 'packages.lock.json'));
const cache = process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget', 'packages');

const byName = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const packageUrl = (name, version) => `pkg:nuget/${name}@${version}`;
const locked = new Map(Object.values(lock.dependencies).flatMap(target => Object.entries(target))
  .map(([name, item]) => [name.toLowerCase(), item]));

function licenseOf(name, version) {
  const description = join(cache, name.toLowerCase(), version.toLowerCase(), `${name.toLowerCase()}.nuspec`);
  if (!existsSync(description)) return {};
  const text = readFileSync(description, 'utf8');
  const expression = /<license type="expression">([^<]+)<\/license>/.exec(text)?.[1];
  if (expression) return { licenses: [{ expression }] };
  const file = /<license type="file">([^<]+)<\/license>/.exec(text)?.[1];
  if (file) return { licenses: [{ license: { name: `${file} in the package` } }] };
  const url = /<licenseUrl>([^<]+)<\/licenseUrl>/.exec(text)?.[1];
  return url ? { licenses: [{ license: { name: 'see url', url } }] } : {};
}

function packageComponent(name, version) {
  const entry = locked.get(name.toLowerCase());
  if (entry?.resolved !== version) throw new Error(`${name} ${version} ships, and the lock file says ${entry?.resolved ?? 'nothing'}`);
  const reference = packageUrl(name, version);
  return {
    type: 'library', 'bom-ref': reference, name, version, purl: reference, ...licenseOf(name, version),
    properties: [{ name: 'nuget:contentHash', value: entry.contentHash }],
  };
}

const shipped = Object.entries(deps.libraries).map(([key, item]) => ({ name: key.split('/')[0], version: key.split('/')[1], type: item.type }));
const packages = shipped.filter(item => item.type === 'package').map(item => packageComponent(item.name, item.version));
const projects = shipped.filter(item => item.type === 'project' && item.name !== 'ReportPipeline.Functions').map(item => ({
  type: 'library', 'bom-ref': `project:${item.name}`, name: item.name, version: item.version, licenses: [{ expression: 'MIT' }],
}));
// Self-contained: the runtime ships too, and its security fixes concern us.
const frameworks = runtime.runtimeOptions.includedFrameworks.map(item => {
  const reference = packageUrl(`${item.name}.Runtime.linux-x64`, item.version);
  return { type: 'framework', 'bom-ref': reference, name: item.name, version: item.version, purl: reference, licenses: [{ expression: 'MIT' }] };
});
const components = [...packages, ...projects, ...frameworks].sort((one, other) => byName(one['bom-ref'], other['bom-ref']));

const product = shipped.find(item => item.name === 'ReportPipeline.Functions');
const productReference = `project:${product.name}`;
const references = new Map(components.map(item => [item.name.toLowerCase(), item['bom-ref']]));
const target = deps.targets[deps.runtimeTarget.name];
const dependencies = Object.entries(target)
  .filter(([key]) => key.split('/')[0].toLowerCase() === product.name.toLowerCase() || references.has(key.split('/')[0].toLowerCase()))
  .map(([key, item]) => ({
    ref: references.get(key.split('/')[0].toLowerCase()) ?? productReference,
    dependsOn: Object.keys(item.dependencies ?? {}).map(name => references.get(name.toLowerCase())).filter(Boolean).sort(byName),
  }))
  .sort((one, other) => byName(one.ref, other.ref));
dependencies.find(item => item.ref === productReference).dependsOn.push(...frameworks.map(item => item['bom-ref']));

const hash = createHash('sha256').update(JSON.stringify({ components, dependencies })).digest('hex');
const uuid = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
console.log(JSON.stringify({
  bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${uuid}`, version: 1,
  metadata: {
    timestamp: new Date(Number(process.env.SOURCE_DATE_EPOCH ?? 0) * 1000).toISOString().replace('.000Z', 'Z'),
    component: { type: 'application', 'bom-ref': productReference, name: product.name, version: product.version, licenses: [{ expression: 'MIT' }] },
  },
  components, dependencies,
}, null, 2));
