using Supervision.ServiceDefaults.Problems;

namespace Supervision.Supervisors.Teams;

/// <summary>What a team or squad may supervise, and when (R15): 到位不越位.</summary>
/// <param name="Units">Codes of the units; at least one.</param>
/// <param name="Matters">Codes of the fields or matters; empty means every matter of its topic.</param>
/// <param name="From">First day, in the district's zone.</param>
/// <param name="Until">Last day.</param>
public sealed record Mandate(IReadOnlyList<string> Units, IReadOnlyList<string> Matters, DateOnly From, DateOnly Until)
{
    public const string Outside = "mandate.outside";

    /// <param name="matter">Null for work without a matter.</param>
    public bool Covers(string unit, string? matter, DateOnly day) =>
        Units.Contains(unit) && (Matters.Count == 0 || matter is null || Matters.Contains(matter)) && day >= From && day <= Until;

    /// <exception cref="RuleViolation">mandate.outside</exception>
    public void Require(string unit, string? matter, DateOnly day)
    {
        if (!Covers(unit, matter, day)) throw new RuleViolation(Outside, unit, From.ToString("O"), Until.ToString("O"));
    }
}
