// How long the simulator takes through HTTP, each page made anew: simulator.mjs ORIGIN. Prints lines of
// a Markdown table: median, slowest.
import { close, measure } from "../timing.mjs";

const origin = process.argv[2];
const passes = 60;

const firm = { "demandeur.statut": "entreprise", "entreprise.effectif": 12, "entreprise.auto_diagnostic": true };
const applicants = [
  firm,
  { ...firm, "entreprise.a_jour_de_ses_obligations": true, "entreprise.fonds_propres_positifs": true, "projet.transformations": ["numerique"] },
  { "demandeur.statut": "association", "projet.en_qpv": true },
  { "demandeur.statut": "personne", "demandeur.naissance": "1997-03-01" },
];
const next = (facts) => `faits=${encodeURIComponent(JSON.stringify(facts))}&question=demandeur.handicap&go=suivant&r=non`;
const json = { type: "application/json" };

await measure("simulator, first question", [[`${origin}/simulateur`]], passes);
await measure("simulator, after an answer", applicants.map((facts) => [`${origin}/simulateur`, { body: next(facts) }]), passes);
await measure("POST /api/v1/simulations", applicants.map((facts) => [`${origin}/api/v1/simulations`, { body: JSON.stringify({ facts }), ...json }]), passes);
close();
