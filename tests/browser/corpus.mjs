// Loads the demonstration data once for all the end-to-end tests.
import { prepareCorpus } from './server.mjs';

console.log(`Demonstration data in ${await prepareCorpus()}`);
