/** Parts from which job titles, products and places of several languages are put together; all are made up. */
const LISTS: readonly { pattern: string; first: readonly string[]; second: readonly string[] }[] = [
  {
    pattern: '{1} {2}',
    first: ['senior', 'assistant', 'night shift', 'regional', 'self-employed'],
    second: ['bridge inspector', 'pastry cook', 'payroll clerk', 'glass engraver', 'ICU nurse'],
  },
  {
    pattern: '{1}, {2}',
    first: ['welder', 'beekeeper', 'actuary', 'tram driver', 'sound engineer'],
    second: ['railway works', 'part time', 'public sector', 'level 3'],
  },
  {
    pattern: '{1} {2}',
    first: ['cheffe de chantier', 'aide-soignant', 'vendeuse', 'ingénieur', 'éleveur'],
    second: ['en menuiserie', 'de nuit', 'à domicile', 'des réseaux électriques'],
  },
  {
    pattern: '{1} für {2}',
    first: ['Fachkraft', 'Prüferin', 'Lehrling', 'Sachbearbeiter'],
    second: ['Kältetechnik', 'Straßenbau', 'Lohnabrechnung', 'Großküchen'],
  },
  {
    pattern: '{1} de {2}',
    first: ['técnico', 'encargada', 'peón', 'asesora'],
    second: ['almacén', 'energía eólica', 'viñedos', 'nóminas'],
  },
  {
    pattern: '{1} {2}',
    first: ['cordless drill', 'rain jacket', 'desk lamp', 'USB-C cable', 'espresso machine'],
    second: ['18V 2.0Ah', 'size M blue', 'XR-450', '3-pack', 'refurbished'],
  },
  {
    pattern: '{2} {1}',
    first: ['harbour', 'county', 'valley station', 'industrial estate'],
    second: ['Norbrook', 'Saint-Averil', 'Kirchenfels', 'Vila Morena', 'Östermark'],
  },
  {
    pattern: '{1} {2}.',
    first: [
      'She repairs pumps in a water works and',
      'The office looks after rented flats and',
      'Nous fabriquons des volets en bois et',
      'Wir prüfen Aufzüge in hohen Häusern und',
      'El equipo mantiene los trenes de cercanías y',
    ],
    second: [
      'writes down every fault with its time and place',
      'trains new colleagues in the first two weeks',
      'répond aux questions des clients avant midi',
      'bestellt die Ersatzteile für das nächste Jahr',
    ],
  },
  {
    pattern: '{1}{2}',
    first: ['データ分析', '看護', '配達', '溶接'],
    second: ['担当', '助手', '責任者'],
  },
  {
    pattern: '{1} {2}',
    first: ['инженер', 'учитель', 'водитель'],
    second: ['по охране труда', 'начальной школы', 'ночной смены'],
  },
];

const SENTENCES = LISTS.find(({ pattern }) => pattern.endsWith('.')) as (typeof LISTS)[number];

const madeOf = ({ pattern, first, second }: (typeof LISTS)[number]) =>
  first.flatMap((one) => second.map((two) => pattern.replace('{1}', one).replace('{2}', two)));

/** Sentences of a long text: some 60 to 400 tokens. Devices take other ways for those and have been wrong there. */
const LENGTHS = [3, 4, 5, 6, 8, 12, 16, 20];

/** Texts on which devices are compared besides; the shortest first. */
export const LONG_TEXTS: readonly string[] = LENGTHS.map((length, i) => {
  const sentences = madeOf(SENTENCES);
  return Array.from({ length }, (_, n) => sentences[(n + 3 * i) % sentences.length]).join(' ');
});

/** Nearly two hundred short texts, mostly names, on which devices are timed and compared. */
export const SHORT_TEXTS: readonly string[] = LISTS.flatMap(madeOf);

export const PROBE_TEXTS: readonly string[] = [...LONG_TEXTS, ...SHORT_TEXTS];
