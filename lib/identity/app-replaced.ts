/**
 * Why an identity cannot be reached whose channel was bound to an app made anew: Feishu knows the person there by another
 * open_id, which the next sign-in tells (docs/decisions/0032-credentials-over-time.md).
 */
export const APP_REPLACED = "app_replaced";
