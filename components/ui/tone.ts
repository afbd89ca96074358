/** One colour per meaning (red = broken or urgent, amber = waiting, green = healthy); neutral and accent mean nothing by themselves. */
export type Tone = "neutral" | "accent" | "danger" | "warning" | "success";

export const softTone: Record<Tone, string> = {
  neutral: "bg-hover text-ink-muted",
  accent: "bg-accent-soft text-accent-ink",
  danger: "bg-danger-soft text-danger-ink",
  warning: "bg-warning-soft text-warning-ink",
  success: "bg-success-soft text-success-ink",
};
