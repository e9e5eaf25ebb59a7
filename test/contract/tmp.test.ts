import { it, afterAll } from 'vitest';
import { openNodeEngine } from '#core/node-engine.ts';
import { filledWorkspace, train, removeFolders } from './workspaces.ts';
afterAll(removeFolders);
it('x', async () => {
  let t=performance.now();
  const lap=(s:string)=>{console.log(s,Math.round(performance.now()-t)); t=performance.now();};
  const folder = await filledWorkspace(); lap('filled');
  const engine = await openNodeEngine({ folder }); lap('open');
  for (let i=0;i<2;i++){ const job = await train(engine.client); lap('train');
  console.log(job.status, job.error, job.stages.map(s=>`${s.stage} ${s.state} ${s.detail} ${s.seconds}`).join('\n'));
  console.log(JSON.stringify(job.train?.gate,null,1)); }
  console.log((await engine.client.data.findings()).map(f=>f.title));
  await engine.client.search.query({text:'registred nurs'}); lap('search');
  await engine.client.search.query({text:'registred nurs'}); lap('search');
  await engine.close();
}, 60000);
