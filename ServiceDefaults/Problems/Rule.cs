namespace Supervision.ServiceDefaults.Problems;

public static class Rule
{
    /// <summary>How a rule is held; each folder names the codes of its own, whose texts stand in the service's Problems.resx.</summary>
    /// <exception cref="RuleViolation">The rule does not hold.</exception>
    public static void Require(bool holds, string code, params object?[] arguments)
    {
        if (!holds) throw new RuleViolation(code, arguments);
    }
}
