import type { NextConfig } from "next";

const deploymentId = process.env["DEPLOYMENT_ID"];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // Types are a step of `npm test`; a build for a start checks them no second time.
  typescript: { ignoreBuildErrors: true },
  // Pictures come in their final size; without the optimizer there is no route that fetches an address a visitor names.
  images: { unoptimized: true },
  // Native or self-locating packages: loaded by Node, never bundled.
  serverExternalPackages: [
    "pg",
    "pino",
    "@node-rs/argon2",
    "graphile-worker",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@larksuiteoapi/node-sdk",
    "nodemailer",
    "prom-client",
    "@aws-sdk/client-s3",
    "@aws-sdk/lib-storage",
    "file-type",
  ],
  // Browsers ask for it where a page names no icon, as beside a file or a refusal.
  rewrites: () => Promise.resolve([{ source: "/favicon.ico", destination: "/icon.svg" }]),
  // Names one build of several running side by side, so that an old tab asks for a reload instead of calling a changed
  // server action; NEXT_SERVER_ACTIONS_ENCRYPTION_KEY (read by Next itself) must then be the same for all of them.
  ...(deploymentId ? { deploymentId } : {}),
};

export default config;
