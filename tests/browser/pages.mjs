// Les objets de la démonstration que les parcours visitent, et leurs adresses : le seul endroit des
// essais de navigateur à reprendre si une adresse change.
export const example = {
  plan: { id: 'pacte-vert-2020/plan' },
  // Une action que les citoyens ont demandée, dont l'annexe 1 donne la ligne.
  action: { id: 'pacte-vert-2020/i-fonds-foncier-creer', label: 'Fonds Foncier à créer', lines: '47' },
  document: { id: 'pacte-vert-2020/annexe-1' },
  proposal: { id: 'pacte-vert-2020/proposition-p05', code: 'P05' },
  // Deux documents disent « plus de 300 » et « plus de 400 » membres : les deux restent.
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
  search: (words) => `/recherche?q=${encodeURIComponent(words)}`,
};

export async function examplePages() {
  return { home: addresses.home, action: addresses.node(example.action.id) };
}
