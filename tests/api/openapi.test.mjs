// The OpenAPI description is valid, and the API answers what it describes: every read described is
// called with its example values, and its answer is confronted with its schema.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { startServer } from '../browser/server.mjs';

const description = '/api/v1/openapi.json';
let server;
let document;
let ajv;

before(async () => {
  server = await startServer();
  const response = await fetch(server.url + description);
  assert.equal(response.status, 200, `${description} answers ${response.status}`);
  document = await response.json();
  ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats(ajv);
  ajv.addSchema(document, 'openapi');
}, { timeout: 300_000 });

after(() => server?.stop());

function resolve(value) {
  if (!value?.$ref) return value;
  return value.$ref.slice(2).split('/')
    .reduce((at, key) => at[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

const pointer = (...keys) => keys
  .map((key) => encodeURIComponent(String(key).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

function exampleOf(parameter) {
  const schema = resolve(parameter.schema) ?? {};
  const named = Object.values(parameter.examples ?? {})[0];
  return [parameter.example, resolve(named)?.value, schema.example, schema.examples?.[0], schema.default, schema.enum?.[0]]
    .find((value) => value !== undefined);
}

// The example address of a read, with its optional parameters if `optional`.
function addressOf(path, parameters, optional) {
  const query = new URLSearchParams();
  let address = path;
  for (const parameter of parameters) {
    const value = exampleOf(parameter);
    if (parameter.required) {
      assert.notEqual(value, undefined,
        `${path}: give the parameter “${parameter.name}” an example in its description`);
    }
    if (value === undefined) continue;
    if (parameter.in === 'path') {
      // An identifier may hold slashes: “region/plan/action-1”.
      address = address.replace(new RegExp(`\\{${parameter.name}(\\.\\.\\.)?\\}`),
        String(value).split('/').map(encodeURIComponent).join('/'));
    } else if (parameter.in === 'query' && (parameter.required || optional)) {
      query.set(parameter.name, String(value));
    }
  }
  return query.size > 0 ? `${address}?${query}` : address;
}

function reads() {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) => (item.get
    ? [{ path, operation: item.get, parameters: [...(item.parameters ?? []), ...(item.get.parameters ?? [])].map(resolve) }]
    : []));
}

const isPublic = (operation) => !(operation.security ?? document.security ?? [])
  .some((requirement) => Object.keys(requirement).length > 0)
  || (operation.security ?? []).some((requirement) => Object.keys(requirement).length === 0);

async function confront(path, operation, address) {
  const response = await fetch(server.url + address, { signal: AbortSignal.timeout(20_000) });
  const described = resolve(operation.responses?.[response.status] ?? operation.responses?.default);
  assert.equal(response.status, 200, `${address} answers ${response.status}`);
  assert.ok(described, `${address}: the answer ${response.status} is not described`);
  const type = response.headers.get('content-type')?.split(';')[0].trim();
  const status = operation.responses[response.status] ? String(response.status) : 'default';
  assert.ok(described.content?.[type], `${address}: the type ${type} is not described`);
  const text = await response.text();
  if (!/[/+]json$/.test(type) || !described.content[type].schema) return;
  const validate = operation.responses[status].$ref
    ? ajv.compile({ $ref: `openapi#/${operation.responses[status].$ref.slice(2)}/${pointer('content', type, 'schema')}` })
    : ajv.compile({ $ref: `openapi#/${pointer('paths', path, 'get', 'responses', status, 'content', type, 'schema')}` });
  assert.ok(validate(JSON.parse(text)),
    `${address} departs from its schema:\n${ajv.errorsText(validate.errors, { separator: '\n' })}\n${text.slice(0, 500)}`);
}

test('the description is a valid OpenAPI 3.1 document', async () => {
  assert.match(document.openapi, /^3\.1\./);
  const result = await new Validator().validate(structuredClone(document));
  assert.ok(result.valid, JSON.stringify(result.errors, null, 2));
});

test('every operation has a name of its own, a summary and answers', () => {
  const names = new Set();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (!['get', 'post', 'put', 'patch', 'delete'].includes(method)) continue;
      const where = `${method.toUpperCase()} ${path}`;
      assert.ok(operation.operationId, `${where} has no name`);
      assert.ok(!names.has(operation.operationId), `${operation.operationId} is used twice`);
      assert.ok(operation.summary, `${where} has no summary`);
      assert.ok(Object.keys(operation.responses ?? {}).length > 0, `${where} describes no answer`);
      names.add(operation.operationId);
    }
  }
});

test('every read answers what it describes', async (t) => {
  assert.ok(reads().length > 0, 'no read is described');
  for (const { path, operation, parameters } of reads()) {
    if (!isPublic(operation)) continue;
    await t.test(`GET ${path}`, async () => {
      const bare = addressOf(path, parameters, false);
      const full = addressOf(path, parameters, true);
      await confront(path, operation, bare);
      if (full !== bare) await confront(path, operation, full);
    });
  }
});

test('what does not exist is refused with a problem that programs read (RFC 9457)', async () => {
  const response = await fetch(`${server.url}/api/v1/cela-n-existe-pas`);
  assert.equal(response.status, 404);
  assert.match(response.headers.get('content-type'), /^application\/problem\+json/);
  const problem = await response.json();
  assert.equal(problem.status, 404);
  assert.ok(problem.title);
});
