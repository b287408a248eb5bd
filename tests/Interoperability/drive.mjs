// Drives the receiving endpoint as a hospital's programmer would with fhir-kit-client, and prints one JSON object of
// what came back. Arguments: base address, token, file of a transaction.
import { readFile } from 'node:fs/promises';
import { Client } from 'fhir-kit-client';

const [baseUrl, token, file] = process.argv.slice(2);
const transaction = JSON.parse(await readFile(file, 'utf8'));

const client = new Client({ baseUrl });
client.bearerToken = token;
const stranger = new Client({ baseUrl });

async function refusal(call) {
  try {
    await call();
    return { status: 'taken' };
  } catch (error) {
    const { status, data } = error.response ?? {};
    return { status, type: data?.resourceType, codes: data?.issue?.map((issue) => issue.details.coding[0].code), expressions: data?.issue?.map((issue) => issue.expression?.[0]) };
  }
}

const metadata = await stranger.capabilityStatement();
const taken = await client.transaction({ body: transaction });
const again = await client.transaction({ body: transaction });
const batch = await client.batch({ body: { ...transaction, type: 'batch' } });
const checked = await client.operation({ name: 'validate', resourceType: 'Bundle', input: transaction });

const wrong = structuredClone(transaction);
wrong.entry[1].resource.status = 'finished';
wrong.entry[2].resource.effectiveDateTime = 'yesterday';

console.log(JSON.stringify({
  fhirVersion: metadata.fhirVersion,
  interactions: metadata.rest[0].interaction.map((interaction) => interaction.code),
  taken: { type: taken.type, receipt: taken.identifier.value, statuses: taken.entry.map((entry) => entry.response.status), locations: taken.entry.map((entry) => entry.response.location) },
  repeatEqual: JSON.stringify(again) === JSON.stringify(taken),
  batch: batch.type,
  validate: checked.resourceType,
  refused: await refusal(() => client.transaction({ body: wrong })),
  withoutToken: await refusal(() => stranger.transaction({ body: transaction })),
  search: await refusal(() => client.search({ resourceType: 'Patient' })),
}));
