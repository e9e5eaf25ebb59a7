import { describe, expect, it } from 'vitest';
import { guessEntryColumns } from './guess-columns.ts';

const guess = (...lines: string[]) => {
  const [columns = [], ...rows] = lines.map((line) => line.split(','));
  return guessEntryColumns({ columns, rows });
};

describe('guessEntryColumns', () => {
  it.each<[string, string[], string, string[]]>([
    [
      'a key by its name, and the texts, what an entry is called first',
      ['description,company_id,vacancyId,job_title', 'Night shifts,7,a,Nurse', 'Dawn,7,b,Baker'],
      'vacancyId',
      ['job_title', 'description'],
    ],
    ['a canonical name of a key', ['order_id,id,name', '1,a,Cook', '2,b,Chef'], 'id', ['name']],
    ['a key that repeats no value', ['code,ref,title', 'x,1,Cook', 'x,2,Chef'], 'ref', ['title']],
    ['a key that no row lacks', ['id,ref,title', ',1,Cook', 'b,2,Chef'], 'ref', ['title']],
    ['the named one where all repeat', ['city,id', 'Lyon,a', 'Lyon,a'], 'id', ['city']],
    ['the longest text where no name tells', ['n,a,b', '1,x,a long text', '2,y,other'], 'n', ['b']],
    [
      'neither numbers nor dates nor addresses',
      ['id,text,about,cv', 'a,1,2026-01-02,https://x'],
      'id',
      ['id'],
    ],
    ['a single column', ['word', 'Cook', 'Chef'], 'word', ['word']],
    ['a table without rows', ['id,title'], 'id', ['id']],
  ])('finds %s', (_, lines, key, texts) => {
    expect(guess(...lines)).toEqual({ key, texts, joined: false });
  });

  it('takes no résumé for a key, though each is different', () => {
    const resume = (name: string) => `${name} ${'worked '.repeat(20)}`;
    const rows = [
      [resume('Ann'), 'p1'],
      [resume('Bob'), 'p2'],
    ];
    expect(guessEntryColumns({ columns: ['resume', 'person'], rows })).toMatchObject({
      key: 'person',
      texts: ['resume'],
    });
  });

  it('finds nothing in nothing', () => {
    expect(guessEntryColumns({ columns: [], rows: [] })).toBeUndefined();
  });
});
