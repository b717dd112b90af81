/** Version of the equations; a result carries it. */
export const modelVersion = '0.2.0';

/** Ways out of the stock, each a competing risk. */
export const exitFlows = ['retirements', 'deaths', 'earlyExits', 'furtherStudy', 'toTriage'] as const;
export type ExitFlow = (typeof exitFlows)[number];

/** Ways into the stock. */
export const entrantFlows = ['graduates', 'careerChangers', 'returners'] as const;
export type EntrantFlow = (typeof entrantFlows)[number];
