import { z } from 'zod';
import { CacheOverview, CatalogueModel, DevicesOverview, ModelSummary } from './models.ts';
import { procedure } from './procedure.ts';

/** The part `models` of the contract. */
export const modelsProcedures = {
  /** What can be chosen in a training, the builtin one first. */
  list: procedure.route({ method: 'GET', path: '/models' }).output(z.array(ModelSummary)),
  catalogue: procedure
    .route({ method: 'GET', path: '/models/catalogue' })
    .output(z.array(CatalogueModel)),
  /** Keeps one file of a folder that a browser dropped; `upload` names the folder, `path` lies inside it. */
  upload: procedure
    .route({ method: 'POST', path: '/models/upload' })
    .input(
      z.object({
        upload: z.string().regex(/^[\w-]{1,80}$/),
        path: z.string().min(1).max(300),
        content: z.instanceof(Blob),
      }),
    )
    .output(z.object({ bytes: z.number() })),
  /** Refused while a version embeds with it. */
  remove: procedure
    .route({ method: 'DELETE', path: '/models/{model}' })
    .input(z.object({ model: z.string() }))
    .output(z.object({ model: z.string() })),
  /** Devices of this machine and what was measured on them; measures nothing by itself. */
  devices: procedure.route({ method: 'GET', path: '/devices' }).output(DevicesOverview),
  cache: procedure.route({ method: 'GET', path: '/cache' }).output(CacheOverview),
  /** Empties the embedding cache; vectors are made again when they are needed. */
  clearCache: procedure.route({ method: 'DELETE', path: '/cache' }).output(CacheOverview),
};
