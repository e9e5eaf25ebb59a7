/**
 * Draws every icon from plumbline.svg, up to 24 pixels from plumbline-small.svg, whose edges lie on
 * pixels: PNGs for Linux and the window, an .ico for Windows, an .icns for macOS. Run it after a change of the drawing: `node resources/icons/make-icons.mjs`. It needs
 * a Chromium: the one in CHROMIUM_PATH, else Playwright's.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const folder = dirname(fileURLToPath(import.meta.url));
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Apple's type of each size that may hold a PNG. */
const ICNS_TYPES = [
  ['ic04', 16],
  ['ic05', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];

/** The largest size that the small drawing is for. */
const SMALL = 24;

const drawn = await drawAll({
  large: readFileSync(join(folder, 'plumbline.svg'), 'utf8'),
  small: readFileSync(join(folder, 'plumbline-small.svg'), 'utf8'),
});
for (const [size, png] of drawn) writeFileSync(join(folder, `${size}x${size}.png`), png);
writeFileSync(join(folder, 'icon.ico'), ico(ICO_SIZES.map((size) => [size, drawn.get(size)])));
writeFileSync(
  join(folder, 'icon.icns'),
  icns(ICNS_TYPES.map(([type, size]) => [type, drawn.get(size)])),
);

async function drawAll({ large, small }) {
  const executablePath = process.env.CHROMIUM_PATH;
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
  try {
    const page = await browser.newPage();
    const drawn = new Map();
    for (const size of SIZES) {
      drawn.set(size, await draw(page, size <= SMALL ? small : large, size));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

async function draw(page, svg, size) {
  await page.setViewportSize({ width: size, height: size });
  const sized = svg.replace(
    '<svg ',
    `<svg width="${size}" height="${size}" style="display:block" `,
  );
  await page.setContent(`<body style="margin:0">${sized}</body>`);
  const clip = { x: 0, y: 0, width: size, height: size };
  return page.screenshot({ omitBackground: true, clip });
}

/** Windows: a directory of 16-byte records, then the PNGs. A size of 256 is written as 0. */
function ico(images) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(([size, png], index) => {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(([, png]) => png)]);
}

/** macOS: 'icns', the whole length, then type, length and PNG of each image. */
function icns(images) {
  const chunks = images.map(([type, png]) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(chunks);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}
