// Pages with one fault each: a question that is silent there would be silent about the product too.
import { astray, borderless, moving, overflowing, violations } from "./access.mjs";

const FAULTY = [
  [violations, "target-size", "<button style='width:9px;height:9px;padding:0'>a</button><button style='width:9px;height:9px;padding:0'>b</button>"],
  [violations, "color-contrast", "<p style='color:#999;background:#fff'>Pale</p>"],
  [overflowing, "sideways", "<p style='width:2000px'>Wide</p>"],
  [overflowing, "cut off", "<p style='width:50px;overflow:hidden;white-space:nowrap'>More than fits in here</p>"],
  [moving, "would take", "<p style='transition:transform 1s'>Slides</p>"],
  [moving, "runs", "<style>@keyframes go{to{transform:none}}p{animation:go 9s}</style><p>Goes</p>"],
  [moving, "smooth", "<style>html{scroll-behavior:smooth}</style>"],
  [astray, "not seen", "<button style='outline:none'>Bare</button>"],
  [astray, "under something", "<button>Below</button><p style='position:fixed;inset:0;margin:0;background:#fff'>Above</p>"],
  [astray, "goes back", "<button tabindex='2'>Second</button><p><button tabindex='1'>First</button></p>"],
  [astray, "nothing takes", "<p>Words</p>"],
  [borderless, "no border", "<button aria-label='Bare' style='border:0;width:50px;height:50px;background:teal'></button>"],
];
const SOUND = `<main><h1>Sound</h1><button>First</button> <button>Second</button><p><button>Third</button></p></main>`;
const page = (body) =>
  `<!doctype html><html lang="en"><head><title>T</title><style>:focus-visible{outline:2px solid blue}</style></head><body>${body}</body></html>`;

/** Complaints about the questions themselves. */
export async function unasked(browser) {
  const complaints = [];
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 640, height: 800 } });
  const tab = await context.newPage();
  for (const [question, word, body] of FAULTY) {
    await tab.setContent(page(body));
    const heard = await question(tab);
    if (!heard.some((complaint) => complaint.includes(word))) complaints.push(`nobody heard of “${word}” in ${body}: ${heard}`);
    await tab.emulateMedia({ forcedColors: "none" });
  }
  await tab.setContent(page(SOUND));
  for (const question of [violations, overflowing, moving, astray, borderless]) {
    complaints.push(...(await question(tab)).map((heard) => `of a sound page: ${heard}`));
  }
  await context.close();
  return complaints;
}
