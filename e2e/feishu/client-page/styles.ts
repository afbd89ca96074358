const light = `--ink:#1f2329;--quiet:#646a73;--line:#dee0e3;--ground:#f5f6f7;--surface:#fff;--hover:#f2f3f5;--edge:#d0d3d6;--blue:#1456f0;--blue-deep:#0442d2;--on-blue:#fff;--soft:#e1eaff;--red:#d83931;--red-deep:#b82721;--code:#eff0f1`;
const dark = `--ink:#ebebeb;--quiet:#a6a6a6;--line:#333;--ground:#141414;--surface:#1f1f1f;--hover:#292929;--edge:#4a4a4a;--blue:#6b9bff;--blue-deep:#8fb3ff;--on-blue:#0b1a3d;--soft:#24345c;--red:#f76964;--red-deep:#ff8f8b;--code:#2e2e2e`;

/** The colours a header, a tag or a word of a card may have. */
const hues: Record<string, string> = {
  blue: "#1456f0",
  wathet: "#0d96d6",
  turquoise: "#0ba39a",
  green: "#2ea121",
  lime: "#7ba617",
  yellow: "#c08a00",
  orange: "#de7802",
  red: "#d83931",
  carmine: "#d6308f",
  violet: "#b93bc4",
  purple: "#7f3bf5",
  indigo: "#4954e6",
  grey: "#646a73",
  neutral: "#646a73",
};
const hueRules = Object.entries(hues)
  .map(([name, hue]) => `.t-${name},.tag-${name},.c-${name}{--hue:${hue}}`)
  .join("");

/** One quiet stylesheet for every page of the emulated client, light and dark as the browser asks. */
export const styles = `
*{box-sizing:border-box}
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
body{margin:0;color:var(--ink);background:var(--ground);font:14px/1.57 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1,h2,h3,p,ul,ol{margin:0;padding:0}ul,ol{list-style:none}
a{color:var(--blue);text-decoration:none}a:hover{text-decoration:underline}
button{font:inherit;color:inherit;cursor:pointer;background:var(--surface);border:1px solid var(--edge);border-radius:6px;padding:6px 16px}
button:hover{background:var(--hover)}button:disabled{cursor:default;color:var(--quiet)}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.quiet,time{color:var(--quiet);font-size:13px}
.centre{min-height:100vh;display:grid;place-items:center;padding:16px}
.box{width:min(440px,100%);background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:28px}
.box h1{font-size:20px}.box h2{font-size:13px;color:var(--quiet);font-weight:500;margin:20px 0 4px}
.box p{margin-top:8px}.who{text-align:center;margin-bottom:20px}.who h1{margin-top:8px}
.as{display:flex;gap:12px;align-items:center;background:var(--ground);border-radius:8px;padding:12px;margin-bottom:12px}
.as img,.person img{border-radius:50%}
.choices{display:grid;gap:10px;margin-top:20px}.choices button{padding:9px}
button.primary{background:var(--blue);border-color:var(--blue);color:var(--on-blue)}button.primary:hover{background:var(--blue-deep)}
.foot{text-align:center;font-size:13px}
.person{width:100%;display:grid;grid-template-columns:36px 1fr;column-gap:12px;text-align:left;border:0;padding:8px;line-height:1.35}
.person img{grid-row:span 2}.person-name{font-weight:500}
.bar{height:64px;display:flex;align-items:center;gap:24px;padding:0 20px;background:var(--surface);border-bottom:1px solid var(--line)}
.me{display:flex;gap:10px;align-items:center;min-width:0}.me img{border-radius:50%}.me h1{font-size:15px;line-height:1.3}.me .quiet{font-size:12px}
.bar nav{display:flex;gap:4px;flex:1}.bar nav a{display:flex;align-items:center;gap:6px;min-height:40px;padding:0 12px;border-radius:6px;color:var(--ink)}.bar nav a[aria-current]{background:var(--soft);color:var(--blue);font-weight:500}
.tools{display:flex;gap:12px;align-items:center;white-space:nowrap}.tools button,.tools a{min-height:40px;display:inline-flex;align-items:center;padding-inline:10px}
.badge{flex:none;min-width:18px;height:18px;border-radius:9px;padding:0 5px;background:var(--red);color:#fff;font-size:12px;line-height:18px;text-align:center;font-weight:500}
@media (prefers-color-scheme:dark){.badge{color:#3d0c0a}}
.client{height:calc(100vh - 64px);display:flex}
.chats{width:340px;flex:none;background:var(--surface);border-right:1px solid var(--line);overflow:auto;padding:8px}
.chat-item{display:flex;gap:12px;align-items:center;padding:10px;border-radius:8px;color:var(--ink)}.chat-item:hover{background:var(--hover);text-decoration:none}.chat-item[aria-current]{background:var(--soft)}
.chat-item img,.message>img{border-radius:9px}.chat-text{display:grid;flex:1;min-width:0;line-height:1.4}.chat-name{font-weight:500}.preview,.chat-name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.chat-side{display:grid;gap:4px;justify-items:end;align-self:start}.chat-side time{font-size:12px;white-space:nowrap}
.pane{flex:1;min-width:0;display:flex;flex-direction:column}.pane.empty{display:grid;place-items:center}
.pane-head{display:flex;align-items:center;gap:12px;min-height:56px;padding:8px 24px;border-bottom:1px solid var(--line);background:var(--surface)}.pane-head h2{font-size:16px;flex:1;min-width:0}.back{display:none;min-height:40px;align-items:center}
.open{flex:none;display:inline-flex;align-items:center;min-height:40px;border:1px solid var(--blue);border-radius:6px;padding:0 14px}.open:hover{background:var(--soft);text-decoration:none}
.thread{flex:1;overflow:auto;padding:20px 24px;display:grid;gap:20px;align-content:start}.none{padding:24px}
.new{display:flex;align-items:center;gap:12px;color:var(--red);font-size:12px}.new::before,.new::after{content:"";flex:1;border-top:1px solid var(--red);opacity:.5}
.message{display:flex;gap:12px}.message-main{min-width:0;max-width:600px;flex:1}.meta{font-size:12px;color:var(--quiet);margin-bottom:6px}
.bubble{display:inline-block;background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:10px 14px;overflow-wrap:anywhere}.recalled{color:var(--quiet);font-style:italic}
.card{background:var(--surface);border:1px solid var(--line);border-radius:8px;overflow:hidden;overflow-wrap:anywhere}
.card-header{padding:12px 16px;display:flex;flex-wrap:wrap;gap:4px 8px;align-items:center;background:color-mix(in srgb,var(--hue) 16%,var(--surface));color:color-mix(in srgb,var(--hue) 45%,var(--ink))}.card-header h3{font-size:16px;line-height:1.4}.card-header p{width:100%;font-size:13px}.card-header.t-default{background:none;color:inherit;padding-bottom:0}.whole{color:inherit}
.card-body{padding:12px 16px 16px;display:grid;gap:10px;justify-items:start}.card-body>*{max-width:100%}.card-body hr{width:100%;border:0;border-top:1px solid var(--line);margin:0}
.columns{display:flex;gap:8px;width:100%}.column{display:grid;gap:8px;align-content:start;min-width:0}
.text .line,.text .heading,.text .item,.text .quote{display:block;min-height:1em}.text .item{padding-left:18px;text-indent:-14px}.text .quote{border-left:3px solid var(--edge);padding-left:10px;color:var(--quiet)}.text code{background:var(--code);border-radius:4px;padding:0 4px}.text pre{margin:4px 0;background:var(--code);border-radius:6px;padding:8px 12px;overflow:auto;max-width:100%}.text pre code{padding:0}
.clamped{display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden}
.size-notation,.size-small,.size-x-small{font-size:12px}.size-heading,.size-heading-4,.size-large{font-size:16px;font-weight:600}.size-heading-1,.size-heading-2,.size-heading-3{font-size:20px;font-weight:600}
.at{color:var(--blue)}[class*="c-"]{color:color-mix(in srgb,var(--hue,var(--ink)) 60%,var(--ink))}.c-grey,.c-neutral{color:var(--quiet)}
.card-button{display:inline-block;font:inherit;border:1px solid var(--edge);border-radius:6px;padding:5px 16px;color:var(--ink);background:var(--surface);text-align:center}.card-button:hover{background:var(--hover);text-decoration:none}.card-button.fill{width:100%}
.type-primary{border-color:var(--blue);color:var(--blue)}.type-primary_filled,.type-laser{background:var(--blue);border-color:var(--blue);color:var(--on-blue)}.type-primary_filled:hover,.type-laser:hover{background:var(--blue-deep)}
.type-danger{border-color:var(--red);color:var(--red)}.type-danger_filled{background:var(--red);border-color:var(--red);color:#fff}.type-danger_filled:hover{background:var(--red-deep)}.type-text,.type-primary_text,.type-danger_text{border-color:transparent;padding-inline:4px}.type-primary_text{color:var(--blue)}.type-danger_text{color:var(--red)}
@media (prefers-color-scheme:dark){.type-danger_filled{color:#3d0c0a}}
.tag{font-size:12px;border-radius:4px;padding:0 6px;background:color-mix(in srgb,var(--hue) 16%,var(--surface));color:color-mix(in srgb,var(--hue) 45%,var(--ink))}
${hueRules}
.pane.wide{max-width:900px;margin:0 auto;width:100%}.pane.wide .pane-head{background:none;border:0;padding-top:20px}
.tiles{display:grid;gap:12px;padding:8px 24px 24px}.app-tile{display:flex;gap:16px;align-items:center;background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:16px}.app-tile img{border-radius:12px}.app-tile div{flex:1;min-width:0}.app-tile h3{font-size:15px}
@media (max-width:720px){
.bar{height:auto;flex-wrap:wrap;gap:6px 12px;padding:10px 14px}.me{flex:1}.bar nav{order:3;flex-basis:100%}.client{height:calc(100vh - 108px)}.tools{gap:4px}.card-button{padding:8px 16px}
.chats{width:100%;border:0}.messages:not(.chat-open) .pane{display:none}.chat-open .chats{display:none}.back{display:inline-flex}
.pane-head{padding:8px 14px}.thread{padding:14px}.tiles{padding:8px 14px 14px}.app-tile{flex-wrap:wrap}.message{gap:8px}.message>img{width:28px;height:28px}
}
`;
