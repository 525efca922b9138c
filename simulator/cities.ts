/** IATA code → city, for every destination flown from Houston in the data. */
const cities: Record<string, string> = Object.fromEntries(
  `ABQ Albuquerque|AEX Alexandria|AGS Augusta|AMA Amarillo|ANC Anchorage|ASE Aspen|ATL Atlanta|AUS Austin|AVL Asheville
BFL Bakersfield|BHM Birmingham|BKG Branson|BNA Nashville|BOS Boston|BPT Beaumont|BRO Brownsville|BTR Baton Rouge
BWI Baltimore|CAE Columbia|CHS Charleston|CID Cedar Rapids|CLE Cleveland|CLT Charlotte|CMH Columbus
COS Colorado Springs|CRP Corpus Christi|CRW Charleston, West Virginia|CVG Cincinnati|DAL Dallas Love Field|DAY Dayton
DCA Washington National|DEN Denver|DFW Dallas|DSM Des Moines|DTW Detroit|ECP Panama City Beach|EGE Vail|ELP El Paso
EWR Newark|FLL Fort Lauderdale|GJT Grand Junction|GPT Gulfport|GRK Killeen|GRR Grand Rapids|GSO Greensboro
GSP Greenville|GUC Gunnison|HDN Steamboat Springs|HNL Honolulu|HOB Hobbs|HRL Harlingen|HSV Huntsville
IAD Washington Dulles|ICT Wichita|IND Indianapolis|JAN Jackson|JAX Jacksonville|JFK New York Kennedy|LAS Las Vegas
LAX Los Angeles|LBB Lubbock|LCH Lake Charles|LEX Lexington|LFT Lafayette|LGA New York LaGuardia|LIT Little Rock
LRD Laredo|MAF Midland|MCI Kansas City|MCO Orlando|MDW Chicago Midway|MEM Memphis|MFE McAllen|MIA Miami|MKE Milwaukee
MLU Monroe|MOB Mobile|MSP Minneapolis|MSY New Orleans|MTJ Montrose|OAK Oakland|OKC Oklahoma City|OMA Omaha|ONT Ontario
ORD Chicago|ORF Norfolk|PBI West Palm Beach|PDX Portland|PHL Philadelphia|PHX Phoenix|PIT Pittsburgh|PNS Pensacola
PSP Palm Springs|RDU Raleigh|RIC Richmond|RNO Reno|RSW Fort Myers|SAN San Diego|SAT San Antonio|SAV Savannah
SDF Louisville|SEA Seattle|SFO San Francisco|SHV Shreveport|SJC San Jose|SJU San Juan|SLC Salt Lake City|SMF Sacramento
SNA Santa Ana|STL St. Louis|TPA Tampa|TUL Tulsa|TUS Tucson|TYS Knoxville|VPS Fort Walton Beach|XNA Fayetteville
IAH Houston|HOU Houston Hobby`
    .split(/[|\n]/)
    .map((entry) => [entry.slice(0, 3), entry.slice(4)]),
);

export function cityOf(code: string): string {
  const city = cities[code];
  if (!city) throw new Error(`no city is known for airport ${code}: add it to simulator/cities.ts`);
  return city;
}
