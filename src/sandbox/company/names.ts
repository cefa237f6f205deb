/** Given and family name. Invented people; accents, particles, apostrophes and lengths are there on purpose. */
export type FullName = readonly [given: string, family: string];

export const HEADQUARTERS_NAMES: readonly FullName[] = [
  ['Rosalind', 'Achterberg'],
  ['Imani', 'Okonjo-Reyes'],
  ['Teodor', 'Lindqvist'],
  ['Priya', 'Ramaswami'],
];

const AMERICAS_NAMES: readonly FullName[] = [
  ['Marguerite', 'Delacroix'],
  ['Darnell', 'Whitcombe'],
  ['Xiomara', 'Peñaloza'],
  ['Caleb', 'Thornquist'],
  ['João', 'Figueiredo'],
  ['Siobhán', "O'Dwyer"],
  ['Thiago', 'Brandão'],
  ['Wren', 'Castellanos'],
  ['Anneliese', 'Park'],
  ['Desmond', 'Abara'],
  ['Luz María', 'Quiñones Escobedo'],
  ['Micah', 'Feldstein'],
  ['Talia', 'Runningwater'],
  ['Gus', 'Pappas'],
  ['Nkechi', 'Eze'],
  ['Harlan', 'Voss'],
];

const EMEA_NAMES: readonly FullName[] = [
  ['Freya', 'Ashdown'],
  ['Jürgen', 'Weißhaupt'],
  ['Zoë', 'Marchbanks'],
  ['Søren', 'Ægidius-Holm'],
  ['Maximiliane Friederike', 'von Wolffenstein-Hoheneck zu Altenbruck'],
  ['Rhys', 'Llewellyn-Pryce'],
  ['Łukasz', 'Wiśniewicz'],
  ['Aoife', 'Ní Bhraonáin'],
  ['Mehmet', 'Yıldızoğlu'],
  ['Chiara', 'Bellandi'],
  ['Oksana', 'Hrytsenko'],
];

const APAC_NAMES: readonly FullName[] = [
  ['Mei Lin', 'Tan'],
  ['Nguyễn', 'Thị Bích Hạnh'],
  ['Haruka', 'Minamoto'],
  ['Callum', 'Brightwater'],
  ['Aroha', 'Te Kanawa-Ngata'],
  ['Arjun', 'Venkataraghavan'],
  ['Siti', 'Rahmawati'],
  ['Jo', 'Li'],
  ['Kiran', 'Bhattacharjee'],
  ['Somchai', 'Rattanakosin'],
  ['Matilda', 'Farquharson'],
  ['Wei', 'Zhao'],
];

/** Names by the DeveloperName of the region's territory. */
export const NAMES_BY_REGION: Readonly<Record<string, readonly FullName[]>> = {
  Americas: AMERICAS_NAMES,
  EMEA: EMEA_NAMES,
  APAC: APAC_NAMES,
};

/** First and second half of a customer's name; every pair is one possible customer. */
export const CUSTOMER_PLACES: readonly string[] = [
  'Alder Fold',
  'Bellweather',
  'Cinderbrook',
  'Dunmarrow',
  'Eastmere',
  'Fenwick Hollow',
  'Gallowglen',
  'Høyvik',
  'Inverlochan',
  'Juniper Reach',
  'Kestrel Bay',
  'Larkspur',
  'Morrowfield',
  'Niederwald',
  'Oystercatch',
  'Pedra Azulada',
  'Quillhaven',
  'Rothmoor',
  'Saltmarsh',
  'Três Pinheiros',
  'Umberleaf',
  'Vinterdal',
  'Wattlebrook',
  'Yarrowgate',
  'Zirbenhof',
];

export const CUSTOMER_TRADES: readonly string[] = [
  'Berries',
  'Bio-Labs',
  'Catering',
  'Cold Storage',
  'Creameries',
  'Fisheries',
  'Flowers',
  'Freight',
  'Fine Foods',
  'Growers',
  'Medical Supply',
  'Orchards',
  'Provisions',
  'Refrigerated Transport',
  'Vaccines',
];
