/** First state of a run: the last year for which practices and patients are known. */
export const baseYear = 2024;
export const horizonYear = 2044;

/** Single ages of the stock; the last is open. */
export const stockAges = { from: 18, to: 74 };
