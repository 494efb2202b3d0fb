namespace Supervision.Topics.Advice;

/// <summary>A version of an advice report as written; never changed.</summary>
public sealed class AdviceVersion
{
    public required Guid AdviceId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string District { get; init; }

    public required AdviceContent Content { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    public required Guid By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}
