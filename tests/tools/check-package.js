// check-package.js NODE_MODULES OUTPUT: the Data Package of a built site, read
// with the Frictionless project's own library: the descriptor against its
// profiles, every cell against its field, every key against its register.
const path = require('path');
const [modules, output] = process.argv.slice(2);
const { Package } = require(path.join(path.resolve(modules), 'datapackage'));

async function main() {
  const folder = path.join(path.resolve(output), 'data');
  process.chdir(folder);
  const data = await Package.load('datapackage.json', { basePath: '.' });
  let faults = data.errors.map(String);
  let cells = 0;
  for (const resource of data.resources) {
    try {
      if (!resource.valid) faults.push(...resource.errors.map(String));
      const rows = await resource.read({ relations: true });
      cells += rows.length * resource.headers.length;
    } catch (error) {
      const all = error.multiple ? error.errors : [error];
      faults.push(...all.map((e) => `${resource.name}: ${e.message}`));
    }
  }
  for (const fault of faults.slice(0, 100)) console.log(fault);
  console.log(`${data.resources.length} resources, ${cells} cells, ` +
    `${faults.length} faults`);
  process.exit(faults.length > 0 || cells === 0 ? 1 : 0);
}
main().catch((error) => { console.log(String(error)); process.exit(1); });
