/** One quiet stylesheet for every page of the emulated client. */
export const styles = `
*{box-sizing:border-box}
:root{--ink:#1f2329;--quiet:#646a73;--line:#dee0e3;--ground:#f5f6f7;--blue:#1456f0}
body{margin:0;color:var(--ink);background:var(--ground);font:14px/1.57 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1,h2,h3,p,ul,ol{margin:0;padding:0}ul,ol{list-style:none}
a{color:var(--blue);text-decoration:none}a:hover{text-decoration:underline}
button{font:inherit;color:inherit;cursor:pointer;background:#fff;border:1px solid #d0d3d6;border-radius:6px;padding:6px 16px}
button:hover{background:#f2f3f5}button:disabled{cursor:default;color:#8f959e}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.quiet,time{color:var(--quiet);font-size:13px}
.centre{min-height:100vh;display:grid;place-items:center;padding:16px}
.box{width:min(440px,100%);background:#fff;border:1px solid var(--line);border-radius:12px;padding:28px}
.box h1{font-size:20px}.box h2{font-size:13px;color:var(--quiet);font-weight:500;margin:20px 0 4px}
.box p{margin-top:8px}.who{text-align:center;margin-bottom:20px}.who h1{margin-top:8px}
.as{display:flex;gap:12px;align-items:center;background:var(--ground);border-radius:8px;padding:12px;margin-bottom:12px}
.as img,.person img{border-radius:50%}
.choices{display:grid;gap:10px;margin-top:20px}.choices button{padding:9px}
button.primary{background:var(--blue);border-color:var(--blue);color:#fff}button.primary:hover{background:#0442d2}
.foot{text-align:center;font-size:13px}
.person{width:100%;display:grid;grid-template-columns:36px 1fr;column-gap:12px;text-align:left;border:0;padding:8px;line-height:1.35}
.person img{grid-row:span 2}.person-name{font-weight:500}
.bar{height:64px;display:flex;align-items:center;gap:24px;padding:0 20px;background:#fff;border-bottom:1px solid var(--line)}
.me{display:flex;gap:10px;align-items:center;min-width:0}.me img{border-radius:50%}.me h1{font-size:15px;line-height:1.3}.me .quiet{font-size:12px}
.bar nav{display:flex;gap:4px;flex:1}.bar nav a{padding:6px 12px;border-radius:6px;color:var(--ink)}.bar nav a[aria-current]{background:#e1eaff;color:var(--blue);font-weight:500}
.tools{display:flex;gap:12px;align-items:center;white-space:nowrap}.tools button{padding:4px 10px}
.client{height:calc(100vh - 64px);display:flex}
.chats{width:340px;flex:none;background:#fff;border-right:1px solid var(--line);overflow:auto;padding:8px}
.chat-item{display:flex;gap:12px;align-items:center;padding:10px;border-radius:8px;color:var(--ink)}.chat-item:hover{background:#f2f3f5;text-decoration:none}.chat-item[aria-current]{background:#e1eaff}
.chat-item img,.message>img{border-radius:9px}.chat-text{display:grid;flex:1;min-width:0;line-height:1.4}.chat-name{font-weight:500}.preview,.chat-name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.chat-item time{font-size:12px;align-self:start;white-space:nowrap}
.pane{flex:1;min-width:0;display:flex;flex-direction:column}.pane.empty{display:grid;place-items:center}
.pane-head{display:flex;align-items:center;gap:12px;min-height:56px;padding:8px 24px;border-bottom:1px solid var(--line);background:#fff}.pane-head h2{font-size:16px;flex:1;min-width:0}.back{display:none}
.open{flex:none;border:1px solid var(--blue);border-radius:6px;padding:4px 14px}.open:hover{background:#f0f4ff;text-decoration:none}
.thread{flex:1;overflow:auto;padding:20px 24px;display:grid;gap:20px;align-content:start}.none{padding:24px}
.message{display:flex;gap:12px}.message-main{min-width:0;max-width:600px;flex:1}.meta{font-size:12px;color:var(--quiet);margin-bottom:6px}
.bubble{display:inline-block;background:#fff;border:1px solid var(--line);border-radius:8px;padding:10px 14px;overflow-wrap:anywhere}.recalled{color:var(--quiet);font-style:italic}
.card{background:#fff;border:1px solid var(--line);border-radius:8px;overflow:hidden;overflow-wrap:anywhere}
.card-header{padding:12px 16px;display:flex;flex-wrap:wrap;gap:4px 8px;align-items:center}.card-header h3{font-size:16px;line-height:1.4}.card-header p{width:100%;font-size:13px}.whole{color:inherit}
.card-body{padding:12px 16px 16px;display:grid;gap:10px;justify-items:start}.card-body>*{max-width:100%}.card-body hr{width:100%;border:0;border-top:1px solid var(--line);margin:0}
.columns{display:flex;gap:8px;width:100%}.column{display:grid;gap:8px;align-content:start;min-width:0}
.text .line,.text .heading,.text .item{display:block;min-height:1em}.text .item::before{content:"• "}.text code{background:#f2f3f5;border-radius:4px;padding:0 4px}
.clamped{display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden}
.size-notation,.size-small,.size-x-small{font-size:12px}.size-heading,.size-heading-4,.size-large{font-size:16px;font-weight:600}.size-heading-1,.size-heading-2,.size-heading-3{font-size:20px;font-weight:600}
.at{color:var(--blue)}.c-grey{color:var(--quiet)}.c-red{color:#d83931}.c-green{color:#2ea121}.c-blue{color:var(--blue)}.c-orange{color:#de7802}.c-purple{color:#6425d0}
.card-button{display:inline-block;font:inherit;border:1px solid #d0d3d6;border-radius:6px;padding:5px 16px;color:var(--ink);background:#fff;text-align:center}.card-button:hover{background:#f2f3f5;text-decoration:none}.card-button.fill{width:100%}
.type-primary{border-color:var(--blue);color:var(--blue)}.type-primary_filled,.type-laser{background:var(--blue);border-color:var(--blue);color:#fff}.type-primary_filled:hover,.type-laser:hover{background:#0442d2}
.type-danger{border-color:#d83931;color:#d83931}.type-danger_filled{background:#d83931;border-color:#d83931;color:#fff}.type-danger_filled:hover{background:#b82721}.type-text,.type-primary_text,.type-danger_text{border-color:transparent;padding-inline:4px}.type-primary_text{color:var(--blue)}.type-danger_text{color:#d83931}
.tag{font-size:12px;border-radius:4px;padding:0 6px;background:#eff0f1;color:#51565d}.tag-blue{background:#e1eaff;color:#0c296e}.tag-red{background:#fde2e2;color:#621c18}.tag-orange{background:#feead2;color:#6b3900}.tag-green{background:#d9f5d6;color:#124b0c}
.t-blue{background:#e1eaff;color:#0c296e}.t-wathet{background:#d9f3fd;color:#044b62}.t-turquoise{background:#d5f6f2;color:#04433c}.t-green{background:#d9f5d6;color:#124b0c}.t-yellow{background:#faf1d1;color:#5c3a00}.t-orange{background:#feead2;color:#6b3900}.t-red{background:#fde2e2;color:#621c18}.t-carmine{background:#fdddef;color:#5e0e3d}.t-violet{background:#f8def8;color:#5b0e5b}.t-purple{background:#ece2fe;color:#270561}.t-indigo{background:#e0e2fa;color:#1b1f6b}.t-grey{background:#eff0f1;color:#373c43}.t-default{padding-bottom:0}
.pane.wide{max-width:900px;margin:0 auto;width:100%}.pane.wide .pane-head{background:none;border:0;padding-top:20px}
.tiles{display:grid;gap:12px;padding:8px 24px 24px}.app-tile{display:flex;gap:16px;align-items:center;background:#fff;border:1px solid var(--line);border-radius:10px;padding:16px}.app-tile img{border-radius:12px}.app-tile div{flex:1;min-width:0}.app-tile h3{font-size:15px}
@media (max-width:720px){
.bar{height:auto;flex-wrap:wrap;gap:6px 12px;padding:10px 14px}.me{flex:1}.bar nav{order:3;flex-basis:100%}.client{height:calc(100vh - 110px)}
.chats{width:100%;border:0}.messages:not(.chat-open) .pane{display:none}.chat-open .chats{display:none}.back{display:inline}
.pane-head{padding:8px 14px}.thread{padding:14px}.tiles{padding:8px 14px 14px}.app-tile{flex-wrap:wrap}.message>img{width:28px;height:28px}
}
`;
