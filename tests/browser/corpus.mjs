// Charge une fois les données de démonstration pour tous les essais de bout en bout.
import { prepareCorpus } from './server.mjs';

console.log(`Données de démonstration dans ${await prepareCorpus()}`);
