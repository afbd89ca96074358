export function missingPlatformPackages(lock: {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}): [location: string, entry: { version: string; os?: string[]; cpu?: string[]; libc?: string[] }][];
