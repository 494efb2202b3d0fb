using Supervision.ServiceDefaults.Problems;

namespace Supervision.Assessment.Work;

/// <summary>How a rule is held; each folder names the codes of its own, whose texts stand in Problems.resx.</summary>
internal static class Rules
{
    public const string ContentChanged = "work.content_changed";
    public const string AlreadyConcurred = "work.already_concurred";

    /// <exception cref="RuleViolation">The rule does not hold.</exception>
    public static void Require(bool holds, string code, params object?[] arguments)
    {
        if (!holds) throw new RuleViolation(code, arguments);
    }
}
