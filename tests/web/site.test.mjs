// The record's pages in a browser: a reply goes from the search to the published page by keys alone, with and
// without JavaScript; axe finds nothing on any page, in any of four looks. STORE is a record of the demo's story
// with an account "mara"; SHOTS, if set, is a folder for pictures of all pages.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const { CHROMIUM, ONRECORD, STORE, PASSWORD, SHOTS } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser, server, site;

before(async () => {
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
  site = `http://127.0.0.1:${port}`;
  server = spawn(ONRECORD, ["serve", "--store", STORE, "--bind", `127.0.0.1:${port}`], { cwd: join(STORE, "..") });
  await new Promise((resolve, reject) => {
    server.stderr.on("data", (said) => String(said).includes("is open at") && resolve());
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  browser = await chromium.launch({
    executablePath: CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
});

after(async () => {
  await browser?.close();
  server?.removeAllListeners("exit");
  server?.kill();
});

const json = async (address) => (await fetch(site + address)).json();
const text = async (address) => (await fetch(site + address)).text();

/** Presses Tab until what has the focus answers to `wanted`. */
async function tabTo(page, wanted, most = 400) {
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(wanted)) return;
  }
  throw new Error(`no key leads to ${wanted} on ${page.url()}`);
}
const link = (start) => `document.activeElement?.getAttribute("href")?.startsWith("${start}")`;
const field = (name) => `document.activeElement?.name === "${name}"`;
const button = (words) => `document.activeElement?.tagName === "BUTTON" && document.activeElement.textContent.trim() === "${words}"`;

/** Fills in what has the focus; follows it; waits for the page that it leads to. */
const write = (page, words) => page.keyboard.type(words);
const enter = async (page) => {
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
};

/** The links of letters about a reply that hold `part`, the latest last. */
function mailed(part) {
  const outbox = join(STORE, "outbox");
  const letters = readdirSync(outbox).sort().map((name) => readFileSync(join(outbox, name), "utf8"));
  const unfolded = letters.map((letter) => letter.replaceAll("=\r\n", ""));
  return unfolded.flatMap((letter) => letter.match(new RegExp(`http\\S+${part}[\\w-]+`, "g")) ?? []);
}

async function signIn(page) {
  await page.goto(`${site}/sign-in`);
  await tabTo(page, field("name"));
  await write(page, "mara");
  await tabTo(page, field("password"));
  await write(page, PASSWORD);
  await enter(page);
  assert.equal(new URL(page.url()).pathname, "/moderation");
}

for (const [how, options, email] of [
  ["by keys alone", {}, "keys@larkin.example"],
  ["without JavaScript", { javaScriptEnabled: false }, "plain@larkin.example"],
]) {
  test(`a reply goes from the search to every output, ${how}`, async () => {
    const words = `The whole answer is on the tape, read it ${how}.`;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("request", (request) => request.url().startsWith(site) || complaints.push(request.url()));

    await page.goto(site);
    await tabTo(page, field("q"));
    await write(page, "ferry");
    await enter(page);
    assert.match(page.url(), /\/search\?q=ferry/);
    await tabTo(page, link("/s/s"));
    await enter(page);
    const statement = new URL(page.url()).pathname.split("/").pop();
    await tabTo(page, link("/reply?finding="));
    const finding = await page.evaluate(() => document.activeElement.href.split("=").pop());
    await enter(page);
    await tabTo(page, field("name"));
    await write(page, "Edda Larkin");
    await tabTo(page, field("email"));
    await write(page, email);
    await tabTo(page, field("party"));
    await page.keyboard.press("Space");
    await tabTo(page, field("inaccurate"));
    await write(page, "The end of the sentence is left out.");
    await tabTo(page, field("text"));
    await write(page, words);
    await tabTo(page, button("Send"));
    await enter(page);
    assert.match(await page.locator("h1").innerText(), /One more step/);

    await page.goto(mailed("/reply/confirm/").pop());
    await tabTo(page, button("Yes, I sent this reply"));
    await enter(page);
    assert.ok(!(await text(`/s/${statement}`)).includes(words), "nothing is shown before a moderator decides");

    await signIn(page);
    const entry = page.locator("article.entry", { hasText: words });
    assert.equal(await entry.count(), 1);
    const id = (await entry.getAttribute("id")).replace("reply-", "");
    await tabTo(page, `document.activeElement?.id === "how-${id}"`);
    await write(page, "a call to the listed number");
    await enter(page);
    const publish = `document.activeElement?.closest("form")?.getAttribute("action") === "/moderation/${id}/publish"`;
    await tabTo(page, publish);
    await enter(page);

    await page.goto(`${site}/s/${statement}`);
    const shown = await page.locator("main").innerText();
    assert.ok(shown.includes(words) && !shown.includes("edited"), "on the page, and not as if it were changed");
    assert.match(shown, /Disputed/);
    await page.emulateMedia({ media: "print" });
    assert.ok((await page.locator("main").innerText()).includes(words), "in print");
    assert.ok((await page.pdf()).length > 1000);
    for (const [name, output] of Object.entries({
      json: await text(`/api/v1/statements/${statement}`),
      finding: await text(`/api/v1/findings/${finding}`),
      feed: await text(`/s/${statement}/feed.json`),
      replies: await text("/replies/feed.json"),
      embed: await text(`/embed/s/${statement}`),
      oembed: await text(`/oembed?url=${encodeURIComponent(`${site}/s/${statement}`)}`),
      sarif: await text(`/s/${statement}/report.sarif`),
      annotations: await text(`/s/${statement}/annotations.json`),
    })) {
      assert.ok(output.includes(words), `${name} shows the reply`);
      assert.ok(!output.includes("larkin.example"), `${name} shows no address`);
    }
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

/** A page of every kind: its name, its address, and what is done on it first. */
async function pages(page) {
  const found = (await json("/api/v1/search?q=ferry")).statements[0];
  const statement = await json(`/api/v1/statements/${found.id}`);
  // Not every report of the story names its outlet.
  const shown = [...(await text("/")).matchAll(/href="\/s\/(s\w+)"/g)].map((match) => match[1]);
  const outlets = await Promise.all(shown.map(async (id) => (await text(`/s/${id}`)).match(/href="\/o\/(o\w+)"/)?.[1]));
  const outlet = outlets.find(Boolean);
  const report = statement.reports.find((one) => one.differences.length > 0) ?? statement.reports[0];
  const answer = `/reply?finding=${report.id}`;
  const send = async (email) => {
    await page.goto(site + answer);
    await page.fill("[name=name]", "Salter Courier");
    await page.fill("[name=email]", email);
    await page.check("[value=outlet]");
    await page.fill("#text", "We have added the words to the online version, and say so below the article.");
    await page.click("form.form button");
  };
  await send("desk@courier.example");
  const confirm = mailed("/reply/confirm/").pop();
  await page.goto(confirm);
  await page.click("main form button");
  await send("office@courier.example");
  assert.match(await page.locator("h1").innerText(), /One more step/);
  return [
    ["home", "/"],
    ["search", "/search?q=ferry"],
    ["search-nothing", "/search?q=zeppelin"],
    ["statement", `/s/${found.id}`],
    ["statement-kept", `/s/${found.id}@1`],
    ["chain", `/s/${found.id}/chain`],
    ["person", `/p/${found.person}`],
    ["outlet", `/o/${outlet}`],
    ["document", `/d/${report.document}`],
    ["occasion", `/r/${found.occasion}`],
    ["replies", "/replies"],
    ["reply", answer],
    ["reply-faults", answer, async () => {
      await page.evaluate(() => document.querySelector("form.form").noValidate = true);
      await page.click("form.form button");
    }],
    ["confirm", new URL(mailed("/reply/confirm/").pop()).pathname],
    ["manage", new URL(mailed("/reply/manage/").pop()).pathname],
    ["help", "/help"],
    ["embed", `/embed/s/${found.id}`],
    ["nothing", "/s/s0"],
    ["sign-in", "/sign-in"],
    ["sign-in-fault", "/sign-in", async () => {
      await page.fill("[name=name]", "mara");
      await page.fill("[name=password]", "not the password");
      await page.click("form.form button");
    }],
    ["moderation", "/moderation"],
  ];
}

test("axe finds nothing on any page, and nothing runs out of it", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await signIn(page);
  const faults = [];
  let list = await pages(page);
  if (SHOTS) mkdirSync(SHOTS, { recursive: true });
  for (const [name, address, act] of list) {
    const answer = await page.goto(site + address);
    assert.equal(answer.status(), name === "nothing" ? 404 : 200, address);
    if (act) await act();
    if (name === "moderation") assert.equal(await page.locator("article.entry").count(), 1, "one reply waits");
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await page.evaluate(axe);
        const outcome = await page.evaluate(() => globalThis.axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        }));
        const place = `${name} ${width} ${colorScheme}`;
        if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        for (const one of outcome.violations) {
          faults.push(`${place}: ${one.id}: ${one.nodes[0].html} ${one.nodes[0].failureSummary}`);
        }
        const overrun = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overrun > 0) faults.push(`${place}: ${overrun} px run out of the page`);
        assert.ok(outcome.passes.length > 8, "axe looked at the page");
      }
    }
  }
  assert.deepEqual(faults, []);
  await context.close();
});
