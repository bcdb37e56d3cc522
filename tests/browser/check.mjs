// Visits every kind of page of a repository of 1,000 articles with a real browser: in both languages, light and dark, wide and narrow, and
// printed; then follows every link, and validates the HTML.
//
//   node tests/browser/check.mjs PROGRAM TOOLS [FOLDER]
//
// PROGRAM is `windrow`; TOOLS is a folder with playwright-core, axe-core and vnu-jar of npm; FOLDER gets a picture of each page.
// CHROMIUM may name the browser. Fails if a page logs anything, asks another host for anything, is wider than its window, violates a
// rule of axe-core, has a link that leads nowhere, or is not valid.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

const [program, tools, folder] = process.argv.slice(2);
const require = createRequire(pathToFileURL(resolve(tools) + "/"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const vnu = require.resolve("vnu-jar/build/dist/vnu.jar");
const place = mkdtempSync(join(tmpdir(), "windrow-browser-"));
const article = "articles/2022/05/p130";

// Articles of every year since 1986, in two languages.
function articles() {
  const zh = ["网络", "空间", "国际", "规范", "安全", "治理", "战略", "合作", "军备", "控制"];
  const en = ["cyber", "space", "international", "norms", "security", "governance", "strategy", "cooperation", "arms", "control"];
  const names = [["王", "磊", "Wang", "Lei"], ["李", "静", "Li", "Jing"], ["张", "敏", "Zhang", "Min"], ["陈", "强", "Chen", "Qiang"]];
  const article = (_, number) => {
    const year = 1986 + (number % 36);
    const words = [0, 1, 2, 3].map((at) => (number * 7 + at * at * 3) % 10);
    const [family, given, latinFamily, latinGiven] = names[number % 4];
    return JSON.stringify({
      identifier: `oai:jiss.example:${year}/p${number}`,
      sets: [`years:${year}`],
      article: {
        title: [
          { lang: "zh-Hans", text: words.map((word) => zh[word]).join("") + `研究 ${number}` },
          { lang: "en", text: `On ${words.map((word) => en[word]).join(" ")} ${number}` },
        ],
        author: [{ lang: "en", family: latinFamily, given: latinGiven, variant: [{ lang: "zh-Hans", family, given }] }],
        abstract: [{ lang: "en", text: `<p>About <i>${en[words[0]]}</i>.</p><p>And ${en[words[1]]}.</p>` }],
        keywords: [{ lang: "en", words: [...new Set(words.map((word) => en[word]))] }],
        journal: { title: [{ lang: "en", text: "Journal" }, { lang: "zh-Hans", text: "学报" }], issn: ["2434-561X"] },
        volume: String(year - 1985), issue: String((number % 6) + 1), published: String(year),
        pages: { first: String(number % 150) }, doi: `10.5555/b.${number}`, license: "CC-BY-4.0", language: ["zh"],
      },
    });
  };
  return Array.from({ length: 1000 }, article).join("\n");
}

// A server with these articles. Returns its address, and how to end it.
async function serve() {
  const file = join(place, "articles.jsonl");
  writeFileSync(file, articles());
  const common = ["--records", "records", "--data", join(place, "data")];
  const run = (...args) => execFileSync(program, [...args, ...common], { stdio: "ignore" });
  run("sync");
  run("load", "--source", "browser", file);
  const port = 20000 + (process.pid % 20000);
  const server = spawn(program, ["serve", "--listen", `127.0.0.1:${port}`, "--log-level", "warn", ...common], { stdio: "ignore" });
  const base = `http://127.0.0.1:${port}/`;
  for (let tries = 0; tries < 600; tries += 1) {
    const reply = await fetch(base).catch(() => undefined);
    const text = reply?.ok ? await reply.text() : "";
    if (text.includes("</html>") && !text.includes('role="status"')) return { base, server };
    await sleep(200);
  }
  throw new Error("the server did not build its lists");
}

const problems = [];
const report = (where, what) => problems.push(`${where}: ${what}`);

async function pages(browser) {
  const page = await browser.newPage();
  await page.goto(base);
  const first = async (selector) => (await page.locator(selector).first().getAttribute("href")) ?? "";
  const issue = await first('a[href*="/issues/"]');
  const author = await first('a[href*="/authors/"]');
  const set = await first('a[href*="/sets/"]');
  await page.close();
  const oai = "oai?verb=";
  return [
    "", article, issue, author, set, "issues", "authors", "sets", "search", "search?q=a*", "nothing-is-here", "oai", oai + "Identify",
    oai + "ListRecords&metadataPrefix=oai_dc", oai + "ListSets", oai + "ListMetadataFormats", oai + "ListRecords",
  ].filter((path) => path !== undefined);
}

async function visit(browser, path, look) {
  const where = `/${path} ${look.lang} ${look.scheme} ${look.width}`;
  const context = await browser.newContext({
    locale: look.lang, colorScheme: look.scheme, viewport: { width: look.width, height: 900 }, bypassCSP: false,
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (!message.text().includes("404 (Not Found)")) report(where, `console: ${message.text()}`);
  });
  page.on("pageerror", (error) => report(where, `error: ${error}`));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(base).origin) report(where, `asks ${request.url()}`);
  });
  await page.goto(new URL(path, base).href);
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => it.setAttribute("open", "")));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (overflow > 0) report(where, `${overflow} pixels too wide`);
  await tab(page, where);
  // The policy of the page forbids scripts, so axe runs in a world of its own, where the policy does not apply.
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const world = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const run = (expression) =>
    session.send("Runtime.evaluate", { expression, contextId: world.executionContextId, awaitPromise: true, returnByValue: true });
  await run(axe);
  const rules = `{ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }`;
  const { result } = await run(
    `axe.run(document, ${rules}).then(r => JSON.stringify(r.violations.map(v => [v.id, v.help, v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3)])))`,
  );
  for (const [id, help, nodes] of JSON.parse(result.value)) report(where, `${id}: ${help}: ${nodes.join(" | ")}`);
  if (folder) {
    const name = (path || "front").replace(/[^a-z0-9]+/gi, "-").slice(0, 40);
    await page.screenshot({ path: `${folder}/${name}-${look.lang}-${look.scheme}-${look.width}.png` });
  }
  if (look.width > 1000 && look.scheme === "light") {
    const pdf = await page.pdf();
    if (pdf.length < 5000) report(where, "prints nothing");
  }
  await context.close();
}

// Every link and field can be reached with the keyboard, and the focus is to be seen.
async function tab(page, where) {
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => document.activeElement?.className);
  if (skip !== "skip") report(where, "the first stop of the keyboard does not skip the navigation");
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  if (outline === "none") report(where, "the focus is not to be seen");
}

// Follows every link on the host. Gives the HTML of the pages.
async function follow() {
  const known = new Set([base]);
  const waiting = [base];
  const bodies = [];
  let documents = 0;
  const work = async () => {
    for (let url = waiting.pop(); url; url = waiting.pop()) {
      const reply = await fetch(url, { headers: { accept: "text/html,application/xhtml+xml" } });
      if (reply.status !== 200) report(url, `status ${reply.status}`);
      if (!reply.headers.get("content-type")?.startsWith("text/html")) continue;
      const body = await reply.text();
      bodies.push(body);
      for (const [, link] of body.matchAll(/<(?:a|link) [^>]*href="([^"#]+)/g)) {
        const target = new URL(link.replaceAll("&amp;", "&"), url);
        target.hash = "";
        if (target.origin !== new URL(base).origin || known.has(target.href) || target.search.includes("lang=")) continue;
        // Each article has a score of documents: of these, one in twenty is enough.
        const isDocument = /\.(xml|bib|ris|json|jsonld)$/.test(target.pathname) || target.search.includes("identifier=");
        if (!isDocument || (documents += 1) % 20 === 0) {
          known.add(target.href);
          waiting.push(target.href);
        }
      }
    }
  };
  while (waiting.length) await Promise.all([work(), work(), work(), work()]);
  console.log(`${known.size} addresses`);
  return bodies;
}

// Validates some pages of each kind; they come in the order in which they were reached.
function validate(bodies) {
  const step = Math.ceil(bodies.length / 200);
  const files = bodies.filter((_, at) => at % step === 0).map((body, at) => {
    const file = join(place, `${at}.html`);
    writeFileSync(file, body);
    return file;
  });
  try {
    execFileSync("java", ["-jar", vnu, "--format", "gnu", ...files], { stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    String(error.stderr).split("\n").filter(Boolean).slice(0, 20).forEach((line) => report("HTML", line));
  }
}

if (folder) mkdirSync(folder, { recursive: true });
const { base, server } = await serve();
try {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  let visits = 0;
  for (const path of await pages(browser)) {
    for (const [lang, scheme, width] of [["en", "light", 1280], ["zh-CN", "dark", 360], ["en", "dark", 1280], ["zh-CN", "light", 360]]) {
      await visit(browser, path.replace(/^\//, ""), { lang, scheme, width });
      visits += 1;
    }
  }
  await browser.close();
  console.log(`${visits} visits`);
  validate(await follow());
} finally {
  server.kill("SIGTERM");
  rmSync(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}
console.log(`${problems.length} problems`);
problems.slice(0, 100).forEach((problem) => console.log(problem));
process.exit(problems.length ? 1 : 0);
