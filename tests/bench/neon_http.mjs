// The same requests as those of neon_http.cpp, by Neon's JavaScript client: what that one is compared with.
//
//     npm install @neondatabase/serverless
//     VIRGA_NEON_URL=... VIRGA_NEON_ENDPOINT=... node neon_http.mjs [seconds]
import { neon, neonConfig } from '@neondatabase/serverless';

const seconds = Number(process.argv[2] ?? 5);
neonConfig.fetchEndpoint = process.env.VIRGA_NEON_ENDPOINT;
const sql = neon(process.env.VIRGA_NEON_URL);
const wide = `select g as id, g * 10::int8 as big, 'name ' || g as name, (g % 2 = 0) as flag, g / 3.0::float8 as ratio,
  (g * 1.01)::numeric(12,2) as price, '2024-01-01 00:00:00+00'::timestamptz + g * interval '1 minute' as at, md5(g::text) as hash,
  case when g % 5 = 0 then null else 'note ' || g end as note, array[g, g + 1]::text as pair from generate_series(1, 1000) g`;

async function measure(name, callers, run) {
  let count = 0;
  const work = async (time) => {
    const end = performance.now() + time * 1000;
    await Promise.all(Array.from({ length: callers }, async () => {
      while (performance.now() < end) {
        await run();
        ++count;
      }
    }));
  };
  await work(seconds);  // until the code is compiled
  count = 0;
  const before = process.cpuUsage();
  await work(seconds);
  const { user, system } = process.cpuUsage(before);
  console.log(`${name.padEnd(24)} callers ${String(callers).padEnd(3)} ${(count / seconds).toFixed(0).padStart(8)}/s` +
    `   client CPU ${((user + system) / count).toFixed(1).padStart(8)} us/request`);
}

for (const callers of [1, 32]) {
  await measure('select 1', callers, () => sql.query('select 1'));
  await measure('1000 x 10 into objects', callers, () => sql.query(wide));
}
