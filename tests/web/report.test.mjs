// The HTML report in a browser: accessible, quiet on the network, readable without its script, and
// moved through by keys. REPORT is the page, made by run.sh from the demo's story.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const url = pathToFileURL(process.env.REPORT).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
});

after(() => browser?.close());

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const asked = [];
  const complaints = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, asked, complaints };
}

for (const width of [320, 1280]) {
  for (const look of [{}, { colorScheme: "dark" }, { forcedColors: "active" }, { reducedMotion: "reduce" }]) {
    test(`axe finds nothing at ${width} px ${JSON.stringify(look)}`, async () => {
      const { page } = await open({ viewport: { width, height: 900 }, ...look });
      await page.evaluate(axe);
      const outcome = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      }));
      const faults = outcome.violations.map((one) => `${one.id}: ${one.nodes[0].html} ${one.nodes[0].failureSummary}`);
      assert.deepEqual(faults, []);
      assert.ok(outcome.passes.length > 15, "axe looked at the page");
    });
  }

  test(`nothing runs out of the page at ${width} px`, async () => {
    const { page } = await open({ viewport: { width, height: 900 } });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

test("the page asks nothing of the network and obeys its own policy", async () => {
  const { page, asked, complaints } = await open();
  assert.deepEqual(asked, [url]);
  assert.deepEqual(complaints, []);
  const styled = await page.evaluate(() => getComputedStyle(document.querySelector(".finding")).borderLeftWidth);
  assert.equal(styled, "5px");
});

test("both sides, the marks and the replies are there without the script", async () => {
  const { page } = await open({ javaScriptEnabled: false });
  const text = await page.locator("body").innerText();
  assert.match(text, /in the article/i);
  assert.match(text, /in the record/i);
  assert.match(await page.locator("ins").first().textContent(), /inserted: /);
  assert.match(await page.locator("del").first().textContent(), /removed: /);
  assert.ok(text.includes("Reply by Office of the Mayor"));
  assert.equal(await page.locator("button.keys:visible").count(), 0);
});

test("a reply is set as large as the words it answers", async () => {
  const { page } = await open();
  const size = (selector) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).fontSize);
  assert.equal(await size(".reply .words"), await size("blockquote.words"));
});

test("sides stand beside each other, and one under the other below 700 px", async () => {
  const tops = async (width) => {
    const { page } = await open({ viewport: { width, height: 900 } });
    const figures = page.locator(".sides:not(.alone)").first().locator("figure");
    return [await figures.nth(0).boundingBox(), await figures.nth(1).boundingBox()];
  };
  const [left, right] = await tops(1280);
  assert.equal(left.y, right.y);
  const [over, under] = await tops(690);
  assert.ok(under.y >= over.y + over.height);
});

test("a grade that is switched off is not shown", async () => {
  const { page } = await open();
  const shown = () => page.locator(".finding.g-as-recorded:visible").count();
  assert.ok(await shown() > 0);
  await page.locator("#show-as-recorded").uncheck();
  assert.equal(await shown(), 0);
});

test("j and k move, ? helps, and single keys can be switched off", async () => {
  const { page } = await open();
  const at = () => page.evaluate(() => document.activeElement?.id ?? "");
  await page.keyboard.press("j");
  const first = await at();
  assert.match(first, /^f-/);
  await page.keyboard.press("j");
  assert.notEqual(await at(), first);
  await page.keyboard.press("k");
  assert.equal(await at(), first);
  await page.keyboard.press("?");
  assert.ok(await page.locator("dialog").isVisible());
  await page.locator("#keys-on").uncheck();
  await page.keyboard.press("Escape");
  const before = await at();
  await page.keyboard.press("j");
  assert.equal(await at(), before);
});

test("the first tab leads past the summary, and focus is never covered", async () => {
  const { page } = await open();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  const targets = await page.evaluate(() =>
    [...document.querySelectorAll(".strip a, button, summary, fieldset label")]
      .map((one) => one.getBoundingClientRect())
      .filter((box) => box.width > 0)
      .every((box) => box.width >= 24 && box.height >= 24));
  assert.ok(targets, "every target is at least 24 px");
});
