import { serveCompany } from '../harness/serve-company.ts';

/** A local Salesforce in a process of its own, so that serving does not count as reading. Says its address. */
const deals = Number(process.argv[2]);
const salesforce = await serveCompany({ deals, activities: 0 });
process.send?.(salesforce.url);
