import { PlumblineError } from '#core/contract/errors.ts';
import type { NamedArray } from '#core/embed/lexical/lexical-arrays.ts';
import type { DensePca } from './dense-pca.ts';

/** A projection as arrays, for storing. */
export function pcaToArrays(pca: DensePca): Record<string, NamedArray> {
  const { features, dimensions } = pca;
  return {
    components: { shape: [features, dimensions], data: pca.components },
    mean: { shape: [features], data: pca.mean },
    explainedVariance: { shape: [dimensions], data: Float64Array.from(pca.explainedVariance) },
    totalVariance: { shape: [1], data: Float64Array.of(pca.totalVariance) },
  };
}

/** The opposite of `pcaToArrays`. Throws DAMAGED, naming the missing or misshapen array. */
export function pcaFromArrays(arrays: Record<string, NamedArray>): DensePca {
  const need = (name: string, ...shape: number[]): NamedArray['data'] => {
    const array = arrays[name];
    if (array === undefined) throw damaged(`it has no array "${name}"`);
    if (array.shape.join() !== shape.join()) {
      throw damaged(`"${name}" does not fit`);
    }
    return array.data;
  };
  const [features = 0, dimensions = 0] = arrays.components?.shape ?? [];
  const components = need('components', features, dimensions);
  if (components.length === 0) throw damaged('"components" is empty');
  return {
    ...{ features, dimensions },
    components: components instanceof Float32Array ? components : Float32Array.from(components),
    mean: Float64Array.from(need('mean', features)),
    explainedVariance: [...need('explainedVariance', dimensions)],
    totalVariance: need('totalVariance', 1)[0] ?? 0,
  };
}

function damaged(what: string): PlumblineError {
  return new PlumblineError('DAMAGED', `The projection is not whole: ${what}.`, {
    remedy: 'Train the version anew.',
  });
}
