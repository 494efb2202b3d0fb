using System.Collections.Frozen;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Supervisors.Tests.Support;

/// <summary>Callers for rules that need no host, and a helper to read a broken rule.</summary>
internal static class Callers
{
    public static readonly Caller Office = Of(Cppcc.Office);

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    public static Caller Of(Role role) => new(Guid.NewGuid(), role.Name, "330305", role.Body, new[] { role.Name }.ToFrozenSet(), null);

    public static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RuleViolation>(act).Code);
}
