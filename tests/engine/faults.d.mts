export interface Fault {
  /** Only calls whose path holds this count. */
  readonly within?: string;
  /** Only calls whose path ends with this count. */
  readonly on?: string;
  /** Which call, from 1; 0 only counts. */
  readonly at?: number;
  /** `kill` (SIGKILL), `gone` (as if killed, within the test), `short` (half a write), `pause:<ms>` or an error's code. */
  readonly kind?: string;
}
export function arm(fault: Fault): {
  readonly state: { readonly calls: readonly string[]; readonly struck: boolean; readonly gone: boolean };
  disarm(): void;
};
