namespace Supervision.ServiceDefaults.Problems;

public static class Rule
{
    /// <summary>Enforces a rule. Each folder defines its own codes; their texts are in the service's Problems.resx.</summary>
    /// <exception cref="RuleViolation">The rule does not hold.</exception>
    public static void Require(bool holds, string code, params object?[] arguments)
    {
        if (!holds) throw new RuleViolation(code, arguments);
    }
}
