/** Less than this is what rounding of areas and shares leaves. */
const nothing = 0.005;

/**
 * What is left after a change of what is there today (bays, m²): null where nobody gave today's number, and
 * where more would go than is known to be there, since that number then says too little.
 */
export function after_change(today: number | null, change: number): number | null {
  if (today === null || today + change < -nothing) return null;
  return Math.max(0, today + change);
}
