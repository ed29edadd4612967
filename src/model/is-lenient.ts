/**
 * Whether faults of a text are warnings: it was imported, so what it was sent with cannot be mended, and site.yaml does not ask for
 * more.
 */
export function isLenient(
  { source }: { readonly source?: object | undefined },
  { strictImports }: { readonly strictImports: boolean },
): boolean {
  return source !== undefined && !strictImports;
}
