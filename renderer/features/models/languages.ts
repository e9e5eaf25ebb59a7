/** Languages for people: codes as model cards write them become names, `en, fr` -> `English, French`; words stay. */
export function languageNames(languages: string | null): string | null {
  if (languages === null) return null;
  const codes = languages.split(/,\s*/);
  if (!codes.every((code) => /^[a-z]{2,3}$/.test(code))) return languages;
  if (codes.length > MOST_NAMED) return `${codes.length} languages`;
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  return codes.map((code) => names.of(code) ?? code).join(', ');
}

const MOST_NAMED = 3;
