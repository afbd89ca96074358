// A module may import only modules to its left. The order is the architecture; the rules follow from it.
const ORDER = [
  "errors",
  "config",
  "i18n",
  "log",
  "db",
  "actor",
  "audit",
  "jobs",
  "events",
  "storage",
  "mail",
  "feishu",
  "identity",
  "accounts",
  "groups",
  "messages",
  "duty",
  "tickets",
  "incidents",
  "invitations",
  "channels",
  "notifications",
  "reports",
  "desk",
  "privacy",
  "http",
  "realtime",
];

const oneWay = ORDER.slice(0, -1).map((name, index) => ({
  name: `lib-${name}-looks-left-only`,
  comment: `lib/${name} may import only what stands before it in ORDER`,
  severity: "error",
  from: { path: `^lib/${name}/`, pathNot: "(\\.test\\.ts$|^lib/[^/]+/actions\\.ts$)" },
  to: { path: `^lib/(${ORDER.slice(index + 1).join("|")})/` },
}));

export default {
  forbidden: [
    ...oneWay,
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "lib-knows-no-ui",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "components-know-no-routes",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^app/" },
    },
    {
      name: "components-use-the-public-face",
      comment:
        "a component sees contracts, policies, actions and browser code; never a command, a query or the database",
      severity: "error",
      from: { path: "^components/" },
      to: {
        path: "^lib/",
        pathNot:
          "^lib/([^/]+/([a-z-]*contract|policy|actions|browser)(\\.ts|\\.tsx|/)|i18n/|actor/|errors/|config/durations\\.ts)",
      },
    },
    {
      name: "ui-is-domain-free",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(lib/(?!i18n/)|components/(?!ui/))" },
    },
    {
      name: "routes-go-through-use-cases",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^lib/(db|events)/" },
    },
    {
      name: "contracts-and-policies-are-isomorphic",
      severity: "error",
      from: { path: "^lib/[^/]+/([a-z-]*contract|policy)\\.ts$" },
      to: {
        path: "^lib/",
        pathNot: "^lib/([^/]+/([a-z-]*contract|policy|actor|app-error|result)\\.ts$|config/durations\\.ts$)",
      },
    },
    {
      name: "browser-code-stays-in-the-browser",
      severity: "error",
      from: { path: "^lib/[^/]+/browser/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^lib/",
        pathNot:
          "^lib/([^/]+/([a-z-]*contract|policy|actor|app-error|result)\\.ts$|[^/]+/browser/|config/durations\\.ts$|i18n/)",
      },
    },
    {
      name: "private-is-private",
      severity: "error",
      from: { path: "^lib/([^/]+)/" },
      to: { path: "^lib/([^/]+)/internal/", pathNot: "^lib/$1/" },
    },
    {
      name: "private-to-lib",
      severity: "error",
      from: { path: "^(app|components)/" },
      to: { path: "^lib/([^/]+)/internal/" },
    },
    {
      name: "only-the-gateway-speaks-socket-io",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: "^lib/(realtime|testing)/" },
      to: { path: "^node_modules/socket\\.io" },
    },
    {
      name: "only-feishu-speaks-lark",
      severity: "error",
      from: { path: "^(app|components|lib|server|worker|admin|proxy)", pathNot: "^lib/feishu/" },
      to: { path: "^node_modules/@larksuiteoapi" },
    },
    {
      name: "only-identity-speaks-next-auth-and-openid",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: "^lib/identity/" },
      to: { path: "^node_modules/(next-auth|@auth|openid-client)/" },
    },
    {
      name: "tests-stay-out-of-product",
      severity: "error",
      from: {
        path: "^(app|components|lib|server|worker|admin|proxy)",
        pathNot: "(\\.test\\.tsx?$|^lib/testing/)",
      },
      to: { path: "^(lib/testing|e2e|bench)/" },
    },
    {
      name: "the-socket-carries-only-the-conversation",
      severity: "error",
      from: { path: "^lib/realtime/", pathNot: "\\.test\\.ts$" },
      to: { path: "^lib/(?!messages/)[^/]+/commands/" },
    },
    {
      name: "one-transport-per-command",
      comment:
        "a use case is reached from exactly one route handler (or the module that makes it for several doors), server action or the gateway",
      severity: "error",
      from: { path: "^(app/.*\\.tsx?|lib/[^/]+/actions\\.ts|lib/realtime/gateway\\.ts)$" },
      module: { path: "^lib/[^/]+/commands/", pathNot: "\\.test\\.ts$", numberOfDependentsMoreThan: 1 },
    },
    // mdast is a package of types alone.
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^mdast$" } },
    {
      name: "declared-dependencies-only",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(lib/db/generated|\\.next)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
