using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Persistence;

/// <summary>SQL functions by which policies read the <see cref="DataScope"/>.</summary>
public static class ScopeFunctions
{
    /// <summary>The beginning of every service's declaration. Each returns NULL when nothing is set, so that no policy matches.</summary>
    public const string Declaration = """
        create or replace function app_district() returns text language sql stable parallel safe as
            $$ select nullif(current_setting('app.district', true), '') $$;
        create or replace function app_body() returns text language sql stable parallel safe as
            $$ select nullif(current_setting('app.body', true), '') $$;
        create or replace function app_user() returns uuid language sql stable parallel safe as
            $$ select nullif(current_setting('app.user', true), '')::uuid $$;
        create or replace function app_unit() returns text language sql stable parallel safe as
            $$ select nullif(current_setting('app.unit', true), '') $$;
        create or replace function app_roles() returns text[] language sql stable parallel safe as
            $$ select string_to_array(nullif(current_setting('app.roles', true), ''), ',') $$;
        create or replace function app_is(variadic roles text[]) returns boolean language sql stable parallel safe as
            $$ select coalesce(app_roles() && roles, false) $$;
        create or replace function app_serves(district text) returns boolean language sql stable parallel safe as
            $$ select app_body() = 'service' and app_district() in (district, '*') $$;
        """;

    /// <summary>Those of <see cref="RoleGroups"/>.</summary>
    public static readonly string Groups = Group("app_is_joint", RoleGroups.Joint)
        + Group("app_keeps", RoleGroups.Keepers)
        + Group("app_leads", RoleGroups.Leaders)
        + Group("app_takes_part", RoleGroups.Participants)
        + Group("app_joins", RoleGroups.BothBodies)
        + Group("app_administers", RoleGroups.Admins);

    /// <summary>Declares a function that says whether the scope's user holds one of the roles.</summary>
    public static string Group(string function, IEnumerable<Role> roles)
    {
        var bodies = roles.GroupBy(role => role.Body, role => $"'{role.Name}'")
            .Select(body => $"(app_body() = '{body.Key}' and app_is({string.Join(", ", body)}))");
        return $"""
            create or replace function {function}() returns boolean language sql stable parallel safe as $$
                select {string.Join("\n        or ", bodies)} $$;

            """;
    }
}
