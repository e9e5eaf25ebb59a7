import { randomInt, seededRandom, shuffle } from '#core/math/seeded-random.ts';

/** Keys with their terms: small, and with words that several entries share, so that there is something to learn. */
const DICTIONARY: Record<string, [string, string, string]> = {
  nurse: ['Registered Nurse', 'Staff Nurse', 'Hospital Nurse'],
  midwife: ['Midwife', 'Birth Attendant', 'Maternity Nurse'],
  surgeon: ['Surgeon', 'Operating Physician', 'Surgical Consultant'],
  dentist: ['Dentist', 'Dental Surgeon', 'Oral Health Physician'],
  pharmacist: ['Pharmacist', 'Dispensing Chemist', 'Apothecary'],
  paramedic: ['Paramedic', 'Ambulance Technician', 'Emergency Responder'],
  teacher: ['Primary School Teacher', 'Elementary Educator', 'Class Teacher'],
  lecturer: ['University Lecturer', 'Assistant Professor', 'College Instructor'],
  librarian: ['Librarian', 'Library Manager', 'Information Curator'],
  developer: ['Software Developer', 'Application Programmer', 'Software Engineer'],
  tester: ['Software Tester', 'Quality Assurance Analyst', 'Test Automation Engineer'],
  administrator: ['Systems Administrator', 'Server Operator', 'Network Administrator'],
  analyst: ['Data Analyst', 'Business Intelligence Specialist', 'Reporting Analyst'],
  electrician: ['Electrician', 'Electrical Fitter', 'Wiring Technician'],
  plumber: ['Plumber', 'Pipe Fitter', 'Heating Installer'],
  carpenter: ['Carpenter', 'Joiner', 'Cabinet Maker'],
  welder: ['Welder', 'Metal Fabricator', 'Steel Joiner'],
  mason: ['Bricklayer', 'Stone Mason', 'Masonry Worker'],
  painter: ['House Painter', 'Decorator', 'Wallpaper Hanger'],
  chef: ['Head Chef', 'Kitchen Manager', 'Cuisine Director'],
  waiter: ['Waiter', 'Restaurant Server', 'Table Attendant'],
  baker: ['Baker', 'Bread Maker', 'Pastry Cook'],
  driver: ['Truck Driver', 'Lorry Driver', 'Haulage Operator'],
  pilot: ['Airline Pilot', 'Flight Captain', 'Aircraft Commander'],
  accountant: ['Accountant', 'Bookkeeper', 'Financial Controller'],
  lawyer: ['Lawyer', 'Solicitor', 'Legal Counsel'],
  journalist: ['Journalist', 'News Reporter', 'Press Correspondent'],
  photographer: ['Photographer', 'Camera Operator', 'Picture Editor'],
  farmer: ['Dairy Farmer', 'Crop Grower', 'Agricultural Producer'],
  gardener: ['Gardener', 'Landscape Worker', 'Groundskeeper'],
};

export const KEYS = Object.keys(DICTIONARY);

export interface Row {
  query: string;
  key: string;
  verdict: 'yes' | 'no';
}

/** A dictionary as a canonical file holds it. */
export function canonicalJson(): string {
  return JSON.stringify(DICTIONARY);
}

const ADDITIONS = ['senior', 'junior', 'part time', 'night shift', 'lead', 'trainee', 'certified'];

/** Swaps two neighbouring letters or drops one, as people who type fast do. */
function mistyped(text: string, random: () => number): string {
  const at = 1 + randomInt(random, text.length - 2);
  const [a = '', b = ''] = [text[at], text[at + 1]];
  return random() < 0.5
    ? text.slice(0, at) + b + a + text.slice(at + 2)
    : text.slice(0, at) + text.slice(at + 1);
}

function spelled(term: string, random: () => number): string {
  const text = random() < 0.8 ? mistyped(term, random) : term;
  const addition = ADDITIONS[randomInt(random, ADDITIONS.length)] ?? '';
  return random() < 0.5 ? `${addition} ${text}` : text;
}

/** `queries` judged queries: each with its right entry, most with a wrong one too. */
export function judgedRows(queries = 240, seed = 7): Row[] {
  const random = seededRandom(seed);
  const rows = Array.from({ length: queries }, (_, n): Row[] => {
    const key = KEYS[n % KEYS.length] ?? '';
    const term = DICTIONARY[key]?.[randomInt(random, 3)] ?? '';
    const query = spelled(term, random);
    const wrong = KEYS[randomInt(random, KEYS.length)] ?? '';
    const right: Row = { query, key, verdict: 'yes' };
    return wrong === key || random() < 0.3
      ? [right]
      : [right, { query, key: wrong, verdict: 'no' }];
  });
  return shuffle(rows.flat(), random);
}

/** Judgments as a feedback file holds them. */
export function feedbackCsv(rows: readonly Row[] = judgedRows()): string {
  return [
    'query,key,correct',
    ...rows.map((row) => `${row.query},${row.key},${row.verdict}`),
    '',
  ].join('\n');
}
