const SHAPE_PROPERTIES = [
  'fill',
  'stroke',
  'color',
  'font-family',
  'font-size',
  'font-weight',
] as const;
const PNG_SCALE = 2;
/** Milliseconds until an address is let go of: the browser has to have begun. */
const KEPT_FOR = 60_000;

/** Saves a chart as one picture: its drawings one below the other, on the colour of the card. */
export async function saveFigure(
  figure: HTMLElement,
  name: string,
  format: 'svg' | 'png',
): Promise<void> {
  const drawings = [...figure.querySelectorAll<SVGSVGElement>('svg[data-chart]')];
  const ground = getComputedStyle(figure).getPropertyValue('--surface');
  const source = new XMLSerializer().serializeToString(stack(drawings, ground));
  const content =
    format === 'svg' ? new Blob([source], { type: 'image/svg+xml' }) : await toPng(source);
  download(content, `${name}.${format}`);
}

/** One drawing that holds copies of all, each below the one before. */
function stack(drawings: readonly SVGSVGElement[], ground: string): SVGSVGElement {
  const whole = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  let height = 0;
  let width = 0;
  for (const svg of drawings) {
    const size = svg.getBoundingClientRect();
    const copy = standaloneCopy(svg);
    copy.setAttribute('width', `${size.width}`);
    copy.setAttribute('height', `${size.height}`);
    copy.setAttribute('y', `${height}`);
    whole.append(copy);
    height += size.height;
    width = Math.max(width, size.width);
  }
  whole.setAttribute('width', `${width}`);
  whole.setAttribute('height', `${height}`);
  whole.style.setProperty('background', ground);
  return whole;
}

/** A copy that needs neither our style sheets nor our colour tokens: every shape carries its computed colours and font. */
function standaloneCopy(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, index) => {
    const computed = getComputedStyle(original);
    for (const property of SHAPE_PROPERTIES) {
      copies[index]?.style.setProperty(property, computed.getPropertyValue(property));
    }
  });
  return copy;
}

async function toPng(source: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * PNG_SCALE;
  canvas.height = image.height * PNG_SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob ? resolve(blob) : reject(new Error('The picture could not be drawn.')),
    ),
  );
}

/** Saves a text as a file. */
export function saveText(text: string, name: string, type: string): void {
  download(new Blob([text], { type }), name);
}

function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}
