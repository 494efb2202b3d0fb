namespace Supervision.ServiceDefaults.Problems;

/// <summary>A rule of the domain currently forbids this: the only exception that becomes 409.</summary>
/// <param name="code">Stable code, e.g. <c>clue.not_transferred</c>; its text is in the service's Problems.resx.</param>
/// <param name="arguments">Values used in the text, in order.</param>
public sealed class RuleViolation(string code, params object?[] arguments) : Exception(code)
{
    public string Code { get; } = code;

    public object?[] Arguments { get; } = arguments;

    /// <summary>What is still missing, each a code with its own text; returned under <c>missing</c>.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>A request refused with an HTTP status of its own (400, 412, 413, 422, 428 ...) and a stable code.</summary>
public sealed class RequestProblem(int status, string code, Exception? cause = null) : Exception(code, cause)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
