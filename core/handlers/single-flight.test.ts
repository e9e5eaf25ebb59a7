import { describe, expect, it } from 'vitest';
import { singleFlight } from './single-flight.ts';

/** A promise that somebody else settles. */
function later<Value = void>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function setUp(capacity = 1) {
  const released: string[] = [];
  const loads: string[] = [];
  const flight = singleFlight<string>(capacity, async (value) => {
    released.push(value);
  });
  const load = (key: string) => async () => {
    loads.push(key);
    return key;
  };
  const get = (key: string) => flight.use(key, load(key), (value) => value);
  return { flight, released, loads, get, load };
}

describe('singleFlight', () => {
  it('loads once for requests that come at once', async () => {
    const { get, loads } = setUp();
    expect(await Promise.all([get('a'), get('a'), get('a')])).toEqual(['a', 'a', 'a']);
    expect(await get('a')).toBe('a');
    expect(loads).toEqual(['a']);
  });

  it('pushes out the one that was not used for longest', async () => {
    const { get, loads, released } = setUp(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
    expect(loads).toEqual(['a', 'b', 'c', 'b']);
    expect(released).toEqual(['b', 'c']);
  });

  it('forgets a load that fails', async () => {
    const { flight, get, released } = setUp();
    const failing = () => Promise.reject(new Error('no'));
    const both = [flight.use('a', failing, String), flight.use('a', failing, String)];
    for (const one of both) await expect(one).rejects.toThrow('no');
    expect(await get('a')).toBe('a');
    expect(released).toEqual([]);
  });

  it('releases what is pushed out only when nobody works with it any more', async () => {
    const { flight, get, load, released } = setUp();
    const [started, gate] = [later(), later()];
    const work = flight.use('a', load('a'), async (value) => {
      started.resolve();
      await gate.promise;
      return `${value}, ${released.length} released`;
    });
    await started.promise;
    await get('b');
    expect(released).toEqual([]);
    gate.resolve();
    expect(await work).toBe('a, 0 released');
    expect(released).toEqual(['a']);
  });

  it('loads anew what was pushed out but is still worked with', async () => {
    const { flight, get, load, loads, released } = setUp();
    const [started, gate] = [later(), later()];
    const first = flight.use('a', load('a'), async () => {
      started.resolve();
      await gate.promise;
    });
    await started.promise;
    await get('b');
    await get('a');
    expect(loads).toEqual(['a', 'b', 'a']);
    gate.resolve();
    await first;
    await flight.close();
    expect(released).toEqual(['b', 'a', 'a']);
  });

  it('pushes out what is idle before what is worked with', async () => {
    const { flight, get, load, released } = setUp(2);
    const [started, gate] = [later(), later()];
    const work = flight.use('a', load('a'), async () => {
      started.resolve();
      await gate.promise;
    });
    await started.promise;
    for (const key of ['b', 'c']) await get(key);
    expect(released).toEqual(['b']);
    gate.resolve();
    await work;
    await get('a');
    expect(released).toEqual(['b']);
  });

  it('keeps as many as there is room for, and always the newest', async () => {
    const released: string[] = [];
    const small = (values: readonly string[]) => values.join('').length <= 4;
    const flight = singleFlight<string>(small, async (value) => void released.push(value));
    const get = (key: string) => flight.use(key, async () => key, String);
    for (const key of ['a', 'bb', 'c']) await get(key);
    expect(released).toEqual([]);
    await get('ddd');
    expect(released).toEqual(['a', 'bb']);
    await get('eeeeee');
    expect(released).toEqual(['a', 'bb', 'c', 'ddd']);
  });

  it('loads anew under another stamp, after letting go of the old value', async () => {
    const { flight, released, loads, load } = setUp();
    const get = (stamp: string) => flight.use('a', load('a'), String, stamp);
    await Promise.all([get('1'), get('1')]);
    expect(loads).toEqual(['a']);
    await get('2');
    expect({ loads, released }).toEqual({ loads: ['a', 'a'], released: ['a'] });
    await get('2');
    expect(loads).toHaveLength(2);
  });

  it('does not take an outdated value from work that goes on', async () => {
    const { flight, released, load } = setUp();
    const [started, gate] = [later(), later()];
    const work = flight.use(
      'a',
      load('a'),
      async () => {
        started.resolve();
        await gate.promise;
      },
      '1',
    );
    await started.promise;
    await flight.use('a', load('a'), String, '2');
    expect(released).toEqual([]);
    gate.resolve();
    await work;
    expect(released).toEqual(['a']);
  });

  it('releases after work that throws', async () => {
    const { flight, get, load, released } = setUp();
    const work = flight.use('a', load('a'), () => Promise.reject(new Error('work')));
    await expect(work).rejects.toThrow('work');
    await get('b');
    expect(released).toEqual(['a']);
  });

  it('waits for work when it closes, and keeps nothing that comes afterwards', async () => {
    const { flight, get, load, released } = setUp();
    const [started, gate] = [later(), later()];
    const work = flight.use('a', load('a'), async () => {
      started.resolve();
      await gate.promise;
    });
    await started.promise;
    let closed = false;
    const closing = flight.close().then(() => {
      closed = true;
    });
    await get('b');
    expect({ closed, released }).toEqual({ closed: false, released: ['b'] });
    gate.resolve();
    await Promise.all([work, closing]);
    expect(released).toEqual(['b', 'a']);
  });

  it('evicts one value when its work has ended, the others stay', async () => {
    const { flight, get, load, released, loads } = setUp(2);
    const [started, gate] = [later(), later()];
    const work = flight.use('a', load('a'), async () => {
      started.resolve();
      await gate.promise;
    });
    await Promise.all([started.promise, get('b')]);
    let evicted = false;
    const evicting = flight.evict('a').then(() => {
      evicted = true;
    });
    await flight.evict('never seen');
    expect({ evicted, released }).toEqual({ evicted: false, released: [] });
    gate.resolve();
    await Promise.all([work, evicting]);
    expect(released).toEqual(['a']);
    await get('b');
    expect(loads).toEqual(['a', 'b']);
  });
});
