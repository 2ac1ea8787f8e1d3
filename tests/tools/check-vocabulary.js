// check-vocabulary.js NODE_MODULES OUTPUT: every @type in the JSON-LD of a built
// site is a type of schema.org, and every member one that the type has or
// inherits, as the types of Google's schema-dts tell it.
const fs = require('fs');
const path = require('path');
const [modules, output] = process.argv.slice(2);
const text = fs.readFileSync(
  path.join(modules, 'schema-dts/dist/schema.d.ts'), 'utf8');

const interfaces = new Map();
let open = null;
for (const line of text.split('\n')) {
  const head = /^(?:export )?interface (\w+)(?: extends ([^{]+))?\s*\{/.exec(line);
  const member = /^ {4}"?([\w@]+)"?\??:/.exec(line);
  if (head) {
    open = { parents: (head[2] || '').match(/\w+/g) || [], members: new Set() };
    interfaces.set(head[1], open);
  } else if (line === '}') open = null;
  else if (member && open) open.members.add(member[1]);
}

function has(name, member) {
  const type = interfaces.get(name);
  return type !== undefined && (type.members.has(member) ||
    type.parents.some((parent) => has(parent, member)));
}

let faults = 0, members = 0;
const seen = new Set();
function visit(where, value) {
  if (Array.isArray(value)) return value.forEach((one) => visit(where, one));
  if (value === null || typeof value !== 'object') return;
  const type = value['@type'];
  for (const [name, inner] of Object.entries(value)) {
    if (!name.startsWith('@') && type !== undefined) {
      members++;
      const fault = !interfaces.has(`${type}Leaf`) ? `${type} is no type` :
        !has(`${type}Leaf`, name) ? `${type} has no ${name}` : null;
      if (fault && !seen.has(fault)) {
        seen.add(fault);
        faults++;
        console.log(`${where}: ${fault}`);
      }
    }
    visit(where, inner);
  }
}

for (const file of fs.readdirSync(output, { recursive: true })) {
  if (!file.endsWith('.html')) continue;
  const html = fs.readFileSync(path.join(output, file), 'utf8');
  const script = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html);
  if (script) visit(file, JSON.parse(script[1])['@graph']);
}
console.log(`${interfaces.size} interfaces, ${members} members, ${faults} faults`);
process.exit(faults > 0 || members === 0 ? 1 : 0);
