// Decodes every *.gz of a folder into another: FROM TO.
const fs = require("node:fs");
const path = require("node:path");
const zlib = require("node:zlib");

const [from, to] = process.argv.slice(2);
for (const name of fs.readdirSync(from).filter((name) => name.endsWith(".gz"))) {
  const text = zlib.gunzipSync(fs.readFileSync(path.join(from, name)));
  fs.writeFileSync(path.join(to, path.basename(name, ".gz")), text);
}
