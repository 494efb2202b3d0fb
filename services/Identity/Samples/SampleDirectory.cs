using Supervision.Contracts;
using Supervision.Identity.Clients;

namespace Supervision.Identity.Samples;

/// <summary>A sample user, before it has a password.</summary>
internal sealed record SamplePerson(string Username, string Name, string District, string Body, string[] Roles, string? Unit);

/// <summary>The sample users: every role of every body in two districts, contacts of two units in each. Names are functions, never persons.</summary>
internal static class SampleDirectory
{
    static readonly (string Code, string Name)[] Districts = [("330305", "洞头"), ("330302", "鹿城")];

    static readonly (Role[] Roles, string Suffix, string Name)[] Places =
    [
        ([Cppcc.Member], "", "政协委员一号"),
        ([Cppcc.Supervisor], "", "特邀监督员一号"),
        ([Cppcc.Office], "", "委室经办一号"),
        ([Cppcc.Secretary], "", "秘书长"),
        ([Cppcc.Chair], "", "主席"),
        ([Cppcc.Liaison], "", "政协联络员"),
        ([Cppcc.Admin], "", "政协管理员"),
        ([Discipline.Intake], "", "线索受理一号"),
        ([Discipline.Handler], "", "承办人一号"),
        ([Discipline.Leader], "", "分管常委"),
        ([Discipline.Resident], "", "派驻机构一号"),
        ([Discipline.Liaison], "", "纪委联络员"),
        ([Discipline.Admin], "", "纪委管理员"),
        ([Others.Contact], "", "单位联络员一号"),
        ([Others.Reviewer], "", "党政领导"),
        ([Cppcc.Office], "-2", "委室经办二号"),
        ([Cppcc.Secretary], "-2", "副秘书长"),
        ([Cppcc.Chair], "-2", "副主席"),
        ([Discipline.Handler], "-2", "承办人二号"),
        ([Others.Contact], "-2", "单位联络员二号"),
        ([Cppcc.Office, Cppcc.Liaison], "", "经办兼联络员"),
        ([Discipline.Intake, Discipline.Handler, Discipline.Liaison], "", "受理承办兼联络员"),
    ];

    public static IEnumerable<SamplePerson> People =>
        from district in Districts
        from place in Places
        let body = place.Roles[0].Body
        let roles = place.Roles.Select(role => role.Name).ToArray()
        select new SamplePerson(
            $"{district.Code}-{body}-{string.Join('-', roles)}{place.Suffix}", $"示例·{district.Name}{place.Name}", district.Code, body, roles,
            !place.Roles.Contains(Others.Contact) ? null : place.Suffix.Length == 0 ? $"{district.Code}-U01" : $"{district.Code}-U02");

    /// <summary>One system per tenant, without its secret.</summary>
    public static IEnumerable<MachineClient> Systems =>
        from district in Districts
        from body in (string[])[Bodies.Cppcc, Bodies.Discipline]
        select new MachineClient(
            $"{district.Code}-{body}-system", null, $"示例·{district.Name}{(body == Bodies.Cppcc ? "政协" : "纪委监委")}业务系统", district.Code, body,
            [.. ScopeRegister.Audiences.Keys]);
}
