/** The words that stand in a company's texts: by what they name, in the ways that views have to bear. */
export interface Words {
  /** The first of at least 22 letters: they tell apart what would have the same name. */
  readonly letterA: number;
  readonly people: readonly string[];
  readonly companies: readonly string[];
  readonly deals: readonly string[];
  readonly places: readonly string[];
  readonly titles: readonly string[];
  readonly labels: readonly string[];
  readonly sentences: readonly string[];
  /** Ours, about Salesforce: the same in every company. */
  readonly reasons: readonly string[];
}

const REASONS = [
  'Salesforce has not answered since this morning',
  'the field Amount can no longer be read',
  'give the integration user access to opportunities',
];

const list = (text: string): readonly string[] => text.split('|').map((one) => one.trim());

export const LATIN: Words = {
  letterA: 0x41,
  people: list(
    `Maya Lindqvist|Jonas Becker|Amara Okafor|Pedro Nunes|Sofia Rossi|Tom Harding|Ines Moreau|Karl Vogel|
    Nadia Petrova|Samuel Osei|Greta Holm|Luca Bianchi|Priya Raman|Oscar Dahl|Helen Park|Marek Nowak|Ruth Adler|
    Diego Campos|Anna Keller|Finn Larsen|Clara Weiss|Omar Haddad|Emily Stone|Jan de Vries|Paula Reyes|Noah Fischer`,
  ),
  companies: list(
    `Nordlicht Logistics|Brightwater Foods|Cobalt Robotics|Harbour & Sons|Alpine Medical|Juniper Energy|
    Redstone Mining|Lumen Optics|Orchard Insurance|Kestrel Air|Vantage Schools|Tidewater Shipping`,
  ),
  deals: list(
    `120 seats|Renewal|Two more plants|First year|Support contract|Rollout in the south|Pilot|Expansion`,
  ).flatMap((what) =>
    ['Nordlicht', 'Brightwater', 'Cobalt', 'Harbour & Sons', 'Alpine', 'Juniper'].map(
      (who) => `${who}: ${what}`,
    ),
  ),
  places: list(`Germany|Portugal|Berlin|Lisbon|Oslo|Norway`),
  titles: list(`Account executive|Sales manager|Account manager|Sales director`),
  labels: list(
    `Central region|West region|Key accounts|Mid-market|Qualification|Proposal|Negotiation|Commit|Partner|New business`,
  ),
  sentences: list(
    `We agreed to meet the buyer before the end of the month|Budgets were moved to the next quarter|
    Call the head of purchasing about the contract|Hospitals decide faster than schools this year|
    The plan was set too high after the move|Is the price list changed too?|Send the proposal to both sites`,
  ),
  reasons: REASONS,
};

const LONG =
  ' – Hohenstein-Waldburg and Partners International Distribution Company of Northern Europe, Limited';

/** The same, each more than eighty characters long. */
export const LONG_NAMES: Words = {
  ...mapped(LATIN, (text) => `${text}${LONG}`),
  people: LATIN.people.map(
    (name) =>
      `${name} Maximiliana Konstantinopoulou-Featherstonehaugh van den Heuvel-Oosterhuis de Albuquerque`,
  ),
  sentences: LATIN.sentences.map((text) =>
    `${text}, ${LATIN.sentences.join(', ').toLowerCase()}, and so on. `.repeat(4).trim(),
  ),
};

export const RIGHT_TO_LEFT: Words = {
  letterA: 0x5d0,
  people: list(
    `محمد عبد الرحمن|נועה כהן|فاطمة الزهراء|יעל לוי|أحمد الخطيب|דוד מזרחי|ليلى حداد|אורי שפירא|خالد منصور|תמר ביטון`,
  ),
  companies: list(`شركة النور للتجارة|חברת אור הצפון בע"מ|مؤسسة الواحة|מכון ויצמן`),
  deals: list(`تجديد عقد الصيانة 2027|הרחבת רישוי (120)|مشروع المدارس الجديدة|חידוש חוזה תמיכה – שנה ב'`),
  places: list(`السعودية|ישראל|دبي|חיפה`),
  titles: list(`مدير مبيعات|מנהל לקוחות`),
  labels: list(`المنطقة الوسطى|אזור הצפון|تفاوض|הצעה|شركاء|עסק חדש`),
  sentences: list(
    `اتفقنا على الاجتماع قبل نهاية الشهر|התקציב עבר לרבעון הבא, 3 חודשים|هل تتغير قائمة الأسعار أيضا؟|להתקשר לראש הרכש (דחוף)`,
  ),
  reasons: REASONS,
};

export const EAST_ASIAN: Words = {
  letterA: 0x4e00,
  people: list(`山田太郎|佐藤花子|李伟|王秀英|김민준|이서연|鈴木一郎|陳大文|박지훈|高橋美咲`),
  companies: list(`株式会社東京物流|上海光明食品有限公司|한국전자 주식회사|北海道エネルギー`),
  deals: list(
    `東京物流：保守契約の更新|光明食品：第二工厂扩建项目|한국전자: 신규 라이선스 120석|北海道エネルギー：試験導入`,
  ),
  places: list(`日本|中国|서울|大阪`),
  titles: list(`営業部長|客户经理|영업 담당`),
  labels: list(`関東地区|华东大区|협상|提案|パートナー|新規`),
  sentences: list(
    `月末までに購買部長と会うことにした|预算推迟到下个季度|가격표도 바뀌나요?|両拠点に提案書を送る`,
  ),
  reasons: REASONS,
};

function mapped(words: Words, change: (text: string) => string): Words {
  const { people, companies, deals, places, titles, labels, sentences, reasons } = words;
  return {
    letterA: words.letterA,
    people: people.map(change),
    companies: companies.map(change),
    deals: deals.map(change),
    places: places.map(change),
    titles: titles.map(change),
    labels: labels.map(change),
    sentences: sentences.map(change),
    reasons,
  };
}
