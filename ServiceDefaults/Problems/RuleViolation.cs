namespace Supervision.ServiceDefaults.Problems;

/// <summary>A rule of the domain forbids this now: the only exception that becomes 409.</summary>
/// <param name="code">Stable code, e.g. <c>clue.not_transferred</c>; its text stands in the service's Problems.resx.</param>
/// <param name="arguments">Values the text names, in order.</param>
public sealed class RuleViolation(string code, params object?[] arguments) : Exception(code)
{
    public string Code { get; } = code;

    public object?[] Arguments { get; } = arguments;

    /// <summary>What has to be there first, each a code with its own text; told under <c>missing</c>.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>A request that HTTP itself can refuse (400, 412, 413, 422, 428 ...), with its stable code.</summary>
public sealed class RequestProblem(int status, string code, Exception? cause = null) : Exception(code, cause)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
