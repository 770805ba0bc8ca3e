// A finding's link opens the published page at the words: a real page from a real server, the link as
// `onrecord check` gives it, in a browser. ONRECORD is the binary.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { chromium } from "playwright-core";

const filler = "<p>The harbour board met again in the long room above the market.</p>".repeat(60);
const said = "The breakwater, at forty-two metres, is as old as the town";

function story(url) {
  return `<!DOCTYPE html><html lang="en"><head><title>Harbour</title><link rel="canonical" href="${url}"></head>
<body><main><article><h1>Harbour</h1><p>A guide once told us “${said} and nobody counts the stones.”</p>${filler}
<p id="here">“${said},” said Ada Quill on Monday.</p>${filler}</article></main></body></html>`;
}

test("the link of a finding scrolls to its words, not to the same words above", async () => {
  const folder = mkdtempSync(join(tmpdir(), "onrecord-link-"));
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(story(`http://127.0.0.1:${server.address().port}/story`));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  try {
    const url = `http://127.0.0.1:${server.address().port}/story`;
    writeFileSync(join(folder, "story.html"), story(url));
    writeFileSync(join(folder, "talk.txt"), `ADA QUILL: ${said}.\n`);
    const out = execFileSync(process.env.ONRECORD, [
      "check", join(folder, "story.html"), "--record", join(folder, "talk.txt"), "--format", "json", "--exit-zero",
    ], { encoding: "utf8" });
    const findings = JSON.parse(out).reports[0].findings;
    const { link } = findings.map((finding) => finding.quotation).find((quotation) => quotation.content[0].text === `${said},`)
      ?? findings.at(-1).quotation;
    assert.ok(link.startsWith(`${url}#:~:text=`), link);
    const page = await browser.newPage({ viewport: { width: 1280, height: 700 } });
    await page.goto(link);
    await page.waitForFunction(() => scrollY > 0, null, { timeout: 5000 });
    const top = await page.evaluate(() => document.getElementById("here").getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 700, `the words stand at ${top}`);
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
});
