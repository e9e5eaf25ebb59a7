const SHAPE_PROPERTIES = [
  'fill',
  'stroke',
  'color',
  'font-family',
  'font-size',
  'font-weight',
] as const;
const PNG_SCALE = 2;

/**
 * A copy of a drawing that needs neither our style sheets nor our colour tokens: every shape carries its computed
 * colours and font. The ground is painted in the colour given.
 */
export function standaloneSvg(svg: SVGSVGElement, ground: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, index) => {
    const computed = getComputedStyle(original);
    for (const property of SHAPE_PROPERTIES) {
      copies[index]?.style.setProperty(property, computed.getPropertyValue(property));
    }
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('width', `${width}`);
  copy.setAttribute('height', `${height}`);
  copy.style.setProperty('background', ground);
  return new XMLSerializer().serializeToString(copy);
}

/** Saves a chart's drawings, one below the other in one file's name scheme: `name.svg`, `name-2.svg` … */
export async function saveFigure(
  figure: HTMLElement,
  name: string,
  format: 'svg' | 'png',
): Promise<void> {
  const ground = getComputedStyle(figure).getPropertyValue('--surface');
  const drawings = [...figure.querySelectorAll<SVGSVGElement>('svg[data-chart]')];
  for (const [index, svg] of drawings.entries()) {
    const source = standaloneSvg(svg, ground);
    const file = `${name}${index === 0 ? '' : `-${index + 1}`}.${format}`;
    const content =
      format === 'svg' ? new Blob([source], { type: 'image/svg+xml' }) : await toPng(source);
    download(content, file);
  }
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

function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
