// The objects of the demonstration that the journeys visit, and their addresses: the only place of the
// browser tests to mend when an address changes.
export const example = {
  plan: { id: 'pacte-vert-2020/plan' },
  // An action that citizens asked for, and whose line is in annex 1.
  action: { id: 'pacte-vert-2020/i-fonds-foncier-creer', label: 'Fonds Foncier à créer', lines: '47' },
  document: { id: 'pacte-vert-2020/annexe-1' },
  proposal: { id: 'pacte-vert-2020/proposition-p05', code: 'P05' },
  // Two documents say “more than 300” and “more than 400” members: both stay.
  indicator: { id: 'filiere-numerique/ind-membres-digital-113', values: ['300', '400'] },
  misspelt: { words: 'fonsier', meant: /foncier/i },
};

export const addresses = {
  home: '/',
  plans: '/plans',
  node: (id) => `/plans/${id}`,
  document: (id) => `/documents/${id}`,
  proposal: (code) => `/propositions/${code}`,
  indicator: (id) => `/indicateurs/${id}`,
  map: '/territoires/carte',
  compare: '/territoires/comparer',
  search: (words) => `/recherche?q=${encodeURIComponent(words)}`,
};

// The sheets of territories that the journeys read, one of each level that has a page to print.
export const territories = {
  commune: '/territoires/commune/34172',
  epci: '/territoires/epci/243400017',
  department: '/territoires/departement/34',
  region: '/territoires/region/76',
};

// Schemes that the documents describe: one that stays so, two that officers publish.
export const schemes = {
  described: 'pacte-vert-2020/2e-plan-rail',
  toPublish: ['occitanie/aap-emergence', 'pacte-vert-2020/aap-oralite'],
};

export async function examplePages() {
  return { home: addresses.home, action: addresses.node(example.action.id) };
}
