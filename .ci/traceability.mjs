// Writes the traceability matrix of a test run: requirement, tests that show it, their outcome.
// Usage: node .ci/traceability.mjs FOLDER-OF-TRX-FILES > traceability.md
// Ends with 1 when a requirement has no passing test, or one that failed or was skipped.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { requirements } = JSON.parse(readFileSync(join(root, 'docs', 'validation', 'requirements.json'), 'utf8'));
const attribute = (tag, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

/** One entry per executed case: project/Class.Method and outcome. */
function casesOf(file) {
  const text = readFileSync(file, 'utf8');
  const methods = new Map([...text.matchAll(/<UnitTest [^>]*>[\s\S]*?<\/UnitTest>/g)].map(([test]) => {
    const project = /reportpipeline\.(\w+)\.tests\.dll/.exec(attribute(test, 'storage'))?.[1];
    const method = /<TestMethod [^>]*>/.exec(test)[0];
    const className = attribute(method, 'className').split('.').at(-1);
    return [attribute(test, 'id'), `${project}/${className}.${attribute(method, 'name').split('(')[0].split('.').at(-1)}`];
  }));
  return [...text.matchAll(/<UnitTestResult [^>]*>/g)]
    .map(([result]) => ({ name: methods.get(attribute(result, 'testId')), outcome: attribute(result, 'outcome') }));
}

const cases = readdirSync(process.argv[2]).filter(name => name.endsWith('.trx')).flatMap(name => casesOf(join(process.argv[2], name)));
const matches = (pattern, name) => {
  const [project, rest] = pattern.split('/');
  const prefix = `${project.toLowerCase()}/${rest}`;
  return rest.includes('.') ? name.startsWith(prefix) : name.startsWith(`${prefix}.`);
};

let unmet = 0;
const rows = requirements.map(requirement => {
  const tests = requirement.tests.map(pattern => {
    const found = cases.filter(one => one.name && matches(pattern, one.name));
    const passed = found.filter(one => one.outcome === 'Passed').length;
    return { pattern, passed, total: found.length };
  });
  const met = tests.length > 0 && tests.every(test => test.passed > 0 && test.passed === test.total);
  if (!met) unmet++;
  return `| ${requirement.id} | ${requirement.text} | ${tests.map(test => `\`${test.pattern}\` ${test.passed}/${test.total}`).join('<br>')} | ${met ? 'met' : '**not met**'} |`;
});

console.log(`# Traceability of this test run

${cases.length} cases were executed; ${requirements.length - unmet} of ${requirements.length} requirements are met. "12/12" means: twelve of twelve cases passed.

| Requirement | Text | Tests | Outcome |
|---|---|---|---|
${rows.join('\n')}`);
process.exitCode = unmet === 0 && cases.length > 0 ? 0 : 1;
