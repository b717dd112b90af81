import type { Localized } from '#lib/domain/locale.ts';

/** What the forecast says of a region in a year. `state` holds on 1 January, `flow` is over the year. */
export interface Quantity {
  kind: 'state' | 'flow';
  unit: 'heads' | 'fte' | 'share' | 'heads-per-10000' | 'places';
  label: Localized;
}

export const quantities = {
  supply_heads: { kind: 'state', unit: 'heads', label: { nl: 'Aanbod', en: 'Supply' } },
  supply_fte: { kind: 'state', unit: 'fte', label: { nl: 'Aanbod', en: 'Supply' } },
  demand_heads: { kind: 'state', unit: 'heads', label: { nl: 'Vraag', en: 'Demand' } },
  demand_fte: { kind: 'state', unit: 'fte', label: { nl: 'Vraag', en: 'Demand' } },
  gap_heads: { kind: 'state', unit: 'heads', label: { nl: 'Tekort', en: 'Shortage' } },
  gap_fte: { kind: 'state', unit: 'fte', label: { nl: 'Tekort', en: 'Shortage' } },
  gap_share: {
    kind: 'state',
    unit: 'share',
    label: { nl: 'Tekort als deel van de vraag', en: 'Shortage as a share of demand' },
  },
  gap_per_10000: {
    kind: 'state',
    unit: 'heads-per-10000',
    label: { nl: 'Tekort per 10.000 inwoners', en: 'Shortage per 10,000 inhabitants' },
  },
  retirements: { kind: 'flow', unit: 'heads', label: { nl: 'Pensioen', en: 'Retirement' } },
  deaths: { kind: 'flow', unit: 'heads', label: { nl: 'Overlijden', en: 'Deaths' } },
  early_exits: { kind: 'flow', unit: 'heads', label: { nl: 'Ander vertrek', en: 'Other exits' } },
  further_study: { kind: 'flow', unit: 'heads', label: { nl: 'Vervolgstudie', en: 'Further study' } },
  to_triage: {
    kind: 'flow',
    unit: 'heads',
    label: { nl: 'Naar huisartsenpost', en: 'To out-of-hours triage' },
  },
  graduates: { kind: 'flow', unit: 'heads', label: { nl: 'Gediplomeerden', en: 'Graduates' } },
  career_changers: { kind: 'flow', unit: 'heads', label: { nl: 'Zij-instromers', en: 'Career changers' } },
  returners: { kind: 'flow', unit: 'heads', label: { nl: 'Herintreders', en: 'Returners' } },
  net_moves: {
    kind: 'flow',
    unit: 'heads',
    label: { nl: 'Overstap tussen regio’s, per saldo', en: 'Net moves' },
  },
  students: { kind: 'state', unit: 'heads', label: { nl: 'Leerlingen', en: 'Students' } },
  waiting_for_place: {
    kind: 'flow',
    unit: 'heads',
    label: { nl: 'Wachten op een stageplaats', en: 'Waiting for a placement' },
  },
  left_without_place: {
    kind: 'flow',
    unit: 'heads',
    label: { nl: 'Gestopt zonder stageplaats', en: 'Left without a placement' },
  },
  place_claims: {
    kind: 'flow',
    unit: 'places',
    label: { nl: 'Nodige stageplaatsen', en: 'Places needed' },
  },
  place_capacity: {
    kind: 'flow',
    unit: 'places',
    label: { nl: 'Beschikbare stageplaatsen', en: 'Places open' },
  },
  replacement_fte: { kind: 'flow', unit: 'fte', label: { nl: 'Vervangingsvraag', en: 'Replacement demand' } },
  expansion_fte: { kind: 'flow', unit: 'fte', label: { nl: 'Uitbreidingsvraag', en: 'Expansion demand' } },
} as const satisfies Record<string, Quantity>;

export type QuantityKey = keyof typeof quantities;
export const quantityKeys = Object.keys(quantities) as QuantityKey[];
