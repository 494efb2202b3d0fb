using System.ComponentModel.DataAnnotations;

namespace Supervision.Gateway.Callers;

/// <summary>Section <c>Limits</c>: request limits per caller, so that no caller can overload the platform for the others.</summary>
internal sealed class LimitSettings
{
    public const string Section = "Limits";

    /// <summary>A signed-in caller, all devices together.</summary>
    [Required]
    public Rate Caller { get; init; } = new() { PerSecond = 50, Burst = 200 };

    /// <summary>An address (IPv6: a /64 network) that sends requests without sign-in.</summary>
    [Required]
    public Rate Address { get; init; } = new() { PerSecond = 50, Burst = 300 };

    /// <summary>Sign-in from one address. A whole office may share it; each account also has its own lock-out.</summary>
    [Required]
    public Rate SignIn { get; init; } = new() { PerSecond = 2, Burst = 120 };

    /// <summary>Submissions without an account from one address: proposals, registrations. A village hall may share one address.</summary>
    [Required]
    public Rate Public { get; init; } = new() { PerSecond = 1, Burst = 30 };

    /// <summary>Event streams one caller may have open at a time.</summary>
    [Range(1, 1000)]
    public int Streams { get; init; } = 10;
}

internal sealed class Rate
{
    [Range(1, 1_000_000)]
    public int PerSecond { get; init; }

    /// <summary>Requests that may arrive at once after a quiet period.</summary>
    [Range(1, 10_000_000)]
    public int Burst { get; init; }
}
