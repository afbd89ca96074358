/** An employee's session: of this channel, which is active, and whose tenant is still the employee's. $1 session, $2 now, $3 App ID. */
export const employeeSessionSql = `
  SELECT s.person_id AS "personId", s.channel_id AS "channelId", c.account_id AS "accountId"
  FROM session s
  JOIN channel c ON c.id = s.channel_id AND c.app_id = $3 AND c.status = 'active'
  JOIN feishu_identity f ON f.person_id = s.person_id AND f.channel_id = c.id AND f.tenant_key = c.tenant_key
  WHERE s.id = $1 AND s.door = 'employee' AND s.revoked_at IS NULL AND s.expires_at > $2`;

/** A session of the service team whose account is not disabled. $1 session, $2 now, $3 whether it needs no second factor. */
export const staffSessionSql = `
  SELECT s.person_id AS "personId", a.roles::text[] AS roles
  FROM session s
  JOIN staff_account a ON a.person_id = s.person_id AND a.disabled_at IS NULL
  WHERE s.id = $1 AND s.door = 'staff' AND s.revoked_at IS NULL AND s.expires_at > $2
    AND ($3::boolean OR EXISTS (
      SELECT FROM second_factor f WHERE f.staff_account_id = a.id AND f.confirmed_at IS NOT NULL))`;

/**
 * A console session; one with a role assumed ends with the grant or the role, and may do what the role may. The primary
 * account may do everything. $1 session, $2 now, $3 as above.
 */
export const consoleSessionSql = `
  SELECT s.principal_id AS "principalId", s.assumed_role_id AS "assumedRoleId", p.account_id AS "accountId",
    CASE WHEN a.kind = 'primary' THEN enum_range(NULL::principal_permission)::text[]
      ELSE coalesce(a.permissions, '{}')::text[] END AS permissions
  FROM session s
  JOIN principal p ON p.id = s.principal_id AND p.disabled_at IS NULL
  JOIN principal a ON a.id = coalesce(s.assumed_role_id, s.principal_id)
  WHERE s.id = $1::uuid AND s.door = 'console' AND s.revoked_at IS NULL AND s.expires_at > $2::timestamptz
    AND ($3::boolean OR EXISTS (
      SELECT FROM second_factor f WHERE f.principal_id = p.id AND f.confirmed_at IS NOT NULL))
    AND (s.assumed_role_id IS NULL OR EXISTS (
      SELECT FROM role_grant g
      JOIN principal r ON r.id = g.role_id AND r.disabled_at IS NULL
      WHERE g.user_id = p.id AND g.role_id = s.assumed_role_id))`;
